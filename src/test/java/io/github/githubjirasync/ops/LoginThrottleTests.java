package io.github.githubjirasync.ops;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoginThrottleTests {

	private final AtomicLong nanos = new AtomicLong();

	private final LoginThrottle throttle = new LoginThrottle(this.nanos::get);

	@Test
	void fifthFailureOfANameFromAnAddressEndsItsTries() {
		fail(4, "oscar", "10.0.0.1");
		assertThat(this.throttle.allows("oscar", "10.0.0.1")).isTrue();
		this.throttle.failed("Oscar", "10.0.0.1");
		assertThat(this.throttle.allows("OSCAR", "10.0.0.1")).isFalse();
		assertThat(this.throttle.allows("oscar", "10.0.0.2")).as("from elsewhere he may").isTrue();
		assertThat(this.throttle.allows("vera", "10.0.0.1")).as("others may").isTrue();
	}

	@Test
	void triesAreAllowedAgainAfterThePause() {
		fail(5, "oscar", "10.0.0.1");
		pass(LoginThrottle.PAUSE.minusSeconds(1));
		assertThat(this.throttle.allows("oscar", "10.0.0.1")).isFalse();
		pass(Duration.ofSeconds(2));
		assertThat(this.throttle.allows("oscar", "10.0.0.1")).isTrue();
	}

	@Test
	void successForgetsTheFailuresOfBothTogether() {
		fail(4, "oscar", "10.0.0.1");
		this.throttle.succeeded("oscar", "10.0.0.1");
		fail(4, "oscar", "10.0.0.1");
		assertThat(this.throttle.allows("oscar", "10.0.0.1")).isTrue();
	}

	@Test
	void oneAddressCannotTryManyNames() {
		IntStream.range(0, 50).forEach((i) -> this.throttle.failed("user" + i, "10.0.0.1"));
		assertThat(this.throttle.allows("oscar", "10.0.0.1")).isFalse();
		assertThat(this.throttle.allows("oscar", "10.0.0.2")).isTrue();
	}

	@Test
	void manyAddressesCannotTryOneName() {
		IntStream.range(0, 50).forEach((i) -> this.throttle.failed("oscar", "10.0.1." + i));
		assertThat(this.throttle.allows("oscar", "10.0.0.2")).isFalse();
	}

	@Test
	void whatIsRememberedIsBounded() {
		IntStream.range(0, 30_000).forEach((i) -> this.throttle.failed("user" + i, "10.1." + i));
		assertThat(this.throttle.size()).isLessThanOrEqualTo(10_000);
	}

	private void fail(int times, String name, String address) {
		IntStream.range(0, times).forEach((i) -> this.throttle.failed(name, address));
	}

	private void pass(Duration duration) {
		this.nanos.addAndGet(duration.toNanos());
	}

}
