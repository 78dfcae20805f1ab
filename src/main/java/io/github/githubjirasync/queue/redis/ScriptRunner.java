package io.github.githubjirasync.queue.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

import io.github.githubjirasync.queue.QueueUnavailableException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisScriptingCommands;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Runs the queue's scripts by their digest, and sends the source again when Redis has
 * forgotten it.
 */
final class ScriptRunner {

	private final RedisConnectionFactory connections;

	ScriptRunner(RedisConnectionFactory connections) {
		this.connections = connections;
	}

	/**
	 * Runs a script that answers with a list.
	 * @param script the script
	 * @param keyAndArguments the partition's root, then the arguments
	 * @return its answer: {@code byte[]} for strings, {@code Long} for numbers
	 */
	List<?> list(RedisScript script, byte[]... keyAndArguments) {
		return (List<?>) run(script, ReturnType.MULTI, keyAndArguments);
	}

	/**
	 * Runs a script that answers with a number.
	 * @param script the script
	 * @param keyAndArguments the partition's root, then the arguments
	 * @return its answer
	 */
	long number(RedisScript script, byte[]... keyAndArguments) {
		return (Long) run(script, ReturnType.INTEGER, keyAndArguments);
	}

	private Object run(RedisScript script, ReturnType type, byte[]... keyAndArguments) {
		return with((connection) -> {
			RedisScriptingCommands commands = connection.scriptingCommands();
			try {
				return answer(commands.evalSha(script.sha(), type, 1, keyAndArguments));
			}
			catch (DataAccessException ex) {
				if (!says(ex, "NOSCRIPT")) {
					throw ex;
				}
				return answer(commands.eval(script.source(), type, 1, keyAndArguments));
			}
		});
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
		try (RedisConnection connection = this.connections.getConnection()) {
			return work.apply(connection);
		}
		catch (QueryTimeoutException ex) {
			// A connection that died without a word never answers again, and nobody
			// closes it.
			if (this.connections instanceof LettuceConnectionFactory lettuce) {
				lettuce.resetConnection();
			}
			throw new QueueUnavailableException("Redis does not answer: " + rootMessage(ex), ex);
		}
		catch (DataAccessException ex) {
			String hint = says(ex, "OOM ") ? "Redis is full" : "Redis is not available";
			throw new QueueUnavailableException(hint + ": " + rootMessage(ex), ex);
		}
	}

	private static boolean says(Throwable failure, String word) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause.getMessage() != null && cause.getMessage().toUpperCase(Locale.ROOT).contains(word)) {
				return true;
			}
		}
		return false;
	}

	private static String rootMessage(Throwable failure) {
		Throwable cause = failure;
		while (cause.getCause() != null) {
			cause = cause.getCause();
		}
		return Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
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
