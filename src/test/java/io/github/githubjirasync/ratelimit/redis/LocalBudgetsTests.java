package io.github.githubjirasync.ratelimit.redis;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.githubjirasync.ratelimit.Budgets;
import io.github.githubjirasync.ratelimit.Draw;
import io.github.githubjirasync.ratelimit.Drawn;
import io.github.githubjirasync.ratelimit.Notice;
import org.junit.jupiter.api.Test;

import org.springframework.dao.QueryTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LocalBudgets} and for their taking over in {@link FallbackBudgets}.
 */
class LocalBudgetsTests extends BudgetsContract {

	private final Budgets budgets = new LocalBudgets(Clock.systemUTC(), 1);

	@Override
	Budgets budgets() {
		return this.budgets;
	}

	@Test
	void shareCutsEachLimit() {
		Budgets quarter = new LocalBudgets(Clock.systemUTC(), 0.25);
		Draw window = new Draw.Window("w", TEN_A_MINUTE, 1);
		assertThat(quarter.draw("a", List.of(window)).granted()).isTrue();
		assertThat(quarter.draw("a", List.of(window)).granted()).isTrue();
		assertThat(quarter.draw("a", List.of(window)).granted()).isFalse();
		assertThat(quarter.draw("a", List.of(new Draw.Turn("t", Duration.ofSeconds(1), Duration.ZERO, ""))).granted())
			.isTrue();
		assertThat(quarter.draw("a", List.of(new Draw.Turn("t", Duration.ofSeconds(1), Duration.ZERO, ""))).delay())
			.isBetween(Duration.ofSeconds(3), Duration.ofSeconds(4));
	}

	@Test
	void ownCountStandsInWhileTheSharedOneIsAway() {
		Broken shared = new Broken();
		FallbackBudgets both = new FallbackBudgets(shared, new LocalBudgets(Clock.systemUTC(), 0.1), Clock.systemUTC());
		Draw window = new Draw.Window("w", TEN_A_MINUTE, 1);
		assertThat(both.draw("a", List.of(window)).granted()).isTrue();
		assertThat(both.draw("a", List.of(window)).granted()).isFalse();
		// It is not asked again at each call.
		assertThat(shared.asked).isEqualTo(1);
		both.tell("a", List.of(new Notice.Hold("h", Duration.ofSeconds(20))));
		assertThat(both.draw("a", List.of(new Draw.Free("h"))).granted()).isFalse();
		assertThat(shared.told).isEmpty();
	}

	@Test
	void whatWasSpentFromTheSharedCountIsSpentFromItsOwn() {
		Broken shared = new Broken();
		shared.away = false;
		FallbackBudgets both = new FallbackBudgets(shared, new LocalBudgets(Clock.systemUTC(), 0.5), Clock.systemUTC());
		Draw window = new Draw.Window("w", TEN_A_MINUTE, 1);
		for (int i = 0; i < 6; i++) {
			assertThat(both.draw("a", List.of(window)).granted()).isTrue();
		}
		shared.away = true;
		assertThat(both.draw("a", List.of(window)).granted()).isFalse();
	}

	private static final class Broken implements Budgets {

		private final List<Notice> told = new ArrayList<>();

		private int asked;

		private boolean away = true;

		@Override
		public Drawn draw(String account, List<Draw> draws) {
			this.asked++;
			if (!this.away) {
				return new Drawn(Duration.ZERO, -1, List.of());
			}
			throw new QueryTimeoutException("away");
		}

		@Override
		public void tell(String account, List<Notice> notices) {
			this.told.addAll(notices);
		}

	}

}
