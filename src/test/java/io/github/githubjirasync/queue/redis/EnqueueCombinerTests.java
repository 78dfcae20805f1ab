package io.github.githubjirasync.queue.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for {@link EnqueueCombiner}.
 */
class EnqueueCombinerTests {

	private final ConcurrentLinkedQueue<List<Integer>> calls = new ConcurrentLinkedQueue<>();

	private List<String> send(List<Integer> values) {
		this.calls.add(values);
		return values.stream().map((value) -> "#" + value).toList();
	}

	@Test
	void loneCallerIsSentAtOnce() {
		EnqueueCombiner<Integer, String> combiner = new EnqueueCombiner<>(10, this::send);
		assertThat(combiner.send(7)).isEqualTo("#7");
		assertThat(this.calls).containsExactly(List.of(7));
	}

	@Test
	void everyCallerGetsItsOwnResultAndNoCallIsTooLong() throws Exception {
		EnqueueCombiner<Integer, String> combiner = new EnqueueCombiner<>(8, this::send);
		ExecutorService threads = Executors.newFixedThreadPool(32);
		List<Future<Boolean>> results = new ArrayList<>();
		for (int thread = 0; thread < 32; thread++) {
			int from = thread * 1_000;
			results.add(threads.submit(() -> IntStream.range(from, from + 1_000)
				.allMatch((value) -> combiner.send(value).equals("#" + value))));
		}
		for (Future<Boolean> result : results) {
			assertThat(result.get(30, TimeUnit.SECONDS)).isTrue();
		}
		threads.shutdown();
		assertThat(this.calls).allMatch((call) -> call.size() <= 8);
		assertThat(this.calls.stream().mapToInt(List::size).sum()).isEqualTo(32_000);
	}

	@Test
	void thoseWhoComeWhileOthersTravelGoTogether() throws Exception {
		CountDownLatch travelling = new CountDownLatch(2);
		CountDownLatch arrive = new CountDownLatch(1);
		EnqueueCombiner<Integer, String> combiner = new EnqueueCombiner<>(100, (values) -> {
			travelling.countDown();
			await(arrive);
			return send(values);
		});
		ExecutorService threads = Executors.newFixedThreadPool(22);
		List<Future<String>> results = new ArrayList<>();
		results.add(threads.submit(() -> combiner.send(1)));
		results.add(threads.submit(() -> combiner.send(2)));
		assertThat(travelling.await(10, TimeUnit.SECONDS)).isTrue();
		CountDownLatch gathered = new CountDownLatch(20);
		for (int value = 3; value <= 22; value++) {
			int own = value;
			results.add(threads.submit(() -> {
				gathered.countDown();
				return combiner.send(own);
			}));
		}
		assertThat(gathered.await(10, TimeUnit.SECONDS)).isTrue();
		arrive.countDown();
		for (Future<String> result : results) {
			assertThat(result.get(10, TimeUnit.SECONDS)).startsWith("#");
		}
		threads.shutdown();
		assertThat(this.calls.stream().mapToInt(List::size).sum()).isEqualTo(22);
		assertThat(this.calls).hasSizeLessThan(22);
	}

	@Test
	void callerWhoseItemIsOnItsWayRestsHoweverOftenItIsWoken() throws Exception {
		Map<Integer, CountDownLatch> arrive = Map.of(1, new CountDownLatch(1), 2, new CountDownLatch(1), 3,
				new CountDownLatch(1));
		EnqueueCombiner<Integer, String> combiner = new EnqueueCombiner<>(10, (values) -> {
			this.calls.add(values);
			await(Objects.requireNonNull(arrive.get(values.get(0))));
			return values.stream().map((value) -> "#" + value).toList();
		});
		List<Thread> callers = new ArrayList<>();
		for (int value = 1; value <= 4; value++) {
			int own = value;
			Thread caller = new Thread(() -> combiner.send(own));
			caller.start();
			callers.add(caller);
			Awaitility.await().until(() -> caller.getState() == Thread.State.WAITING);
		}
		// The third caller carries the item of the fourth, and there may be a second
		// carrier.
		Objects.requireNonNull(arrive.get(1)).countDown();
		Awaitility.await().until(() -> this.calls.contains(List.of(3, 4)));
		Objects.requireNonNull(arrive.get(2)).countDown();
		callers.get(0).join();
		callers.get(1).join();

		LockSupport.unpark(callers.get(3));

		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(5))
			.during(Duration.ofMillis(200))
			.atMost(Duration.ofSeconds(5))
			.until(() -> callers.get(3).getState() == Thread.State.WAITING);
		Objects.requireNonNull(arrive.get(3)).countDown();
		callers.get(2).join();
		callers.get(3).join();
	}

	@Test
	void failureReachesEveryCallerOfItsCallAndNobodyElse() {
		EnqueueCombiner<Integer, String> combiner = new EnqueueCombiner<>(10, (values) -> {
			if (values.contains(13)) {
				throw new IllegalStateException("refused");
			}
			return send(values);
		});
		assertThatThrownBy(() -> combiner.send(13)).hasMessage("refused");
		assertThat(combiner.send(14)).isEqualTo("#14");
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
