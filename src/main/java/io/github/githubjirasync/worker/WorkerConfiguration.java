package io.github.githubjirasync.worker;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

	private static String instanceName() {
		try {
			return InetAddress.getLocalHost().getHostName() + "-" + ProcessHandle.current().pid();
		}
		catch (UnknownHostException ex) {
			return "instance-" + ProcessHandle.current().pid();
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
