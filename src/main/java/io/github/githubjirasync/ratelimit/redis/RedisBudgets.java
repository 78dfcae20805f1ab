package io.github.githubjirasync.ratelimit.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.githubjirasync.ratelimit.Budgets;
import io.github.githubjirasync.ratelimit.Draw;
import io.github.githubjirasync.ratelimit.Drawn;
import io.github.githubjirasync.ratelimit.Notice;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisScriptingAsyncCommands;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Budgets in Redis: a draw is one script that is waited for, telling is one that is not.
 * Times are those of Redis's clock.
 */
final class RedisBudgets implements Budgets {

	private static final Logger logger = LoggerFactory.getLogger(RedisBudgets.class);

	private final RedisConnectionFactory connections;

	private final Duration timeout;

	RedisBudgets(RedisConnectionFactory connections, Duration timeout) {
		this.connections = connections;
		this.timeout = timeout;
	}

	@Override
	public Drawn draw(String account, List<Draw> draws) {
		List<String> arguments = new ArrayList<>();
		draws.forEach((draw) -> add(arguments, draw));
		List<?> answer = await(run(BudgetScript.DRAW, ScriptOutputType.MULTI, account, arguments));
		List<Long> left = answer.stream().skip(2).map((number) -> (Long) number).toList();
		return new Drawn(Duration.ofMillis((Long) answer.get(0)), (int) ((Long) answer.get(1) - 1), left);
	}

	@Override
	public void tell(String account, List<Notice> notices) {
		List<String> arguments = new ArrayList<>();
		notices.forEach((notice) -> add(arguments, notice));
		run(BudgetScript.TELL, ScriptOutputType.INTEGER, account, arguments).whenComplete((done, failure) -> {
			if (failure != null) {
				logger.debug("Redis was not told about the budgets of {}: {}", account, failure.toString());
			}
		});
	}

	private static void add(List<String> arguments, Draw draw) {
		if (draw instanceof Draw.Window window) {
			add(arguments, "w", draw.name(), window.rate().limit(), window.partMillis(), Draw.Window.PARTS,
					window.cost());
		}
		else if (draw instanceof Draw.Quota quota) {
			add(arguments, "q", draw.name(), quota.cost(), "", "", "");
		}
		else if (draw instanceof Draw.Free) {
			add(arguments, "f", draw.name(), "", "", "", "");
		}
		else if (draw instanceof Draw.Place place) {
			add(arguments, "p", draw.name(), place.places(), place.lease().toMillis(), place.token(), "");
		}
		else if (draw instanceof Draw.Turn turn) {
			add(arguments, "t", draw.name(), turn.spacing().toMillis(), turn.lease().toMillis(), turn.holder(), "");
		}
	}

	private static void add(List<String> arguments, Notice notice) {
		if (notice instanceof Notice.Hold hold) {
			add(arguments, "f", hold.name(), Math.max(1, hold.duration().toMillis()), "");
		}
		else if (notice instanceof Notice.Left left) {
			add(arguments, "q", left.name(), left.left(), Math.max(1, left.reset().toMillis()));
		}
		else if (notice instanceof Notice.Returned returned) {
			add(arguments, "b", returned.name(), returned.cost(), "");
		}
		else if (notice instanceof Notice.PlaceFreed freed) {
			add(arguments, "p", freed.name(), freed.token(), "");
		}
		else if (notice instanceof Notice.TurnEnded ended) {
			add(arguments, "t", ended.name(), ended.holder(), "");
		}
	}

	private static void add(List<String> arguments, Object... values) {
		for (Object value : values) {
			arguments.add(value.toString());
		}
	}

	private <T> CompletionStage<T> run(BudgetScript script, ScriptOutputType type, String account,
			List<String> arguments) {
		byte[][] keys = { bytes("{gjs:limit:" + account + "}") };
		byte[][] values = arguments.stream().map(RedisBudgets::bytes).toArray(byte[][]::new);
		try (RedisConnection connection = this.connections.getConnection()) {
			RedisScriptingAsyncCommands<byte[], byte[]> commands = commands(connection);
			return commands.<T>evalsha(script.sha(), type, keys, values).exceptionallyCompose((failure) -> {
				Throwable cause = (failure instanceof CompletionException) ? failure.getCause() : failure;
				return (cause instanceof RedisNoScriptException) ? commands.eval(script.source(), type, keys, values)
						: CompletableFuture.failedFuture(cause);
			});
		}
		catch (IllegalStateException ex) {
			// The connections are being closed.
			throw new RedisSystemException("Redis cannot be called any more", ex);
		}
	}

	@SuppressWarnings("unchecked")
	private static RedisScriptingAsyncCommands<byte[], byte[]> commands(RedisConnection connection) {
		return (RedisScriptingAsyncCommands<byte[], byte[]>) connection.getNativeConnection();
	}

	private <T> T await(CompletionStage<T> answer) {
		try {
			return answer.toCompletableFuture().get(this.timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			throw new QueryTimeoutException("Redis does not answer within " + this.timeout, ex);
		}
		catch (ExecutionException ex) {
			throw new RedisSystemException("The budgets cannot be drawn on", ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new RedisSystemException("Interrupted", ex);
		}
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
