package io.github.githubjirasync.upstream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that stands still until it is moved.
 */
public final class MovedClock extends Clock {

	private volatile Instant now = ClientTestSupport.NOW;

	/**
	 * Lets time pass.
	 * @param by how much
	 */
	public void move(Duration by) {
		this.now = this.now.plus(by);
	}

	@Override
	public Instant instant() {
		return this.now;
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return this;
	}

}
