package io.github.githubjirasync.queue.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.githubjirasync.queue.QueueUnavailableException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisScriptingCommands;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.data.redis.connection.lettuce.LettuceConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Runs the queue's scripts by their digest, and sends the source again when Redis has
 * forgotten it.
 */
final class ScriptRunner implements AutoCloseable {

	/**
	 * Every script names two keys that never exist. While their slot moves from one node
	 * of a cluster to another, the one asks to try the other for what it does not have,
	 * and that one refuses a command of whose keys some are missing: so no script ever
	 * sees half of a partition.
	 */
	private static final int KEYS = 2;

	/** How long a call is made again. */
	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private static final long LONGEST_PAUSE_MILLIS = 100;

	private final RedisConnectionFactory connections;

	private final StaleConnections stale;

	private final @Nullable DirectCalls direct;

	/** Those of the connection that was open last. */
	private volatile @Nullable RedisClusterAsyncCommands<byte[], byte[]> commands;

	ScriptRunner(RedisConnectionFactory connections) {
		this.connections = connections;
		this.stale = new StaleConnections((LettuceConnectionFactory) connections);
		this.direct = DirectCalls.to((LettuceConnectionFactory) connections);
	}

	/**
	 * Runs a script that answers with a list.
	 * @param script the script
	 * @param keysAndArguments the partition's two keys, then the arguments
	 * @return its answer: {@code byte[]} for strings, {@code Long} for numbers
	 */
	List<?> list(RedisScript script, byte[]... keysAndArguments) {
		return (List<?>) run(script, ReturnType.MULTI, keysAndArguments);
	}

	/**
	 * Whether calls that wait are made by their threads, and need not wait in between.
	 */
	boolean isDirect() {
		return this.direct != null;
	}

	/**
	 * Runs a script that answers with a list several times, in this order. Where calls
	 * are direct, Redis makes one while the arguments of the next are made, so later ones
	 * may have been made if one fails.
	 * @param script the script
	 * @param calls make the partition's two keys and the arguments of each call
	 * @return the answers
	 */
	List<List<?>> lists(RedisScript script, List<Supplier<byte[][]>> calls) {
		List<List<?>> answers = new ArrayList<>();
		if (this.direct == null) {
			calls.forEach((call) -> answers.add(list(script, call.get())));
			return answers;
		}
		List<byte[][]> sent = new ArrayList<>();
		try (DirectCalls.Pipeline pipeline = this.direct.pipeline()) {
			for (Supplier<byte[][]> call : calls) {
				sent.add(call.get());
				pipeline.send(script.sha(), KEYS, sent.get(sent.size() - 1));
			}
			for (byte[][] keysAndArguments : sent) {
				List<?> answer = (List<?>) pipeline.answer();
				answers.add((answer != null) ? answer : list(script, keysAndArguments));
			}
			return answers;
		}
		catch (QueryTimeoutException ex) {
			throw unavailable(ex, sent.get(0)[0]);
		}
	}

	/**
	 * Runs a script that answers with a list, without waiting for the answer. Whatever
	 * may take time, such as to connect again or what follows a failure, is done on
	 * threads of its own.
	 * @param script the script
	 * @param keysAndArguments the partition's two keys, then the arguments
	 * @return completes with its answer, on a thread of Redis's client that must not wait
	 */
	CompletionStage<List<?>> listAsync(RedisScript script, byte[]... keysAndArguments) {
		byte[][] keys = Arrays.copyOf(keysAndArguments, KEYS);
		byte[][] arguments = Arrays.copyOfRange(keysAndArguments, KEYS, keysAndArguments.length);
		return connected()
			.<List<?>>thenCompose((commands) -> commands.evalsha(script.sha(), ScriptOutputType.MULTI, keys, arguments))
			.exceptionallyCompose(
					(failure) -> FanOut.start(() -> listAfter(FanOut.cause(failure), script, keysAndArguments)));
	}

	private CompletionStage<RedisClusterAsyncCommands<byte[], byte[]>> connected() {
		RedisClusterAsyncCommands<byte[], byte[]> known = this.commands;
		return (known != null && known.isOpen()) ? CompletableFuture.completedStage(known)
				: FanOut.start(this::connect);
	}

