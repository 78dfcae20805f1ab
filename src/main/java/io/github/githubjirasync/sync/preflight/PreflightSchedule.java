package io.github.githubjirasync.sync.preflight;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.githubjirasync.sync.Preflight;
import io.github.githubjirasync.sync.PreflightReport;
import io.github.githubjirasync.sync.PreflightReport.Finding;
import io.github.githubjirasync.sync.PreflightReport.Level;
import io.github.githubjirasync.sync.PreflightReport.LinkReport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Looks after the start and again from time to time, in a thread of its own.
 */
final class PreflightSchedule implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(PreflightSchedule.class);

	private static final Duration AFTER_THE_START = Duration.ofSeconds(5);

	private final Preflight preflight;

	private final Duration interval;

	private @Nullable ScheduledExecutorService thread;

	PreflightSchedule(Preflight preflight, Duration interval) {
		this.preflight = preflight;
		this.interval = interval;
	}

	@Override
	public synchronized void start() {
		ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread named = new Thread(task, "preflight");
			named.setDaemon(true);
			return named;
		});
		this.thread = executor;
		if (!this.interval.isZero()) {
			executor.scheduleWithFixedDelay(this::look, AFTER_THE_START.toMillis(), this.interval.toMillis(),
					TimeUnit.MILLISECONDS);
		}
	}

	private void look() {
		try {
			PreflightReport report = this.preflight.check();
			report.links().forEach(PreflightSchedule::log);
		}
		catch (RuntimeException ex) {
			logger.warn("The preflight failed; it is tried again in {}", this.interval, ex);
		}
	}

	private static void log(LinkReport link) {
		for (Finding finding : link.findings()) {
			if (finding.level() == Level.ERROR) {
				logger.warn("Link {}: {} {}; {}", link.link(), finding.subject(), finding.message(), finding.fix());
			}
		}
	}

	@Override
	public synchronized void stop() {
		if (this.thread != null) {
			this.thread.shutdownNow();
			this.thread = null;
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.thread != null;
	}

}
