package io.github.githubjirasync.bench;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.management.OperatingSystemMXBean;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;

/**
 * Reads what Redis and this process have spent so far, over a connection of its own.
 */
final class RedisStats implements AutoCloseable {

	/**
	 * Commands that only a client can send; every other one may come from inside a script
	 * as well.
	 */
	private static final Pattern CLIENT_ONLY = Pattern
		.compile("eval|evalsha|fcall|bzpopmin|blpop|brpoplpush|blmove|xread|subscribe|ping|hello|auth|client\\|.*");

	private static final Pattern COMMAND = Pattern.compile("cmdstat_([^:]+):calls=(\\d+)");

	private final RedisClient client;

	private final StatefulRedisConnection<String, String> connection;

	RedisStats(String url) {
		this.client = RedisClient.create(url);
		this.connection = this.client.connect();
	}

	Snapshot snapshot() {
		String cpu = this.connection.sync().info("cpu");
		long commands = 0;
		long clientCalls = 0;
		Matcher matcher = COMMAND.matcher(this.connection.sync().info("commandstats"));
		while (matcher.find()) {
			long calls = Long.parseLong(matcher.group(2));
			if (!matcher.group(1).equals("info")) {
				commands += calls;
				clientCalls += CLIENT_ONLY.matcher(matcher.group(1)).matches() ? calls : 0;
			}
		}
		OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
		double redisSeconds = number(cpu, "used_cpu_user") + number(cpu, "used_cpu_sys");
		return new Snapshot(redisSeconds * 1e6, system.getProcessCpuTime() / 1e3, commands, clientCalls);
	}

	double usedMemory() {
		return number(this.connection.sync().info("memory"), "used_memory");
	}

	void flush() {
		this.connection.sync().flushall();
	}

	private static double number(String info, String field) {
		Matcher matcher = Pattern.compile("(?m)^" + field + ":([\\d.]+)").matcher(info);
		if (!matcher.find()) {
			throw new IllegalStateException("Redis does not report " + field);
		}
		return Double.parseDouble(matcher.group(1));
	}

	@Override
	public void close() {
		this.connection.close();
		this.client.shutdown();
	}

	/**
	 * What was spent up to a moment.
	 *
	 * @param redisCpuMicros CPU time of Redis
	 * @param clientCpuMicros CPU time of this process
	 * @param commands commands that Redis ran, those inside scripts included
	 * @param clientCalls those that clients sent
	 */
	record Snapshot(double redisCpuMicros, double clientCpuMicros, long commands, long clientCalls) {

		/** The figures a job since an earlier moment. */
		Map<String, Double> perJobSince(Snapshot before, int jobs) {
			Map<String, Double> figures = new LinkedHashMap<>();
			figures.put("redis_cpu_us", (this.redisCpuMicros - before.redisCpuMicros) / jobs);
			figures.put("client_cpu_us", (this.clientCpuMicros - before.clientCpuMicros) / jobs);
			figures.put("commands", (double) (this.commands - before.commands) / jobs);
			figures.put("client_calls", (double) (this.clientCalls - before.clientCalls) / jobs);
			return figures;
		}

	}

}
