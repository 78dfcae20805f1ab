package io.github.githubjirasync.faults;

import java.time.Duration;
import java.util.List;

import io.github.githubjirasync.RestoredLogLevel;
import io.github.githubjirasync.faults.LedgerEntry.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The short form of {@link FaultBench}: some of the faults, one after the other, on the
 * same real processes under load.
 */
@ExtendWith(RestoredLogLevel.class)
class FaultsIntegrationTests {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private static final Duration LEASE = Duration.ofSeconds(1);

	private static final Duration SLACK = Duration.ofSeconds(5);

	/**
	 * Redis is not killed while a sync is under way: what it answered since that began
	 * would be lost.
	 */
	@Test
	void nothingIsLostOrDoubledWhicheverProcessDiesOrStalls() {
		try (Stage stage = new Stage(List.of("queue.lease=" + LEASE.toMillis() + "ms", "worker.concurrency=4",
				"worker.heartbeat-interval=300ms", "queue.max-crashes=100"))) {
			WorkerProcess first = stage.worker();
			WorkerProcess second = stage.worker("freeze=" + Step.EFFECTED, "freeze.after=20");
			first.awaitReady();
			stage.load(20, Duration.ofMillis(100));

			second.awaitReady();
			stage.await(second, Event.FROZEN, 0, LIMIT);
			long killed = System.nanoTime();
			second.kill();
			assertThat(Takeover.await(stage, second.held().values(), killed, LIMIT)).isLessThan(LEASE.plus(SLACK));

			stage.awaitWritten(LIMIT);
			stage.redis().kill();
			stage.redis().restart();
			long back = System.nanoTime();
			assertThat(stage.await(first, Event.STARTED, back, LIMIT)).isLessThan(SLACK);

			await().atMost(LIMIT).until(() -> !first.held().isEmpty());
			first.signal("STOP");
			List<LedgerEntry> frozen = List.copyOf(first.held().values());
			WorkerProcess third = stage.worker().awaitReady();
			Takeover.await(stage, frozen, System.nanoTime(), LIMIT);
			first.signal("CONT");
			stage.await(first, Event.COMPLETED, System.nanoTime(), LIMIT);

			third.signal("TERM");
			assertThat(third.awaitEnd(Duration.ofSeconds(30))).isTrue();
			assertThat(third.held()).isEmpty();

			Judge judge = stage.finish(LIMIT);
			assertThat(judge.accepted()).hasSizeGreaterThan(50);
			assertThat(judge.lost()).isEmpty();
			assertThat(judge.doubled()).isEmpty();
			assertThat(judge.ranAgain()).isNotEmpty();
		}
	}

}
