package io.github.githubjirasync.sync.job;

import java.time.Duration;
import java.util.Locale;

import io.github.githubjirasync.upstream.Upstream;
import org.jspecify.annotations.Nullable;

/**
 * A job cannot go on now, through no fault of its own; it is snoozed.
 */
final class Holding extends RuntimeException {

	private final Duration delay;

	Holding(Duration delay, String reason, @Nullable Throwable cause) {
		super(reason, cause, false, false);
		this.delay = delay;
	}

	Duration delay() {
		return this.delay;
	}

	/** The scope by which all jobs for an upstream are held back. */
	static String scope(Upstream upstream) {
		return "upstream:" + upstream.name().toLowerCase(Locale.ROOT);
	}

}
