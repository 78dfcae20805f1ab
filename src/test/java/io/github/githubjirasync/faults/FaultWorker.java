package io.github.githubjirasync.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.githubjirasync.faults.LedgerEntry.Event;
import io.github.githubjirasync.queue.Job;
import io.github.githubjirasync.queue.JobHandler;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.worker.WorkerProperties;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/**
 * The main class of a worker process: the service's worker pool on the service's queue,
 * with a handler that keeps a ledger. It ends when its standard input does, so that it
 * does not outlive whoever started it.
 */
public final class FaultWorker {

	private static final int POISONED = 134;

	private FaultWorker() {
	}

	/**
	 * Runs jobs until told to stop.
	 * @param args properties such as {@code github-jira-sync.queue.lease=1s}; among them
	 * {@code ledger}, the file to write, {@code effects}, the folder to work in, and, if
	 * it is to freeze, {@code freeze}, a {@link Step}
	 * @throws IOException if standard input fails
	 */
	public static void main(String[] args) throws IOException {
		QueueWiring.start(Wiring.class, List.of(args))
			.getBean(Ledger.class)
			.write(LedgerEntry.now(Event.READY, "-", 0, 0, "-", System.currentTimeMillis()));
		while (System.in.read() >= 0) {
			// Nothing is said; only the end matters.
		}
		System.exit(1);
	}

	private static JobOutcome handle(Job job, long token, Ledger ledger, Effects effects, Freeze freeze)
			throws InterruptedException {
		Work work = Work.parse(job);
		ledger.write(LedgerEntry.now(Event.STARTED, job.id(), job.attempt(), token, work.key(), 0));
		if (work.isPoison()) {
			Runtime.getRuntime().halt(POISONED);
		}
		try {
			TimeUnit.MILLISECONDS.sleep(work.millis());
		}
		catch (InterruptedException ex) {
			ledger.write(LedgerEntry.now(Event.INTERRUPTED, job.id(), job.attempt(), token, work.key(), 0));
			throw ex;
		}
		if (job.attempt() <= work.failures()) {
			return new JobOutcome.Retry("as asked");
		}
		Event effect = effects.exists(work.key()) ? Event.FOUND : Event.EFFECT;
		if (effect == Event.EFFECT) {
			effects.create(work.key());
		}
		ledger.write(LedgerEntry.now(effect, job.id(), job.attempt(), token, work.key(), 0));
		freeze.at(Step.EFFECTED);
		ledger.write(LedgerEntry.now(Event.FINISHED, job.id(), job.attempt(), token, work.key(), 0));
		return new JobOutcome.Done("");
	}

	/** Like {@link QueueWiring} not to be found by a scan. */
	@Import(QueueWiring.class)
	@EnableConfigurationProperties(WorkerProperties.class)
	@ComponentScan("io.github.githubjirasync.worker")
	static class Wiring {

		@Bean
		Ledger ledger(@Value("${ledger}") Path file) {
			return new Ledger(file);
		}

		@Bean
		Effects effects(@Value("${effects}") Path folder) {
			return new Effects(folder);
		}

		@Bean
		Freeze freeze(@Value("${freeze:}") @Nullable Step step, @Value("${freeze.after:3}") int passages,
				Ledger ledger) {
			return new Freeze(step, passages, ledger);
		}

		@Bean
		LedgerQueue ledgerQueue(@Qualifier("jobQueue") JobQueue queue, Ledger ledger, Freeze freeze) {
			return new LedgerQueue(queue, ledger, freeze);
		}

		@Bean
		@Primary
		JobQueue watchedQueue(LedgerQueue queue) {
			return queue.proxy();
		}

		@Bean
		JobHandler handler(LedgerQueue queue, Ledger ledger, Effects effects, Freeze freeze) {
			return (job) -> handle(job, queue.token(job.id()), ledger, effects, freeze);
		}

		@Bean
		MeterRegistry meters() {
			return new SimpleMeterRegistry();
		}

	}

}
