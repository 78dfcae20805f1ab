package io.github.githubjirasync.mapping.jpa;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When rows are changed, and by which instance.
 *
 * @param clock the instance's clock
 * @param host the host, on Kubernetes the pod, that the instance runs on
 */
record Stamps(Clock clock, String host) {

	/** The stamps of this host. */
	static Stamps ofThisHost(Clock clock) {
		String named = System.getenv("HOSTNAME");
		if (named != null && !named.isBlank()) {
			return new Stamps(clock, named);
		}
		try {
			return new Stamps(clock, InetAddress.getLocalHost().getHostName());
		}
		catch (UnknownHostException ex) {
			return new Stamps(clock, "unknown");
		}
	}

	/** In microseconds, as the database keeps it. */
	Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

}
