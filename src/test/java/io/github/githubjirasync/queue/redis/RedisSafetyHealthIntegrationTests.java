package io.github.githubjirasync.queue.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import io.github.githubjirasync.testing.RedisProcess;
import io.github.githubjirasync.testing.TestQueues;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.data.redis.connection.RedisConnection;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RedisSafetyHealthIndicator} and {@link QueueSafetyHealthIndicator} on
 * a Redis of their own.
 */
class RedisSafetyHealthIntegrationTests {

	private static RedisProcess redis;

	private static TestQueues.Instance queues;

	@BeforeAll
	static void start() {
		redis = RedisProcess.start();
		queues = TestQueues.on(redis.url());
	}

	@AfterAll
	static void stop() {
		queues.close();
		redis.close();
	}

	@AfterEach
	void makeSafe() {
		config("maxmemory-policy", "noeviction");
		config("appendonly", "yes");
	}

	private static void config(String name, String value) {
		try (RedisConnection connection = queues.connections().getConnection()) {
			connection.serverCommands().setConfig(name, value);
		}
	}

	private static Health queue() {
		return new RedisSafetyHealthIndicator(new ScriptRunner(queues.connections())).health();
	}

	private static QueueSafetyHealthIndicator safety(TestQueues.Instance instance) {
		return new QueueSafetyHealthIndicator(new RedisSafetyHealthIndicator(new ScriptRunner(instance.connections())));
	}

	private static String hint(Health health) {
		return String.valueOf(health.getDetails().get("hint"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "noeviction", "volatile-lru", "volatile-lfu", "volatile-random", "volatile-ttl" })
	void policyThatCannotReachJobsIsSafe(String policy) {
		config("maxmemory-policy", policy);
		assertThat(queue().getStatus()).isEqualTo(Status.UP);
		assertThat(queue().getDetails()).containsEntry("maxmemory-policy", policy).doesNotContainKey("hint");
		assertThat(safety(queues).health().getStatus()).isEqualTo(Status.UP);
	}

	@ParameterizedTest
	@ValueSource(strings = { "allkeys-lru", "allkeys-lfu", "allkeys-random" })
	void policyThatEvictsJobsIsDownForReadinessTooWithAHint(String policy) {
		config("maxmemory-policy", policy);
		assertThat(queue().getStatus()).isEqualTo(Status.DOWN);
		assertThat(hint(queue()))
			.isEqualTo("maxmemory-policy " + policy + " evicts jobs; set it to noeviction or volatile-lru");
		assertThat(safety(queues).health().getStatus()).isEqualTo(Status.DOWN);
	}

	@Test
	void missingAppendOnlyFileIsAHint() {
		config("appendonly", "no");
		assertThat(queue().getStatus()).isEqualTo(Status.UP);
		assertThat(hint(queue()))
			.isEqualTo("appendonly is off, so jobs are lost when Redis restarts; set appendonly yes");
	}

	@Test
	void versionThatIsTooOldIsDownWithAHint() throws IOException {
		// The server is real, but for the version that it names.
		try (Renaming network = new Renaming(redis.port(), "redis_version:7.0.15", "redis_version:6.0.16");
				TestQueues.Instance old = TestQueues.on(network.url())) {
			Health health = safety(old).health();
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(hint(health)).isEqualTo("Redis 6.0.16 is too old; the queue needs 6.2 or newer");
		}
	}

	@Test
	void redisThatIsAwayIsDownButDoesNotMakeInstancesUnready() {
		QueueSafetyHealthIndicator safety = safety(queues);
		assertThat(safety.health().getStatus()).isEqualTo(Status.UP);
		redis.kill();
		try {
			assertThat(queue().getStatus()).isEqualTo(Status.DOWN);
			assertThat(hint(queue())).isEqualTo("Redis cannot be reached; deliveries are refused with 503");
			assertThat(safety.health().getStatus()).isEqualTo(Status.UP);
		}
		finally {
			redis.restart();
		}
	}

	/** A network on loopback that changes a text of Redis's into one of equal length. */
	private static final class Renaming implements AutoCloseable {

		private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

		private final int target;

		private final String from;

		private final String to;

		private Renaming(int target, String from, String to) throws IOException {
			this.target = target;
			this.from = from;
			this.to = to;
			start(this::accept);
		}

		private String url() {
			return "redis://127.0.0.1:" + this.server.getLocalPort();
		}

		private void accept() throws IOException {
			while (true) {
				Socket client = this.server.accept();
				Socket redis = new Socket(InetAddress.getLoopbackAddress(), this.target);
				start(() -> client.getInputStream().transferTo(redis.getOutputStream()));
				start(() -> rename(redis.getInputStream(), client.getOutputStream()));
			}
		}

		private void rename(InputStream in, OutputStream out) throws IOException {
			byte[] buffer = new byte[1 << 16];
			for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
				String text = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
				out.write(text.replace(this.from, this.to).getBytes(StandardCharsets.ISO_8859_1));
			}
		}

		private static void start(Work work) {
			Thread thread = new Thread(() -> {
				try {
					work.run();
				}
				catch (IOException ex) {
					// A side has closed.
				}
			}, "renaming");
			thread.setDaemon(true);
			thread.start();
		}

		@Override
		public void close() throws IOException {
			this.server.close();
		}

		private interface Work {

			void run() throws IOException;

		}

	}

}
