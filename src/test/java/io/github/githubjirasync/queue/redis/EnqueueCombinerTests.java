package io.github.githubjirasync.queue.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link EnqueueCombiner}.
 */
class EnqueueCombinerTests {

	/** The calls on their way; a test lets each of them end. */
	private final List<Call> calls = new ArrayList<>();

	private Runnable duringLoneCall = () -> {
	};

	private final EnqueueCombiner<Integer, String> combiner = new EnqueueCombiner<>(10, this::begin, this::alone);

	private CompletionStage<List<String>> begin(List<Integer> values) {
		Call call = new Call(values, new CompletableFuture<>());
		this.calls.add(call);
		return call.answer();
	}

	private String alone(int value) {
		this.duringLoneCall.run();
		return "alone " + value;
	}

	private static List<String> results(List<Integer> values) {
		return values.stream().map((value) -> "#" + value).toList();
	}

	private void end(int call) {
		this.calls.get(call).answer().complete(results(this.calls.get(call).values()));
	}

	private List<List<Integer>> sent() {
		return this.calls.stream().map(Call::values).toList();
	}

	private List<CompletableFuture<String>> send(int from, int to) {
		return IntStream.range(from, to).mapToObj(this.combiner::send).toList();
	}

	@Test
	void loneItemIsSentAtOnce() {
		CompletableFuture<String> result = this.combiner.send(7);
		assertThat(sent()).containsExactly(List.of(7));
		assertThat(result).isNotDone();
		end(0);
		assertThat(result).isCompletedWithValue("#7");
	}

	@Test
	void whoWaitsForALoneItemSendsItItself() {
		assertThat(this.combiner.sendAndWait(7)).isEqualTo("alone 7");
		assertThat(sent()).isEmpty();
	}

	@Test
	void whoWaitsWhileACallIsUnderWayLetsItsItemGoWithTheOthers() throws Exception {
		this.combiner.send(1);
		ExecutorService waiting = Executors.newSingleThreadExecutor();
		try {
			Future<String> result = waiting.submit(() -> this.combiner.sendAndWait(2));
			await().until(() -> sent().size() == 2);
			end(1);
			assertThat(result.get(5, TimeUnit.SECONDS)).isEqualTo("#2");
		}
		finally {
			waiting.shutdownNow();
		}
	}

	@Test
	void aLoneCallKeepsNobodyWaiting() {
		this.duringLoneCall = () -> send(1, 4);
		assertThat(this.combiner.sendAndWait(7)).isEqualTo("alone 7");
		assertThat(sent()).containsExactly(List.of(1), List.of(2, 3));
	}

	@Test
	void aLoneCallThatFailsLeavesItsPlace() {
		this.duringLoneCall = () -> {
			throw new IllegalStateException("refused");
		};
		for (int i = 0; i < 3; i++) {
			assertThatThrownBy(() -> this.combiner.sendAndWait(7)).hasMessage("refused");
		}
		send(1, 2);
		assertThat(sent()).containsExactly(List.of(1));
	}

	@Test
	void secondCallIsBegunWhenHalfAsManyHaveGatheredAsTheFirstCarries() {
		send(1, 3);
		assertThat(sent()).containsExactly(List.of(1), List.of(2));
		send(3, 13);
		assertThat(sent()).hasSize(2);
		end(0);
		assertThat(sent()).hasSize(3).last().asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(10);
		end(1);
		send(13, 17);
		assertThat(sent()).hasSize(3);
		this.combiner.send(17);
		assertThat(sent()).hasSize(4)
			.last()
			.asInstanceOf(InstanceOfAssertFactories.LIST)
			.containsExactly(13, 14, 15, 16, 17);
	}

	@Test
	void whatGathersGoesTogetherButNoCallIsTooLong() {
		List<CompletableFuture<String>> results = send(0, 27);
		assertThat(sent()).containsExactly(List.of(0), List.of(1));
		end(0);
		end(1);
		end(2);
		end(3);
		assertThat(sent().subList(2, 5)).extracting(List::size).containsExactly(10, 10, 5);
		end(4);
		assertThat(results.stream().map(CompletableFuture::join))
			.containsExactlyElementsOf(IntStream.range(0, 27).mapToObj((value) -> "#" + value).toList());
		assertThat(this.calls).hasSize(5);
	}

