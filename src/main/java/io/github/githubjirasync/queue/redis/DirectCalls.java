package io.github.githubjirasync.queue.redis;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;

import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Calls scripts on connections that the calling thread itself writes to and reads from.
 * The usual client hands a call to a thread of its own and the answer back; to wake two
 * threads takes longer than the script. Only a shortcut, to a single server without TLS:
 * whatever it cannot do it leaves to the usual client, which knows how to wait for a
 * server, to find it, and to send a script again. A call whose connection broke is made
 * again by that one, as that one does itself. Safe for use by many threads.
 */
final class DirectCalls implements AutoCloseable {

	/**
	 * What the library writes with one system call, unless somebody has set it: a call
	 * with a batch of jobs takes five of its usual 8 KB.
	 */
	private static final String WRITTEN_AT_ONCE = "jedis.bufferSize.output";

	static {
		System.setProperty(WRITTEN_AT_ONCE, System.getProperty(WRITTEN_AT_ONCE, "65536"));
	}

	/** More threads than that seldom call at once. */
	private static final int MOST_KEPT = 8;

	/** Somebody on the way may have forgotten a connection that was silent for longer. */
	private static final Duration KEPT = Duration.ofSeconds(5);

	/** Where no connection can be made, for so long none is tried. */
	private static final Duration REST = Duration.ofSeconds(1);

	private final HostAndPort server;

	private final JedisClientConfig client;

	/** The one used last comes first. */
	private final ConcurrentLinkedDeque<Kept> kept = new ConcurrentLinkedDeque<>();

	private volatile long restsUntil = System.nanoTime();

	private volatile boolean closed;

	private DirectCalls(RedisStandaloneConfiguration server, @Nullable String name, Duration timeout) {
		this.server = new HostAndPort(server.getHostName(), server.getPort());
		int millis = Math.toIntExact(timeout.toMillis());
		DefaultJedisClientConfig.Builder settings = DefaultJedisClientConfig.builder()
			.timeoutMillis(millis)
			.clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
			.clientName(name)
			.user(server.getUsername())
			.database(server.getDatabase());
		server.getPassword().toOptional().ifPresent((password) -> settings.password(new String(password)));
		this.client = settings.build();
	}

	/** Returns {@code null} where there is more to reach than a single server. */
	static @Nullable DirectCalls to(LettuceConnectionFactory connections) {
		boolean single = !connections.isClusterAware() && connections.getSentinelConfiguration() == null
				&& connections.getSocketConfiguration() == null && !connections.isUseSsl();
		return single ? new DirectCalls(connections.getStandaloneConfiguration(), connections.getClientName(),
				connections.getClientConfiguration().getCommandTimeout()) : null;
	}

	/**
	 * Calls a script by its digest.
	 * @return its answer, or {@code null} if the usual client has to make the call
	 * @throws QueryTimeoutException if the server does not answer in time
	 */
	@Nullable Object evalSha(String sha, int keys, byte[]... keysAndArguments) {
		try (Pipeline calls = pipeline()) {
			calls.send(sha, keys, keysAndArguments);
			return calls.answer();
		}
	}

	/** Calls of one thread that need not wait for each other. */
	Pipeline pipeline() {
		return new Pipeline(connection());
	}

	private @Nullable OpenConnection connection() {
		long now = System.nanoTime();
		for (Kept next = this.kept.poll(); next != null; next = this.kept.poll()) {
			if (now - next.since() < KEPT.toNanos()) {
				return next.connection();
			}
			discard(next.connection());
		}
		if (this.closed || now - this.restsUntil < 0) {
			return null;
		}
		try {
			return new OpenConnection(this.server, this.client);
		}
		catch (JedisException ex) {
			this.restsUntil = System.nanoTime() + REST.toNanos();
			return null;
		}
	}

	private void keep(OpenConnection connection) {
		if (this.closed || this.kept.size() >= MOST_KEPT) {
			discard(connection);
		}
		else {
			this.kept.push(new Kept(connection, System.nanoTime()));
		}
	}

	private void discardKept() {
		for (Kept next = this.kept.poll(); next != null; next = this.kept.poll()) {
			discard(next.connection());
		}
	}

	private static void discard(Connection connection) {
		try {
			connection.disconnect();
		}
		catch (JedisException ex) {
			// It is broken already.
		}
	}

	@Override
	public void close() {
		this.closed = true;
		discardKept();
	}

	/**
	 * Calls that are sent one after the other, which the server makes in that order, and
	 * whose answers are read later. Not for use by many threads.
	 */
	final class Pipeline implements AutoCloseable {

		private @Nullable OpenConnection connection;

		private int sent;

		private int answered;

		private boolean refused;

		private Pipeline(@Nullable OpenConnection connection) {
			this.connection = connection;
		}

		/** Begins to call a script by its digest. */
		void send(String sha, int keys, byte[]... keysAndArguments) {
			OpenConnection open = this.connection;
			if (open == null) {
				return;
			}
			CommandArguments command = new CommandArguments(Command.EVALSHA).add(sha).add(keys);
			for (byte[] value : keysAndArguments) {
				command.add(value);
			}
			try {
				open.sendCommand(command);
				open.write();
				this.sent++;
			}
			catch (JedisException ex) {
				broken(open, ex);
			}
		}

		/**
		 * Waits for the answer to the first call that has none yet.
		 * @return the answer, or {@code null} if the usual client has to make the call
		 * @throws QueryTimeoutException if the server does not answer in time
		 */
		@Nullable Object answer() {
			OpenConnection open = this.connection;
			if (open == null || this.answered == this.sent) {
				return null;
			}
			this.answered++;
			try {
				return open.getOne();
			}
			catch (JedisDataException ex) {
				this.refused = true;
				return null;
			}
			catch (JedisException ex) {
				broken(open, ex);
				return null;
			}
		}

		private void broken(OpenConnection open, JedisException failure) {
			this.connection = null;
			discard(open);
			// Those that are kept are as old or older.
			discardKept();
			if (Failures.isOrComesFrom(failure, SocketTimeoutException.class)) {
				throw new QueryTimeoutException(
						"no answer within " + DirectCalls.this.client.getSocketTimeoutMillis() + " ms", failure);
			}
		}

		/** A connection with answers that nobody has read is of no use to others. */
		@Override
		public void close() {
			OpenConnection open = this.connection;
			if (open == null) {
				return;
			}
			this.connection = null;
			if (this.refused || this.answered < this.sent) {
				discard(open);
			}
			else {
				keep(open);
			}
		}

	}

	/** A connection that also writes what is not waited for yet. */
	private static final class OpenConnection extends Connection {

		OpenConnection(HostAndPort server, JedisClientConfig client) {
			super(server, client);
		}

		void write() {
			flush();
		}

	}

	/** A connection that is not in use since then. */
	private record Kept(OpenConnection connection, long since) {
	}

}