	private RedisClusterAsyncCommands<byte[], byte[]> connect() {
		try (LettuceConnection connection = (LettuceConnection) this.connections.getConnection()) {
			RedisClusterAsyncCommands<byte[], byte[]> connected = connection.getNativeConnection();
			this.commands = connected;
			return connected;
		}
	}

	private List<?> listAfter(Throwable failure, RedisScript script, byte[]... keysAndArguments) {
		QueueUnavailableException known = unavailable(failure, keysAndArguments[0]);
		if (Failures.says(failure, "NOSCRIPT") || Failures.isNotNow(failure)) {
			return list(script, keysAndArguments);
		}
		throw known;
	}

	/**
	 * Runs a script that answers with a number.
	 * @param script the script
	 * @param keysAndArguments the partition's two keys, then the arguments
	 * @return its answer
	 */
	long number(RedisScript script, byte[]... keysAndArguments) {
		return (Long) run(script, ReturnType.INTEGER, keysAndArguments);
	}

	/**
	 * Runs a script. Where it is known that nothing was done, since Redis says that the
	 * partition is on its way to another node, or the connection was replaced before, the
	 * call is made again for a while.
	 */
	private Object run(RedisScript script, ReturnType type, byte[]... keysAndArguments) {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		for (int tries = 1;; tries++) {
			try {
				return runOnce(script, type, keysAndArguments);
			}
			catch (QueueUnavailableException ex) {
				if (!Failures.isNotNow(ex) || System.nanoTime() > deadline || !pause(tries)) {
					throw ex;
				}
			}
		}
	}

	private Object runOnce(RedisScript script, ReturnType type, byte[]... keysAndArguments) {
		Object answer = runDirectly(script, keysAndArguments);
		return (answer != null) ? answer : with(keysAndArguments[0], (connection) -> {
			RedisScriptingCommands commands = connection.scriptingCommands();
			try {
				return answer(commands.evalSha(script.sha(), type, KEYS, keysAndArguments));
			}
			catch (DataAccessException ex) {
				if (!Failures.says(ex, "NOSCRIPT")) {
					throw ex;
				}
				return answer(commands.eval(script.source(), type, KEYS, keysAndArguments));
			}
		});
	}

	private @Nullable Object runDirectly(RedisScript script, byte[]... keysAndArguments) {
		try {
			return (this.direct != null) ? this.direct.evalSha(script.sha(), KEYS, keysAndArguments) : null;
		}
		catch (QueryTimeoutException ex) {
			throw unavailable(ex, keysAndArguments[0]);
		}
	}

	private static Object answer(@Nullable Object answer) {
		return Objects.requireNonNull(answer, "Every script answers");
	}

	/**
	 * Runs plain commands on a connection.
	 * @param work what to do
	 * @param <T> the type of the result
	 * @return its result
	 */
	<T> T with(Function<RedisConnection, T> work) {
		return with(new Partition(0).root(), work);
	}

	private <T> T with(byte[] key, Function<RedisConnection, T> work) {
		try (RedisConnection connection = this.connections.getConnection()) {
			return work.apply(connection);
		}
		catch (DataAccessException ex) {
			throw unavailable(ex, key);
		}
	}

	private QueueUnavailableException unavailable(Throwable failure, byte[] key) {
		boolean silent = failure instanceof QueryTimeoutException || failure instanceof RedisCommandTimeoutException;
		if (silent || Failures.says(failure, "READONLY ")) {
			// The connection is dead, or leads to a master that has become a replica.
			this.stale.replace(key);
		}
		String refused = Failures.says(failure, "OOM ") ? "Redis is full" : "Redis is not available";
		return new QueueUnavailableException(
				(silent ? "Redis does not answer" : refused) + ": " + Failures.rootMessage(failure), failure);
	}

	/** Returns {@code false} if this thread was interrupted. */
	private static boolean pause(int tries) {
		try {
			long millis = Math.min(LONGEST_PAUSE_MILLIS, 2L << Math.min(tries, 10));
			TimeUnit.MILLISECONDS.sleep(millis / 2 + ThreadLocalRandom.current().nextLong(millis));
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	@Override
	public void close() {
		if (this.direct != null) {
			this.direct.close();
		}
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	static byte[] bytes(long number) {
		return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
	}

	static String text(@Nullable Object bytes) {
		return (bytes instanceof byte[] array) ? new String(array, StandardCharsets.UTF_8) : "";
	}

}
