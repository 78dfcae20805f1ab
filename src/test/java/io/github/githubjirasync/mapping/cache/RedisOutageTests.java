package io.github.githubjirasync.mapping.cache;

import java.util.concurrent.atomic.AtomicInteger;

import io.github.githubjirasync.mapping.MappingInstance.SettableTicker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.redis.RedisConnectionFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link RedisOutage}.
 */
@ExtendWith(OutputCaptureExtension.class)
class RedisOutageTests {

	private final SettableTicker ticker = new SettableTicker();

	private final AtomicInteger reconnections = new AtomicInteger();

	private final RedisOutage outage = new RedisOutage(this.ticker, this.reconnections::incrementAndGet);

	private final AtomicInteger calls = new AtomicInteger();

	@Test
	void failureKeepsRedisFromBeingCalledForThePause() {
		assertThat(this.outage.attempt(this::fail)).isEmpty();
		this.ticker.advance(RedisOutage.PAUSE.minusNanos(1));
		assertThat(this.outage.attempt(this::succeed)).isEmpty();
		assertThat(this.calls).hasValue(1);
		this.ticker.advance(RedisOutage.PAUSE);
		assertThat(this.outage.attempt(this::succeed)).contains("answer");
		assertThat(this.outage.attempt(this::succeed)).contains("answer");
	}

	@Test
	void afterThePauseOneCallGoesFirst() {
		this.outage.attempt(this::fail);
		this.ticker.advance(RedisOutage.PAUSE);
		assertThat(this.outage.attempt(() -> {
			assertThat(this.outage.attempt(this::succeed)).isEmpty();
			return "first";
		})).contains("first");
		assertThat(this.calls).hasValue(1);
	}

	@Test
	void callsAfterAPauseGoOnNewConnections() {
		this.outage.attempt(this::fail);
		this.outage.attempt(this::fail);
		assertThat(this.reconnections).hasValue(0);
		this.ticker.advance(RedisOutage.PAUSE);
		this.outage.attempt(this::fail);
		assertThat(this.reconnections).hasValue(1);
		this.ticker.advance(RedisOutage.PAUSE);
		this.outage.attempt(this::succeed);
		this.outage.attempt(this::succeed);
		assertThat(this.reconnections).hasValue(2);
	}

	@Test
	void outageIsWarnedOfOnce(CapturedOutput output) {
		for (int i = 0; i < 10; i++) {
			this.outage.attempt(this::fail);
			this.ticker.advance(RedisOutage.PAUSE);
		}
		this.outage.attempt(this::succeed);
		assertThat(this.calls).hasValue(11);
		assertThat(output.getAll()).containsOnlyOnce("Redis does not serve the cache of mappings")
			.containsOnlyOnce("Redis answers again");
	}

	@Test
	void faultsOfOurOwnAreNotHidden() {
		assertThatIllegalStateException().isThrownBy(() -> this.outage.attempt(() -> {
			throw new IllegalStateException("ours");
		}));
		assertThat(this.outage.ongoing()).isFalse();
	}

	private String succeed() {
		this.calls.incrementAndGet();
		return "answer";
	}

	private String fail() {
		this.calls.incrementAndGet();
		throw new RedisConnectionFailureException("away");
	}

}
