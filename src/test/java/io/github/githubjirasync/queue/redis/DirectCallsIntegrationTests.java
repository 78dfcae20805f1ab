package io.github.githubjirasync.queue.redis;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import io.github.githubjirasync.queue.Enqueued;
import io.github.githubjirasync.queue.JobPriority;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.NewJob;
import io.github.githubjirasync.queue.QueueUnavailableException;
import io.github.githubjirasync.testing.RedisProcess;
import io.github.githubjirasync.testing.TcpProxy;
import io.github.githubjirasync.testing.TestQueues;
import io.github.githubjirasync.testing.TestServers;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for {@link DirectCalls} on a real Redis, and over a network that fails.
 */
class DirectCallsIntegrationTests {

	private static final byte[] ECHO = "return {KEYS[1], ARGV[1], 7, false, redis.call('PING')}"
		.getBytes(StandardCharsets.UTF_8);

	@Test
	void answersAreThoseOfTheUsualClient() {
		try (TestQueues.Instance queues = TestQueues.fresh(); DirectCalls direct = direct(queues)) {
			List<?> answer = (List<?>) Objects
				.requireNonNull(direct.evalSha(loaded(queues, ECHO), 1, bytes("key"), bytes("ü\n\r\n")));
			assertThat(answer).hasSize(5);
			assertThat((byte[]) answer.get(0)).isEqualTo(bytes("key"));
			assertThat((byte[]) answer.get(1)).isEqualTo(bytes("ü\n\r\n"));
			assertThat(answer.get(2)).isEqualTo(7L);
			assertThat(answer.get(3)).isNull();
			assertThat((byte[]) answer.get(4)).isEqualTo(bytes("PONG"));
		}
	}

	@Test
	void whatTheServerRefusesIsLeftToTheUsualClient() {
		try (TestQueues.Instance queues = TestQueues.fresh(); DirectCalls direct = direct(queues)) {
			assertThat(direct.evalSha("0".repeat(40), 1, bytes("key"))).as("unknown script").isNull();
			assertThat(direct.evalSha(loaded(queues, bytes("return redis.call('NONSENSE')")), 1, bytes("key")))
				.isNull();
			assertThat(direct.evalSha(loaded(queues, ECHO), 1, bytes("key"), bytes("1"))).isNotNull();
		}
	}

	@Test
	void connectionsThatTheServerClosedAreReplaced() throws IOException {
		try (TestQueues.Instance queues = TestQueues.fresh(); DirectCalls direct = direct(queues)) {
			String echo = loaded(queues, ECHO);
			assertThat(direct.evalSha(echo, 1, bytes("key"), bytes("1"))).isNotNull();
			killClients();
			assertThat(direct.evalSha(echo, 1, bytes("key"), bytes("1"))).isNull();
			assertThat(direct.evalSha(echo, 1, bytes("key"), bytes("1"))).isNotNull();
		}
	}

	@Test
	void callsThatDoNotWaitForEachOtherAreAnsweredInTheirOrder() {
		try (TestQueues.Instance queues = TestQueues.fresh(); DirectCalls direct = direct(queues)) {
			String count = loaded(queues, bytes("return redis.call('INCR', KEYS[1])"));
			try (DirectCalls.Pipeline calls = direct.pipeline()) {
				calls.send(count, 1, bytes("key"));
				calls.send("0".repeat(40), 1, bytes("key"));
				calls.send(count, 1, bytes("key"));
				assertThat(calls.answer()).isEqualTo(1L);
				assertThat(calls.answer()).as("unknown script").isNull();
				assertThat(calls.answer()).isEqualTo(2L);
				assertThat(calls.answer()).as("nothing was asked").isNull();
			}
		}
	}

	@Test
	void answersThatNobodyReadReachNobodyElse() {
		try (TestQueues.Instance queues = TestQueues.fresh(); DirectCalls direct = direct(queues)) {
			String count = loaded(queues, bytes("return redis.call('INCR', KEYS[1])"));
			try (DirectCalls.Pipeline calls = direct.pipeline()) {
				calls.send(count, 1, bytes("key"));
				calls.send(count, 1, bytes("key"));
				assertThat(calls.answer()).isEqualTo(1L);
			}
			assertThat(direct.evalSha(loaded(queues, ECHO), 1, bytes("key"), bytes("1"))).isInstanceOf(List.class);
		}
	}

	@Test
	void callsOnAConnectionThatBreaksAreAllLeftToTheUsualClient() throws IOException {
		try (TestQueues.Instance queues = TestQueues.fresh(); DirectCalls direct = direct(queues)) {
			String echo = loaded(queues, ECHO);
			try (DirectCalls.Pipeline calls = direct.pipeline()) {
				calls.send(echo, 1, bytes("key"), bytes("1"));
				assertThat(calls.answer()).isNotNull();
				killClients();
				calls.send(echo, 1, bytes("key"), bytes("2"));
				assertThat(calls.answer()).isNull();
				calls.send(echo, 1, bytes("key"), bytes("3"));
				assertThat(calls.answer()).isNull();
			}
			assertThat(direct.evalSha(echo, 1, bytes("key"), bytes("4"))).isNotNull();
		}
	}

