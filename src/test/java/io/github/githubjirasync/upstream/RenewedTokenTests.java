package io.github.githubjirasync.upstream;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RenewedTokenTests {

	private final MovedClock clock = new MovedClock();

	private final AtomicInteger fetched = new AtomicInteger();

	private volatile boolean away;

	private final RenewedToken token = new RenewedToken(this::fetch, this.clock);

	private RenewedToken.Token fetch() {
		if (this.away) {
			throw new UpstreamException.Transient(Upstream.GITHUB, "away", null);
		}
		return new RenewedToken.Token("token-" + this.fetched.incrementAndGet(),
				this.clock.instant().plus(Duration.ofHours(1)));
	}

	@Test
	void tokenIsFetchedOnceAndRenewedFiveMinutesBeforeItsEnd() {
		assertThat(this.token.value()).isEqualTo("token-1");
		this.clock.move(Duration.ofMinutes(54));
		assertThat(this.token.value()).isEqualTo("token-1");
		this.clock.move(Duration.ofMinutes(2));
		assertThat(this.token.value()).isEqualTo("token-2");
	}

	@Test
	void oldTokenGoesOnWhileItHoldsAndNoNewOneIsToBeHad() {
		this.token.value();
		this.away = true;
		this.clock.move(Duration.ofMinutes(56));
		assertThat(this.token.value()).isEqualTo("token-1");
		this.clock.move(Duration.ofMinutes(5));
		assertThatExceptionOfType(UpstreamException.Transient.class).isThrownBy(this.token::value);
		this.away = false;
		assertThat(this.token.value()).isEqualTo("token-2");
	}

	@Test
	void oneThreadFetchesForAll() throws Exception {
		CountDownLatch asked = new CountDownLatch(1);
		CountDownLatch answered = new CountDownLatch(1);
		RenewedToken slow = new RenewedToken(() -> {
			asked.countDown();
			try {
				answered.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			return fetch();
		}, this.clock);
		ExecutorService threads = Executors.newFixedThreadPool(20);
		try {
			List<Future<String>> values = IntStream.range(0, 20).mapToObj((i) -> threads.submit(slow::value)).toList();
			asked.await();
			answered.countDown();
			for (Future<String> value : values) {
				assertThat(value.get()).isEqualTo("token-1");
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(this.fetched).hasValue(1);
	}

	@Test
	void refusedTokenIsFetchedAgainButNotOneThatIsNew() {
		String first = this.token.value();
		assertThat(this.token.drop(first)).isFalse();
		this.clock.move(Duration.ofMinutes(1));
		assertThat(this.token.drop(first)).isTrue();
		assertThat(this.token.value()).isEqualTo("token-2");
		// Somebody else has dropped it meanwhile.
		assertThat(this.token.drop(first)).isTrue();
		assertThat(this.token.value()).isEqualTo("token-2");
	}

	@Test
	void secretIsNotPrinted() {
		assertThat(fetch().toString()).doesNotContain("token-1");
	}

}
