package io.github.githubjirasync.worker;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.githubjirasync.queue.AttemptListener;
import io.github.githubjirasync.queue.JobHandler;
import io.github.githubjirasync.queue.JobQueue;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the worker pool.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(prefix = "github-jira-sync.worker", name = "enabled", matchIfMissing = true)
class WorkerConfiguration {

	@Bean
	WorkerPool workerPool(JobQueue queue, JobHandler handler, WorkerProperties properties, MeterRegistry meters,
			ObjectProvider<AttemptListener> listeners) {
		return new WorkerPool(queue, new JobRunner(handler, meters, listeners.orderedStream().toList()), properties,
				instanceName(), threads(properties.concurrency()));
	}

	@Bean
	WorkerHealthIndicator workerHealthIndicator(WorkerPool workerPool) {
		return new WorkerHealthIndicator(workerPool);
	}

	/**
	 * A name that no other pool has, which would get this one's jobs as well: containers
	 * may share the name of their host, and the number of their process.
	 */
	static String instanceName() {
		String unique = HexFormat.of().toHexDigits((short) ThreadLocalRandom.current().nextInt());
		return hostName() + "-" + ProcessHandle.current().pid() + "-" + unique;
	}

	private static String hostName() {
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return "instance";
		}
	}

	/** Virtual threads where the runtime has them (Java 21 and later), else a pool. */
	private static ExecutorService threads(int concurrency) {
		try {
			return (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
		}
		catch (ReflectiveOperationException ex) {
			AtomicInteger number = new AtomicInteger();
			return Executors.newFixedThreadPool(concurrency,
					(work) -> new Thread(work, "worker-job-" + number.incrementAndGet()));
		}
	}

}