	@Test
	void nextCallIsOnItsWayBeforeAnybodyLearnsOfTheLastOne() {
		List<Integer> callsThen = new ArrayList<>();
		this.combiner.send(0).thenAccept((result) -> callsThen.add(this.calls.size()));
		send(1, 4);
		end(0);
		assertThat(callsThen).containsExactly(3);
	}

	@Test
	void resultMaySendTheNextItem() {
		CompletableFuture<String> chained = this.combiner.send(1).thenCompose((result) -> this.combiner.send(2));
		end(0);
		end(1);
		assertThat(chained).isCompletedWithValue("#2");
	}

	@Test
	void failureReachesEveryItemOfItsCallAndNoOther() {
		List<CompletableFuture<String>> results = send(0, 5);
		end(0);
		this.calls.get(1).answer().completeExceptionally(new IllegalStateException("refused"));
		end(2);
		assertThatThrownBy(results.get(1)::join).cause()
			.isInstanceOf(IllegalStateException.class)
			.hasMessage("refused");
		assertThat(results.subList(2, 5)).allMatch((result) -> !result.isCompletedExceptionally());
	}

	@Test
	void callThatCannotBeBegunFailsItsItemsAndTheNextOneIsBegun() {
		List<Integer> begun = new ArrayList<>();
		EnqueueCombiner<Integer, String> failing = new EnqueueCombiner<>(10, (values) -> {
			begun.addAll(values);
			if (values.contains(13)) {
				throw new IllegalStateException("refused");
			}
			return CompletableFuture.completedStage(results(values));
		}, this::alone);
		assertThatThrownBy(failing.send(13)::join).hasRootCauseMessage("refused");
		assertThat(failing.send(14)).isCompletedWithValue("#14");
		assertThat(begun).containsExactly(13, 14);
	}

	@Test
	void callThatNoThreadCanBeMadeForKeepsNoPlace() {
		EnqueueCombiner<Integer, String> failing = new EnqueueCombiner<>(10, (values) -> {
			if (values.get(0) < 5) {
				throw new OutOfMemoryError("unable to create native thread");
			}
			return CompletableFuture.completedStage(results(values));
		}, this::alone);
		for (int value = 0; value < 5; value++) {
			assertThatThrownBy(failing.send(value)::join).hasRootCauseInstanceOf(OutOfMemoryError.class);
		}
		assertThat(failing.send(5)).isCompletedWithValue("#5");
	}

	@Test
	void everyItemOfManyThreadsGetsItsOwnResultFromOneCall() throws Exception {
		ConcurrentLinkedQueue<List<Integer>> made = new ConcurrentLinkedQueue<>();
		ExecutorService threads = Executors.newFixedThreadPool(36);
		ExecutorService answering = Executors.newFixedThreadPool(2);
		EnqueueCombiner<Integer, String> shared = new EnqueueCombiner<>(8, (values) -> {
			made.add(values);
			return CompletableFuture.supplyAsync(() -> results(values), answering);
		}, this::alone);
		List<Future<Boolean>> answers = new ArrayList<>();
		for (int thread = 0; thread < 32; thread++) {
			int from = thread * 1_000;
			answers.add(threads.submit(() -> IntStream.range(from, from + 1_000)
				.allMatch((value) -> shared.send(value).join().equals("#" + value))));
		}
		for (Future<Boolean> answer : answers) {
			assertThat(answer.get(30, TimeUnit.SECONDS)).isTrue();
		}
		threads.shutdown();
		answering.shutdown();
		assertThat(made).allMatch((call) -> call.size() <= 8);
		assertThat(made.stream().flatMap(List::stream)).hasSize(32_000).doesNotHaveDuplicates();
	}

	/** A call on its way. */
	private record Call(List<Integer> values, CompletableFuture<List<String>> answer) {
	}

}