	@Test
	void aJobIsEnqueuedThoughTheConnectionWasClosed() throws IOException {
		try (TestQueues.Instance queues = TestQueues.fresh()) {
			queues.queue().enqueue(job("lane-1"));
			killClients();
			assertThat(queues.queue().enqueue(job("lane-2")).how()).isEqualTo(Enqueued.How.NEW);
			killClients();
			assertThat(queues.queue().exchange("worker", List.of(), 5).leases()).hasSize(2);
		}
	}

	@Test
	void manyJobsAreStoredOnceThoughTheConnectionWasClosed() throws IOException {
		try (TestQueues.Instance queues = TestQueues.fresh()) {
			queues.queue().enqueue(job("first"));
			killClients();
			List<NewJob> jobs = IntStream.range(0, 40).mapToObj((i) -> job("lane-" + i)).toList();
			assertThat(queues.queue().enqueueAll(jobs)).extracting(Enqueued::how)
				.hasSize(40)
				.containsOnly(Enqueued.How.NEW);
			assertThat(queues.queue().counts().waiting()).isEqualTo(41);
		}
	}

	@Test
	void nothingIsWaitedForTwiceWhenTheServerIsSilent() throws Exception {
		try (TcpProxy network = new TcpProxy(URI.create(TestServers.redisUrl()).getPort());
				TestQueues.Instance queues = TestQueues.on(network.redisUrl(), "spring.data.redis.timeout=1s")) {
			JobQueue queue = queues.queue();
			queues.flush();
			queue.enqueue(job("lane-1"));
			network.forgetConnections();
			long start = System.nanoTime();
			assertThatThrownBy(() -> queue.enqueue(job("lane-2"))).isInstanceOf(QueueUnavailableException.class)
				.hasMessageContaining("does not answer");
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1_900));
			assertThat(queue.enqueue(job("lane-3")).how()).isEqualTo(Enqueued.How.NEW);
		}
	}

	@Test
	void nothingIsTriedForAWhileWhereNoConnectionCanBeMade() {
		RedisProcess server = RedisProcess.start();
		try (TestQueues.Instance queues = TestQueues.on(server.url()); DirectCalls direct = direct(queues)) {
			String echo = loaded(queues, ECHO);
			server.kill();
			assertThat(direct.evalSha(echo, 1, bytes("key"), bytes("1"))).isNull();
			server.restart();
			assertThat(direct.evalSha(echo, 1, bytes("key"), bytes("1"))).as("rests").isNull();
		}
		finally {
			server.close();
		}
	}

	@Test
	void userPasswordDatabaseAndNameAreThoseOfTheUsualClient() {
		try (RedisProcess server = RedisProcess.start("--user", "jobs", "on", ">s3cret", "~*", "&*", "+@all");
				TestQueues.Instance queues = TestQueues.on("redis://jobs:s3cret@127.0.0.1:" + server.port() + "/3",
						"spring.data.redis.client-name=sync-1");
				DirectCalls direct = direct(queues)) {
			try (RedisConnection connection = queues.connections().getConnection()) {
				connection.execute("ACL", bytes("SETUSER"), bytes("default"), bytes("off"));
			}
			String write = loaded(queues, bytes("return redis.call('INCR', KEYS[1])"));
			assertThat(direct.evalSha(write, 1, bytes("key"))).isEqualTo(1L);
			assertThat(queues.redis().opsForValue().get("key")).isEqualTo("1");
			assertThat(queues.redis().getClientList()).filteredOn((client) -> "evalsha".equals(client.get("cmd")))
				.extracting((client) -> client.getName())
				.containsExactly("sync-1");
		}
	}

	@Test
	void thereIsNoShortcutToMoreThanASingleServer() {
		assertThat(DirectCalls.to(new LettuceConnectionFactory(new RedisClusterConfiguration()))).isNull();
		assertThat(DirectCalls.to(new LettuceConnectionFactory(new RedisSentinelConfiguration().master("m")))).isNull();
		assertThat(DirectCalls.to(new LettuceConnectionFactory(new RedisStandaloneConfiguration(),
				LettuceClientConfiguration.builder().useSsl().build())))
			.isNull();
		assertThat(DirectCalls.to(new LettuceConnectionFactory(new RedisStandaloneConfiguration()))).isNotNull();
	}

	private static DirectCalls direct(TestQueues.Instance queues) {
		return Objects.requireNonNull(DirectCalls.to((LettuceConnectionFactory) queues.connections()));
	}

	private static String loaded(TestQueues.Instance queues, byte[] script) {
		try (RedisConnection connection = queues.connections().getConnection()) {
			return Objects.requireNonNull(connection.scriptingCommands().scriptLoad(script));
		}
	}

	/** Closes the connections of all clients but the one that says so. */
	private static void killClients() throws IOException {
		try (Socket socket = new Socket("127.0.0.1", URI.create(TestServers.redisUrl()).getPort())) {
			socket.getOutputStream().write(bytes("CLIENT KILL TYPE normal SKIPME yes\r\n"));
			assertThat(socket.getInputStream().read()).isEqualTo(':');
		}
	}

	private static NewJob job(String lane) {
		return NewJob.of(lane, "test", JobPriority.NORMAL, "payload");
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
