package io.github.githubjirasync.faults;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

import io.github.githubjirasync.faults.LedgerEntry.Event;
import io.github.githubjirasync.testing.TcpProxy;

/**
 * Takes the network between one of two workers and Redis away, and brings it back. The
 * other worker takes the jobs over; nothing is completed twice; the worker that was away
 * works again by itself.
 *
 * @param name its name
 * @param lease the queue's lease
 * @param how what happens to the network
 * @param durations for how long, each time
 * @param bar how long the worker may take to work again after the network is back
 */
record NetworkFault(String name, Duration lease, Consumer<TcpProxy> how, List<Duration> durations,
		Duration bar) implements Fault {

	private static final Duration LIMIT = Duration.ofSeconds(120);

	/** All connections are closed, and new ones too. */
	static NetworkFault cut(Duration lease, List<Duration> durations) {
		return new NetworkFault("network-cut", lease, TcpProxy::cut, durations, Duration.ofSeconds(5));
	}

	/** Nothing gets through and nothing is closed; then all goes on as it was. */
	static NetworkFault stall(Duration lease, List<Duration> durations) {
		return new NetworkFault("network-stall", lease, TcpProxy::stall, durations, Duration.ofSeconds(5));
	}

	/**
	 * Nothing gets through on what was connected, ever, and nobody is told; new
	 * connections work.
	 */
	static NetworkFault halfOpen(Duration lease, int times) {
		return new NetworkFault("network-half-open", lease, TcpProxy::forgetConnections,
				Collections.nCopies(times, Duration.ZERO), Duration.ofSeconds(15));
	}

	@Override
	public boolean besideOthers() {
		return true;
	}

	@Override
	public Verdict run() {
		Verdict verdict = new Verdict(this.name);
		try (Stage stage = new Stage(List.of("queue.lease=" + this.lease.toMillis() + "ms", "worker.concurrency=4",
				"queue.max-crashes=100")); TcpProxy network = new TcpProxy(stage.redis().port())) {
			WorkerProcess near = stage.worker().awaitReady();
			WorkerProcess far = stage.worker("spring.data.redis.url=" + network.redisUrl()).awaitReady();
			// What one of them can do alone.
			stage.load(15, Duration.ofMillis(200));
			long back = 0;
			for (Duration duration : this.durations) {
				stage.await(far, Event.STARTED, System.nanoTime(), LIMIT);
				this.how.accept(network);
				verdict.injected();
				long gone = System.nanoTime();
				stage.letRun(duration);
				network.heal();
				verdict.recovered(stage.await(far, Event.LEASED, System.nanoTime(), LIMIT));
				stage.await(near, Event.STARTED, gone, LIMIT);
				back = System.nanoTime();
				// It has its share again.
				stage.await(far, Event.STARTED, back, LIMIT);
				stage.letRun(Duration.ofSeconds(3));
			}
			Judge judge = stage.finish(Duration.ofSeconds(60));
			verdict.judged(judge);
			verdict.figure("ran_again: %d", judge.ranAgain().size());
			Duration wait = stage.longestWait(back);
			verdict.figure("longest_wait_afterwards: %s", Verdict.seconds(wait));
			verdict.require(wait.compareTo(this.lease.plusSeconds(5)) <= 0,
					"a job waited longer than a lease and 5 s afterwards");
		}
		verdict.require(verdict.recovery().compareTo(this.bar) <= 0,
				"working again took longer than " + this.bar.toSeconds() + " s");
		return verdict;
	}

}
