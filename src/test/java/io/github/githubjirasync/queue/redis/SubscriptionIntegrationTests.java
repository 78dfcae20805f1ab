package io.github.githubjirasync.queue.redis;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.githubjirasync.queue.JobPriority;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.Lease;
import io.github.githubjirasync.queue.NewJob;
import io.github.githubjirasync.testing.TcpProxy;
import io.github.githubjirasync.testing.TestQueues;
import io.github.githubjirasync.testing.TestServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Subscription} with a network between a worker and Redis that fails.
 */
class SubscriptionIntegrationTests {

	private static final String NO_LIMIT = "github-jira-sync.queue.rate-per-second=0";

	private final BlockingQueue<List<Lease>> calls = new LinkedBlockingQueue<>();

	private TcpProxy network;

	private TestQueues.Instance near;

	private TestQueues.Instance far;

	@BeforeEach
	void wire() {
		this.network = new TcpProxy(URI.create(TestServers.redisUrl()).getPort());
		this.near = TestQueues.fresh(NO_LIMIT);
		this.far = TestQueues.on(this.network.redisUrl(), NO_LIMIT);
	}

	@AfterEach
	void close() {
		this.network.heal();
		this.far.close();
		this.near.close();
		this.network.close();
	}

	@Test
	void connectionThatDiedWithoutAWordIsReplaced() throws Exception {
		try (AutoCloseable registration = this.far.queue().listen("far", this.calls::add)) {
			assertHandedToFar();
			this.network.forgetConnections();
			awaitCall();
			assertHandedToFar();
		}
	}

	@Test
	void workerHearsOfWorkThoughRedisWasAwayWhenItBegan() throws Exception {
		this.network.cut();
		try (AutoCloseable registration = this.far.queue().listen("far", this.calls::add)) {
			assertThat(this.calls).isEmpty();
			this.network.heal();
			awaitCall();
			assertHandedToFar();
		}
	}

	/** The subscription is there (again), and what was missed is asked for. */
	private void awaitCall() throws InterruptedException {
		assertThat(this.calls.poll(10, TimeUnit.SECONDS)).isEqualTo(List.of());
	}

	private void assertHandedToFar() throws InterruptedException {
		JobQueue queue = this.far.queue();
		await().atMost(Duration.ofSeconds(10))
			.ignoreExceptions()
			.untilAsserted(() -> queue.exchange("far", List.of(), 1));
		String id = this.near.queue().enqueue(NewJob.of("lane", "test", JobPriority.NORMAL, "payload")).jobId();
		assertThat(this.calls.poll(5, TimeUnit.SECONDS)).singleElement()
			.satisfies((lease) -> assertThat(lease.job().id()).isEqualTo(id));
		this.near.flush();
	}

}
