package io.github.githubjirasync.queue.redis;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.lettuce.core.RedisCommandExecutionException;

import org.springframework.core.NestedExceptionUtils;

/**
 * What a failed call to Redis says, anywhere in its chain of causes.
 */
final class Failures {

	/** What Redis answers when it has not run a command and will soon. */
	private static final Set<String> NOT_NOW = Set.of("TRYAGAIN", "MOVED", "ASK", "CLUSTERDOWN", "MASTERDOWN",
			"LOADING", "READONLY", "NOREPLICAS");

	/** What Lettuce says of a command that came when its connection was closed. */
	private static final Set<String> FOUND_IT_CLOSED = Set.of("Connection is closed",
			"ConnectionProvider is already closed");

	private Failures() {
	}

	private static Stream<Throwable> chain(Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
	}

	/**
	 * Whether Redis refused a command, as it does while data moves between nodes, or it
	 * was never sent.
	 */
	static boolean isNotNow(Throwable failure) {
		return chain(failure).anyMatch((cause) -> foundItClosed(cause) || isRefusedForNow(cause));
	}

	private static boolean isRefusedForNow(Throwable failure) {
		String message = failure.getMessage();
		return failure instanceof RedisCommandExecutionException && message != null
				&& (NOT_NOW.contains(message.split(" ", 2)[0]) || message.contains("READONLY "));
	}

	/**
	 * A connection that was closed before: on a cluster Lettuce finds null in its place.
	 */
	private static boolean foundItClosed(Throwable failure) {
		StackTraceElement[] stack = failure.getStackTrace();
		return FOUND_IT_CLOSED.contains(String.valueOf(failure.getMessage())) || failure instanceof NullPointerException
				&& stack.length > 0 && stack[0].getClassName().endsWith(".ClusterDistributionChannelWriter");
	}

	static boolean says(Throwable failure, String word) {
		return chain(failure).map(Throwable::getMessage)
			.anyMatch((message) -> message != null && message.toUpperCase(Locale.ROOT).contains(word));
	}

	static boolean isOrComesFrom(Throwable failure, Class<? extends Throwable> type) {
		return chain(failure).anyMatch(type::isInstance);
	}

	static String rootMessage(Throwable failure) {
		Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
		return Objects.requireNonNullElse(root.getMessage(), root.getClass().getSimpleName());
	}

}
