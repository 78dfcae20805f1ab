package io.github.githubjirasync.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.githubjirasync.bench.Contestants.Name;
import io.github.githubjirasync.testing.ScratchFolder;

/**
 * Measures the queue against BullMQ and Redisson on one Redis, taking turns. Started by
 * {@code bench/run queue}.
 */
final class QueueBench {

	private static final Duration LIMIT = Duration.ofMinutes(40);

	private static final int RATE = 200;

	/** So many, and so fast, that the code for lone jobs is compiled by then. */
	private static final int WARM_UP_LISTENERS = 10_000;

	private static final int WARM_UP_RATE = 1_000;

	private static final int SHALLOW = 1_000;

	private static final int DEEP = 1_000_000;

	private static final int DEEP_QUICK = 200_000;

	private static final int FILL_STEP = 100_000;

	/** A round of theirs is short. */
	private static final int DEPTH_ROUNDS = 2;

	private static final String REDIS = "bench.redis.server";

	private final long start = System.nanoTime();

	private final double loadBefore = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();

	private final Results results = new Results();

	private final Options options;

	private final Path data;

	private final RedisServer redis;

	private final Contestants contestants;

	private QueueBench(Options options, Path data, RedisServer redis, Contestants contestants) {
		this.options = options;
		this.data = data;
		this.redis = redis;
		this.contestants = contestants;
	}

	/**
	 * Runs the benchmark.
	 * @param arguments see {@link Options#USAGE}
	 * @throws IOException if the folder for data and logs cannot be made
	 */
	public static void main(String[] arguments) throws IOException {
		Options options;
		try {
			options = Options.parse(arguments);
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage());
			System.err.println(Options.USAGE);
			System.exit(2);
			return;
		}
		Path data = Path.of(System.getProperty("bench.home", "bench"), "run-data");
		Path redisData = data.resolve("redis");
		// What a run left that was broken off.
		ScratchFolder.delete(redisData);
		Files.createDirectories(redisData);
		try (RedisServer redis = new RedisServer(System.getProperty(REDIS, ""), redisData);
				Contestants contestants = new Contestants(redis, data, options.logging())) {
			QueueBench bench = new QueueBench(options, data, redis, contestants);
			bench.run();
			bench.print();
		}
		finally {
			ScratchFolder.delete(redisData);
		}
		System.exit(0);
	}

	private void run() throws IOException {
		Set<Measurement> interleaved = EnumSet.complementOf(EnumSet.of(Measurement.DEPTH));
		interleaved.removeIf((measurement) -> !this.options.wants(measurement));
		for (Measurement measurement : interleaved) {
			for (Name name : order(measurement, 0)) {
				for (int i = 0; i < measurement.warmUps(); i++) {
					warmUp(name, measurement);
				}
			}
		}
		for (int round = 1; round <= this.options.rounds(); round++) {
			for (Measurement measurement : interleaved) {
				for (Name name : order(measurement, round)) {
					Map<String, Double> figures = measure(name, measurement, measurement.jobs(this.options.quick()),
							RATE);
					this.results.add(name.printed(), measurement.command(), figures);
					progress("round " + round, name, measurement, figures);
				}
			}
		}
		if (this.options.wants(Measurement.DEPTH)) {
			measureDepth();
		}
	}

	/** Who goes first changes from round to round. */
	private static List<Name> order(Measurement measurement, int round) {
		if (measurement == Measurement.ADD_BLOCKING) {
			return List.of(Name.OURS);
		}
		List<Name> names = new ArrayList<>(List.of(Name.OURS, Name.BULLMQ));
		if (measurement == Measurement.PROCESS) {
			names.add(Name.REDISSON);
		}
		Collections.rotate(names, round);
		return names;
	}

	private void warmUp(Name name, Measurement measurement) {
		if (measurement == Measurement.LATENCY) {
			this.redis.empty();
			this.contestants.get(name.producer()).ask("add 5000");
		}
		int jobs = (measurement == Measurement.LATENCY) ? WARM_UP_LISTENERS : measurement.jobs(false);
		progress("warm-up", name, measurement, measure(name, measurement, jobs, WARM_UP_RATE));
	}

	private Map<String, Double> measure(Name name, Measurement measurement, int jobs, int rate) {
		if (Duration.ofNanos(System.nanoTime() - this.start).compareTo(LIMIT) > 0) {
			throw new IllegalStateException("The benchmark took longer than " + LIMIT);
		}
		this.redis.empty();
		Peer peer = this.contestants.get(name);
		if (measurement != Measurement.LATENCY) {
			return peer.ask(measurement.command() + " " + jobs);
		}
		peer.ask("listen " + jobs);
		CompletableFuture<Map<String, Double>> collected = peer.askLater("collect " + jobs);
		this.contestants.get(name.producer()).ask("produce " + jobs + " " + rate);
		return peer.await(collected);
	}

	/**
	 * The short and the long queue take turns, each in a Redis of its own, so that what
	 * else the machine does weighs on both.
	 */
	private void measureDepth() throws IOException {
		Path folder = Files.createDirectories(this.data.resolve("deep"));
		try (RedisServer other = new RedisServer(System.getProperty(REDIS, ""), folder);
				Contestants others = new Contestants(other, folder, this.options.logging())) {
			this.redis.empty();
			List<Depth> depths = new ArrayList<>(List.of(new Depth("shallow", this.contestants.get(Name.OURS), SHALLOW),
					new Depth("deep", others.get(Name.OURS), this.options.quick() ? DEEP_QUICK : DEEP)));
			depths.forEach(QueueBench::fill);
			int jobs = Measurement.DEPTH.jobs(this.options.quick());
			for (int round = 0; round <= DEPTH_ROUNDS * this.options.rounds(); round++) {
				for (Depth depth : depths) {
					Map<String, Double> figures = depth.ours()
						.ask("depth " + (depth.waiting() + 2 * jobs * round) + " " + jobs);
					if (round > 0) {
						this.results.add(depth.ours().name(), depth.name(), figures);
					}
					progress(depth.name() + " " + round, Name.OURS, Measurement.DEPTH, figures);
				}
				Collections.reverse(depths);
			}
		}
		finally {
			ScratchFolder.delete(folder);
		}
	}

	private static void fill(Depth depth) {
		for (int from = 0; from < depth.waiting(); from += FILL_STEP) {
			depth.ours().ask("fill " + from + " " + Math.min(FILL_STEP, depth.waiting() - from));
		}
	}

	private static void progress(String when, Name name, Measurement measurement, Map<String, Double> figures) {
		StringBuilder line = new StringBuilder(when + ", " + name.printed() + " " + measurement.command() + ":");
		figures.forEach((figure, value) -> line.append(' ').append(figure).append('=').append(Results.number(value)));
		System.err.println(line);
	}

	private void print() {
		OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
		Results.line("rounds", this.options.rounds() + (this.options.quick() ? ", quick" : ""));
		Results.line("redis", this.redis.version());
		Results.line("java", System.getProperty("java.version"));
		Results.line("cores", Integer.toString(system.getAvailableProcessors()));
		Results.line("load_average", Results.number(this.loadBefore) + " before, "
				+ Results.number(system.getSystemLoadAverage()) + " after");
		this.results.print();
		for (Figure figure : Figure.values()) {
			if (this.options.wants(figure)) {
				figure.print(this.results);
			}
		}
	}

	/** A queue in which so many jobs wait. */
	private record Depth(String name, Peer ours, int waiting) {
	}

}
