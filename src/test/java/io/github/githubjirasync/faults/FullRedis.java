package io.github.githubjirasync.faults;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;

import io.github.githubjirasync.queue.JobPriority;
import io.github.githubjirasync.queue.QueueFullException;
import io.github.githubjirasync.queue.QueueUnavailableException;
import org.awaitility.core.ConditionTimeoutException;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.data.redis.core.RedisCallback;

/**
 * Fills Redis up to its {@code maxmemory}. Enqueuing is refused in an orderly way, the
 * workers go on and so make room, and what was accepted is not lost, be it that Redis
 * evicts nothing or what has a time to live. An eviction policy that can reach jobs makes
 * the health go down with a hint.
 *
 * @param policy the {@code maxmemory-policy}
 * @param maxmemory the limit, as Redis reads it
 */
record FullRedis(String policy, String maxmemory) implements Fault {

	private static final int BALLAST_BYTES = 6_000;

	private static final int REFUSALS = 50;

	/** Keys with a time to live, as a cache would have them. */
	private static final int CACHED = 500;

	private static final int CACHED_BYTES = 1_000;

	@Override
	public String name() {
		return "redis-full-" + this.policy;
	}

	@Override
	public boolean besideOthers() {
		return true;
	}

	@Override
	public Verdict run() {
		Verdict verdict = new Verdict(name());
		try (Stage stage = new Stage(List.of("queue.lease=2s", "worker.concurrency=20", "queue.completed-kept=0"),
				"--maxmemory", this.maxmemory, "--maxmemory-policy", this.policy)) {
			cache(stage);
			fill(stage, verdict);
			// Others take up memory too, so it may be above its limit by far.
			config(stage, "maxmemory", Long.toString(usedMemory(stage) * 9 / 10));
			stage.workers(1);
			Judge judge;
			try {
				judge = stage.finish(Duration.ofSeconds(30));
			}
			catch (ConditionTimeoutException ex) {
				verdict.require(false, "workers take no job while Redis is full");
				config(stage, "maxmemory", "0");
				judge = stage.finish(Duration.ofSeconds(30));
			}
			verdict.judged(judge);
			verdict.require(judge.ranAgain().isEmpty(), "leases could not be extended while Redis was full");
			verdict.require(stage.producer().send(Work.of("after", Duration.ZERO).toJob()),
					"enqueuing is refused although there is room again");
			long evicted = Long.parseLong(info(stage, "stats", "evicted_keys"));
			verdict.figure("evicted_keys: %d", evicted);
			verdict.require(evicts() ? evicted > 0 : evicted == 0, "evicted " + evicted + " keys with " + this.policy);
			judgeHealth(stage, verdict);
		}
		return verdict;
	}

	private boolean evicts() {
		return this.policy.startsWith("volatile");
	}

	private static void cache(Stage stage) {
		String value = "c".repeat(CACHED_BYTES);
		for (int i = 0; i < CACHED; i++) {
			stage.commands().opsForValue().set("cached:" + i, value, Duration.ofHours(1));
		}
	}

	private static void fill(Stage stage, Verdict verdict) {
		Random random = new Random(1);
		byte[] bytes = new byte[BALLAST_BYTES];
		int refusals = 0;
		for (int i = 0; refusals < REFUSALS; i++) {
			random.nextBytes(bytes);
			String ballast = new String(Base64.getEncoder().encode(bytes), StandardCharsets.US_ASCII);
			refusals += stage.producer().send(Work.of("k" + i, time(i)).toJob(JobPriority.NORMAL, ballast)) ? 0 : 1;
			verdict.require(i < 100_000, "Redis does not get full");
		}
		verdict.injected();
		verdict.figure("refused: %s", stage.producer().refused());
		verdict
			.require(List.of(QueueUnavailableException.class.getSimpleName(), QueueFullException.class.getSimpleName())
				.containsAll(stage.producer().refused().keySet()), "refused in a disorderly way");
	}

	/** Some take longer than a lease. */
	private static Duration time(int number) {
		return (number % 200 == 0) ? Duration.ofSeconds(4) : Duration.ZERO;
	}

	private void judgeHealth(Stage stage, Verdict verdict) {
		HealthIndicator indicator = stage.context().getBean("queueHealthIndicator", HealthIndicator.class);
		verdict.require(indicator.health().getStatus().equals(Status.UP), "health is not up with " + this.policy);
		for (String unsafe : List.of("allkeys-lru", "allkeys-lfu", "allkeys-random")) {
			config(stage, "maxmemory-policy", unsafe);
			Health health = indicator.health();
			verdict.figure("health_with_%s: %s", unsafe, health.getStatus());
			verdict.require(
					health.getStatus().equals(Status.DOWN)
							&& String.valueOf(health.getDetails().get("hint")).contains("noeviction"),
					"health says nothing of " + unsafe + ", which can reach jobs");
		}
	}

	private static long usedMemory(Stage stage) {
		return Long.parseLong(info(stage, "memory", "used_memory"));
	}

	private static String info(Stage stage, String section, String name) {
		return Objects.requireNonNull(stage.commands()
			.execute((RedisCallback<String>) (connection) -> Objects
				.requireNonNull(connection.serverCommands().info(section))
				.getProperty(name)));
	}

	private static void config(Stage stage, String name, String value) {
		stage.commands().execute((connection) -> {
			connection.serverCommands().setConfig(name, value);
			return true;
		}, true);
	}

}
