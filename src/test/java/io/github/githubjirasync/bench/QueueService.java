package io.github.githubjirasync.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import io.github.githubjirasync.queue.Job;
import io.github.githubjirasync.queue.JobHandler;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.QueueControl;
import io.github.githubjirasync.queue.QueueProperties;
import io.github.githubjirasync.worker.WorkerProperties;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.springframework.boot.actuate.autoconfigure.metrics.redis.LettuceMetricsAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * The queue and, if asked for, the worker pool, wired as in production: the same
 * configuration classes, the same Redis connections, the same meters. Defaults hold but
 * for the rate limit, which is on and out of the way, the capacity, and the number of
 * completed jobs kept, which is small enough that trimming is part of what is measured.
 */
final class QueueService implements AutoCloseable {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private QueueService(String redisUrl, boolean worker, JobHandler handler, Consumer<Job> onCompleted) {
		Map<String, Object> properties = new LinkedHashMap<>();
		properties.put("spring.data.redis.url", redisUrl);
		properties.put("github-jira-sync.queue.rate-per-second", 100_000);
		properties.put("github-jira-sync.queue.rate-burst", 10_000);
		properties.put("github-jira-sync.queue.capacity-per-instance", 2_000_000);
		properties.put("github-jira-sync.queue.completed-kept", 1_000);
		properties.put("github-jira-sync.queue.backoff.base", "1s");
		properties.put("github-jira-sync.worker.enabled", worker);
		this.context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("bench", properties));
		this.context.register(Wiring.class);
		this.context.registerBean(MeterRegistry.class, () -> new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
		this.context.registerBean(JobHandler.class, () -> handler);
		this.context.registerBean("measuredQueue", JobQueue.class,
				() -> new MeasuredQueue(this.context.getBean("jobQueue", JobQueue.class), onCompleted),
				(definition) -> definition.setPrimary(true));
		this.context.scan("io.github.githubjirasync.queue", "io.github.githubjirasync.worker");
		this.context.refresh();
	}

	/** The queue alone, for producers. */
	static QueueService producer(String redisUrl) {
		return new QueueService(redisUrl, false, (job) -> new JobOutcome.Done(""), (job) -> {
		});
	}

	/**
	 * The queue and a pool that runs its jobs from now on.
	 * @param onCompleted called for each job whose completion Redis has confirmed
	 */
	static QueueService worker(String redisUrl, JobHandler handler, Consumer<Job> onCompleted) {
		return new QueueService(redisUrl, true, handler, onCompleted);
	}

	JobQueue queue() {
		return this.context.getBean("jobQueue", JobQueue.class);
	}

	QueueControl control() {
		return this.context.getBean(QueueControl.class);
	}

	@Override
	public void close() {
		this.context.close();
	}

	/** Not found by the component scan of the application's tests. */
	@ImportAutoConfiguration({ RedisAutoConfiguration.class, LettuceMetricsAutoConfiguration.class })
	@EnableConfigurationProperties({ QueueProperties.class, WorkerProperties.class })
	private static final class Wiring {

	}

}
