package io.github.githubjirasync.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The processes that take turns, each started when it is first needed.
 */
final class Contestants implements AutoCloseable {

	private static final Path HOME = Path.of(System.getProperty("bench.home", "bench"));

	private final Map<Name, Peer> peers = new EnumMap<>(Name.class);

	private final RedisServer redis;

	private final Path logs;

	private final String level;

	/**
	 * No contestants yet.
	 * @param redis the Redis that they use
	 * @param logs the folder that takes their standard error
	 * @param logging whether our worker logs as in production; else it logs errors only,
	 * since the others log nothing
	 */
	Contestants(RedisServer redis, Path logs, boolean logging) {
		this.redis = redis;
		this.logs = logs;
		this.level = logging ? "INFO" : "ERROR";
	}

	Peer get(Name name) {
		return this.peers.computeIfAbsent(name,
				(missing) -> new Peer(name.printed(), this.logs.resolve(name.printed() + ".log"), command(name)));
	}

	private List<String> command(Name name) {
		return switch (name) {
			case OURS -> ours(System.getProperty("bench.java.opts", ""));
			case OUR_PRODUCER -> ours("");
			case BULLMQ, BULLMQ_PRODUCER ->
				List.of("node", HOME.resolve("bullmq").resolve("peer.mjs").toString(), this.redis.port());
			case REDISSON -> List.of(java(), "-Xmx1g", "-cp", System.getProperty("bench.redisson.classpath", ""),
					"io.github.githubjirasync.bench.redisson.RedissonPeer", this.redis.port());
		};
	}

	private List<String> ours(String options) {
		List<String> command = new ArrayList<>(List.of(java(), "-Xmx1g"));
		Arrays.stream(options.split(" ")).filter((option) -> !option.isEmpty()).forEach(command::add);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), QueuePeer.class.getName(),
				this.redis.url(), this.level));
		return command;
	}

	private static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	@Override
	public void close() {
		this.peers.values().forEach(Peer::close);
	}

	/** Who takes part. */
	enum Name {

		OURS, BULLMQ, REDISSON, OUR_PRODUCER, BULLMQ_PRODUCER;

		String printed() {
			return name().toLowerCase(Locale.ROOT);
		}

		/** The process that adds the jobs whose latency is measured. */
		Name producer() {
			return (this == OURS) ? OUR_PRODUCER : BULLMQ_PRODUCER;
		}

	}

}
