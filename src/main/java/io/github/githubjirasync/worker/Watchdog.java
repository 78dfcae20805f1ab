package io.github.githubjirasync.worker;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices loops of the worker that make no progress: says so in the log, once for each
 * time, and interrupts a step that hangs, after which its loop goes on.
 * <p>
 * Meter: {@code github_jira_sync_worker_loop_silence_seconds} by loop (alert above 30).
 */
final class Watchdog {

	private static final Logger logger = LoggerFactory.getLogger(Watchdog.class);

	private static final int FRAMES = 12;

	private final List<SupervisedLoop> loops;

	private final Duration patience;

	private final Set<String> reported = new HashSet<>();

	/**
	 * A watchdog.
	 * @param loops the loops to watch
	 * @param patience how long a loop may go without success
	 */
	Watchdog(List<SupervisedLoop> loops, Duration patience) {
		this.loops = List.copyOf(loops);
		this.patience = patience;
	}

	void bindTo(MeterRegistry meters) {
		this.loops.forEach((loop) -> Gauge
			.builder("github.jira.sync.worker.loop.silence.seconds", loop,
					(watched) -> watched.sinceLastSuccess().toMillis() / 1000.0)
			.description("Time since a loop of the worker last succeeded")
			.tags(Tags.of("loop", loop.name().replaceFirst("^worker-", "")))
			.register(meters));
	}

	/**
	 * Looks at all loops.
	 * @return how long to wait until the next look
	 */
	Duration look() {
		for (SupervisedLoop loop : this.loops) {
			boolean silent = loop.sinceLastSuccess().compareTo(this.patience) > 0;
			if (!silent) {
				this.reported.remove(loop.name());
			}
			else if (this.reported.add(loop.name())) {
				logger.error("{} has made no progress for {} s; {}", loop.name(), loop.sinceLastSuccess().toSeconds(),
						whatItDoes(loop));
			}
			if (silent && loop.inStepFor().compareTo(this.patience) > 0) {
				loop.interrupt();
			}
		}
		return this.patience.dividedBy(6);
	}

	private static String whatItDoes(SupervisedLoop loop) {
		if (loop.inStepFor().isZero()) {
			return "it fails again and again";
		}
		return "it hangs and is interrupted at " + Arrays.stream(loop.stack())
			.limit(FRAMES)
			.map(StackTraceElement::toString)
			.collect(Collectors.joining(" < "));
	}

	/** The loops that have made no progress for too long, with the time since. */
	Map<String, Duration> silent() {
		Map<String, Duration> silent = new TreeMap<>();
		for (SupervisedLoop loop : this.loops) {
			Duration since = loop.sinceLastSuccess();
			if (since.compareTo(this.patience) > 0) {
				silent.put(loop.name(), since);
			}
		}
		return silent;
	}

}
