package io.github.githubjirasync.queue.redis;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.github.githubjirasync.queue.QueueUnavailableException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Room}.
 */
class RoomTests {

	private final AtomicLong nanos = new AtomicLong();

	private final AtomicInteger counts = new AtomicInteger();

	private final CountDownLatch counting = new CountDownLatch(1);

	private final CountDownLatch counted = new CountDownLatch(1);

	private volatile Map<Integer, Long> waiting = Map.of(0, 10L, 1, 20L);

	private volatile int slow;

	private final Room room = new Room(2, this::count, this.nanos::get);

	private Map<Integer, Long> count() {
		if (this.counts.incrementAndGet() == this.slow) {
			this.counting.countDown();
			await(this.counted);
		}
		return this.waiting;
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static FutureTask<Long> start(Callable<Long> call) {
		FutureTask<Long> task = new FutureTask<>(call);
		new Thread(task).start();
		return task;
	}

	@Test
	void whatWaitsElsewhereIsCountedAboutOnceASecond() {
		for (int i = 0; i < 5; i++) {
			assertThat(this.room.in(0, 100)).isEqualTo(80);
			assertThat(this.room.in(1, 100)).isEqualTo(90);
		}
		assertThat(this.counts).hasValue(1);
		this.room.more(1, 5);
		assertThat(this.room.in(0, 100)).isEqualTo(75);
		this.nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1_001));
		assertThat(this.room.in(0, 100)).isEqualTo(80);
		assertThat(this.counts).hasValue(2);
	}

	@Test
	void whatIsStoredWhileOthersCountIsNotForgotten() throws Exception {
		this.room.in(0, 100);
		this.nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
		this.slow = 2;
		FutureTask<Long> counter = start(() -> this.room.in(0, 100));
		await(this.counting);
		this.room.more(1, 5);
		this.counted.countDown();
		assertThat(counter.get(10, TimeUnit.SECONDS)).isEqualTo(75);
	}

	@Test
	void nobodyNeedsToBeAskedUntilItIsTimeOrTheRoomIsNearlyTaken() {
		assertThat(this.room.isKnown(100)).isFalse();
		this.room.in(0, 100);
		assertThat(this.room.isKnown(100)).isTrue();
		this.room.more(1, 49);
		assertThat(this.room.isKnown(100)).isTrue();
		this.room.more(1, 1);
		assertThat(this.room.isKnown(100)).isFalse();
		this.room.more(1, -50);
		this.nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1_001));
		assertThat(this.room.isKnown(100)).isFalse();
		assertThat(new Room(1, this::count, this.nanos::get).isKnown(100)).isTrue();
	}

	@Test
	void oneCallerCountsWhileTheOthersGoOn() throws Exception {
		this.room.in(0, 100);
		this.nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
		this.waiting = Map.of(0, 10L, 1, 30L);
		this.slow = 2;
		FutureTask<Long> first = start(() -> this.room.in(0, 100));
		await(this.counting);
		assertThat(this.room.in(0, 100)).isEqualTo(80);
		assertThat(this.counts).hasValue(2);
		this.counted.countDown();
		assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(70);
	}

	@Test
	void nobodyGoesOnBeforeTheFirstCount() throws Exception {
		this.slow = 1;
		List<FutureTask<Long>> callers = Stream.generate(() -> start(() -> this.room.in(0, 100))).limit(5).toList();
		await(this.counting);
		this.counted.countDown();
		for (FutureTask<Long> caller : callers) {
			assertThat(caller.get(10, TimeUnit.SECONDS)).isEqualTo(80);
		}
		assertThat(this.counts).hasValue(1);
	}

	@Test
	void nearTheBoundEveryCallCounts() {
		this.waiting = Map.of(0, 50L, 1, 30L);
		assertThat(this.room.in(0, 100)).isEqualTo(70);
		this.waiting = Map.of(0, 50L, 1, 49L);
		assertThat(this.room.in(0, 100)).isEqualTo(51);
		this.waiting = Map.of(0, 70L, 1, 49L);
		assertThat(this.room.in(1, 100)).isEqualTo(30);
	}

	@Test
	void whatIsKnownStaysWhileNothingAnswers() {
		AtomicInteger asked = new AtomicInteger();
		Room away = new Room(2, () -> {
			asked.incrementAndGet();
			throw new QueueUnavailableException("away", null);
		}, this.nanos::get);
		away.more(1, 7);
		assertThat(away.in(0, 100)).isEqualTo(93);
		assertThat(away.in(0, 100)).isEqualTo(93);
		assertThat(asked).hasValue(1);
	}

}
