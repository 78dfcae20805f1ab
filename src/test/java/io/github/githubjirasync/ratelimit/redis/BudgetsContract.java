package io.github.githubjirasync.ratelimit.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.github.githubjirasync.ratelimit.Budgets;
import io.github.githubjirasync.ratelimit.Draw;
import io.github.githubjirasync.ratelimit.Drawn;
import io.github.githubjirasync.ratelimit.Notice;
import io.github.githubjirasync.ratelimit.Rate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every kind of budget keeps.
 */
abstract class BudgetsContract {

	static final Rate TEN_A_MINUTE = new Rate(10, Duration.ofMinutes(1));

	static final Duration LEASE = Duration.ofSeconds(30);

	abstract Budgets budgets();

	Drawn draw(Draw... draws) {
		return budgets().draw("a", List.of(draws));
	}

	@Test
	void windowGrantsItsLimitAndNamesTheTimeWhenItIsSpent() {
		Draw window = new Draw.Window("w", TEN_A_MINUTE, 1);
		for (int i = 0; i < 10; i++) {
			Drawn drawn = draw(window);
			assertThat(drawn.granted()).isTrue();
			assertThat(drawn.delay()).isZero();
		}
		Drawn refused = draw(window);
		assertThat(refused.granted()).isFalse();
		assertThat(refused.by()).isZero();
		assertThat(refused.left()).containsExactly(0L);
		// A part more than the window, and the one that has begun.
		assertThat(refused.delay()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(72));
	}

	@Test
	void windowCountsCosts() {
		assertThat(draw(new Draw.Window("w", TEN_A_MINUTE, 5)).granted()).isTrue();
		assertThat(draw(new Draw.Window("w", TEN_A_MINUTE, 4)).granted()).isTrue();
		assertThat(draw(new Draw.Window("w", TEN_A_MINUTE, 5)).granted()).isFalse();
		assertThat(draw(new Draw.Window("w", TEN_A_MINUTE, 1)).granted()).isTrue();
		assertThat(draw(new Draw.Window("other", TEN_A_MINUTE, 10)).granted()).isTrue();
		assertThat(budgets().draw("b", List.of(new Draw.Window("w", TEN_A_MINUTE, 10))).granted()).isTrue();
	}

	@Test
	void windowIsFreeAgainAfterTheTimeThatItNames() {
		Draw window = new Draw.Window("w", new Rate(2, Duration.ofMillis(200)), 2);
		assertThat(draw(window).granted()).isTrue();
		assertThat(draw(window).delay()).isBetween(Duration.ofMillis(150), Duration.ofMillis(240));
		long start = System.nanoTime();
		Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> draw(window).granted());
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(100));
	}

	@Test
	void drawOnSeveralIsAllOrNothing() {
		Draw tight = new Draw.Window("tight", new Rate(1, Duration.ofMinutes(1)), 1);
		Draw wide = new Draw.Window("wide", TEN_A_MINUTE, 1);
		assertThat(draw(wide, tight).granted()).isTrue();
		for (int i = 0; i < 5; i++) {
			assertThat(draw(wide, tight).by()).isEqualTo(1);
		}
		assertThat(draw(new Draw.Window("wide", TEN_A_MINUTE, 9)).granted()).isTrue();
	}

	@Test
	void manyThreadsTogetherGetTheLimit() throws Exception {
		Draw window = new Draw.Window("w", new Rate(25, Duration.ofMinutes(1)), 1);
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			List<Callable<Boolean>> calls = IntStream.range(0, 60)
				.mapToObj((i) -> (Callable<Boolean>) () -> draw(window).granted())
				.toList();
			int granted = 0;
			for (Future<Boolean> call : threads.invokeAll(calls)) {
				granted += call.get() ? 1 : 0;
			}
			assertThat(granted).isEqualTo(25);
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void holdKeepsEverybodyAwayUntilItEnds() {
		assertThat(draw(new Draw.Free("h")).granted()).isTrue();
		tell(new Notice.Hold("h", Duration.ofSeconds(20)));
		tell(new Notice.Hold("h", Duration.ofSeconds(2)));
		assertThat(draw(new Draw.Free("other"), new Draw.Free("h"))).satisfies((drawn) -> {
			assertThat(drawn.by()).isEqualTo(1);
			assertThat(drawn.delay()).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(20));
		});
	}

	@Test
	void quotaIsWhatTheOtherSideSaid() {
		assertThat(draw(new Draw.Quota("q", 1)).left()).containsExactly(-1L);
		tell(new Notice.Left("q", 2, Duration.ofMinutes(10)));
		assertThat(draw(new Draw.Quota("q", 1)).granted()).isTrue();
		assertThat(draw(new Draw.Quota("q", 1)).granted()).isTrue();
		assertThat(draw(new Draw.Quota("q", 1)).delay()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
	}

	@Test
	void whatTheOtherSideDidNotCountIsThereAgain() {
		tell(new Notice.Left("q", 2, Duration.ofMinutes(10)));
		Draw quota = new Draw.Quota("q", 1);
		Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> !draw(quota).granted());
		tell(new Notice.Returned("q", 1), new Notice.Returned("unknown", 1));
		Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> draw(quota).granted());
		assertThat(draw(quota).granted()).isFalse();
		assertThat(draw(new Draw.Quota("unknown", 1)).left()).containsExactly(-1L);
	}

	@Test
	void placesAreTakenUntilTheyAreFreed() {
		assertThat(draw(new Draw.Place("p", 2, LEASE, "one")).granted()).isTrue();
		assertThat(draw(new Draw.Place("p", 2, Duration.ofMillis(300), "two")).granted()).isTrue();
		assertThat(draw(new Draw.Place("p", 2, LEASE, "three")).delay()).isLessThan(Duration.ofSeconds(1));
		tell(new Notice.PlaceFreed("p", "one"));
		assertThat(draw(new Draw.Place("p", 2, LEASE, "three")).granted()).isTrue();
		// What is never freed ends by itself.
		Awaitility.await()
			.atMost(Duration.ofSeconds(5))
			.until(() -> draw(new Draw.Place("p", 2, LEASE, "four")).granted());
	}

	@Test
	void turnsAreSomeTimeApartAndOneAtATime() {
		assertThat(turn("one").granted()).isTrue();
		assertThat(turn("two").delay()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(10));
		tell(new Notice.TurnEnded("t", "one"));
		assertThat(turn("two").delay()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
		Draw quick = new Draw.Turn("quick", Duration.ofMillis(1), LEASE, "one");
		assertThat(draw(quick).granted()).isTrue();
		Draw other = new Draw.Turn("quick", Duration.ofMillis(1), LEASE, "other");
		assertThat(draw(other).delay()).isPositive();
		tell(new Notice.TurnEnded("quick", "one"));
		Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> draw(other).granted());
	}

	Drawn turn(String holder) {
		return draw(new Draw.Turn("t", Duration.ofSeconds(10), LEASE, holder));
	}

	void tell(Notice... notices) {
		budgets().tell("a", List.of(notices));
	}

}
