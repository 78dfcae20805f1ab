package io.github.githubjirasync.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.mapping.MappingInstance;
import io.github.githubjirasync.mapping.Race;
import io.github.githubjirasync.testing.TestServers;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;

import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Look-ups through the caches.
 */
final class CacheFigures {

	private static final int KEYS = 100_000;

	private static final int HOT_KEYS = 5_000;

	private static final int HITS = 5_000_000;

	private static final int CALLERS = 1_000;

	private static final int STAMPEDES = 20;

	private static final int ZIPF_LOOK_UPS = 200_000;

	private final MappingBench bench;

	CacheFigures(MappingBench bench) {
		this.bench = bench;
	}

	void run(Set<String> parts, int rounds) throws Exception {
		String database = TestServers.newDatabase();
		try (MappingInstance here = start(database); MappingInstance there = start(database)) {
			MappingRows.insert(here.jdbc(), KEYS);
			if (parts.contains("l1")) {
				l1(here, rounds);
			}
			if (parts.contains("stampede")) {
				stampede(here, there);
			}
			if (parts.contains("zipf")) {
				zipf(here, rounds);
			}
		}
	}

	private static MappingInstance start(String database) {
		return MappingInstance.start(database, TestServers.redisUrl(),
				"spring.jpa.properties.hibernate.generate_statistics=true", "logging.level.root=error");
	}

	/** One thread; its CPU time counts, since others use the machine too. */
	private void l1(MappingInstance instance, int rounds) {
		IssueMappings issues = instance.issues();
		long[] ids = new SplittableRandom(1).longs(1 << 16, 1, HOT_KEYS + 1)
			.map((i) -> MappingRows.GITHUB + i)
			.toArray();
		Arrays.stream(ids).distinct().forEach(issues::findByGitHubIssue);
		long before = instance.count("l1", "miss");
		hits(issues, ids);
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		for (int round = 0; round < rounds; round++) {
			long wall = System.nanoTime();
			long cpu = threads.getCurrentThreadCpuTime();
			hits(issues, ids);
			this.bench.add("l1_hits_per_second", HITS * 1e9 / (threads.getCurrentThreadCpuTime() - cpu));
			this.bench.add("l1_hits_per_wall_second", HITS * 1e9 / (System.nanoTime() - wall));
		}
		if (instance.count("l1", "miss") > before) {
			throw new IllegalStateException("Not all of these were hits");
		}
		this.bench.print("l1_hits_per_wall_second");
		this.bench.judge("l1_hits_per_second", this.bench.median("l1_hits_per_second"), ">= 5000000");
	}

	private static void hits(IssueMappings issues, long[] ids) {
		int found = 0;
		for (int i = 0; i < HITS; i++) {
			if (issues.findByGitHubIssue(ids[i & (ids.length - 1)]).isPresent()) {
				found++;
			}
		}
		if (found < HITS) {
			throw new IllegalStateException("Not all of these were found");
		}
	}

	/**
	 * All ask for one key that no cache has; the statements that Hibernate makes count.
	 */
	private void stampede(MappingInstance here, MappingInstance there) throws Exception {
		for (int i = 0; i < STAMPEDES; i++) {
			long id = MappingRows.GITHUB + KEYS - i;
			this.bench.add("stampede_queries",
					queries(List.of(here), CALLERS, () -> here.issues().findByGitHubIssue(id)));
			long other = MappingRows.GITHUB + KEYS - STAMPEDES - i;
			AtomicInteger turns = new AtomicInteger();
			this.bench.add("stampede_queries_of_two_instances", queries(List.of(here, there), CALLERS,
					() -> ((turns.incrementAndGet() % 2 == 0) ? here : there).issues().findByGitHubIssue(other)));
		}
		this.bench.print("stampede_queries_of_two_instances");
		this.bench.judge("stampede_queries", this.bench.median("stampede_queries"), "<= 1");
	}

	private static double queries(List<MappingInstance> instances, int threads, Callable<Object> call)
			throws Exception {
		instances.forEach((instance) -> statistics(instance).clear());
		Race.run(threads, call);
		return instances.stream().mapToLong((instance) -> statistics(instance).getPrepareStatementCount()).sum();
	}

	private static Statistics statistics(MappingInstance instance) {
		return instance.bean(EntityManagerFactory.class).unwrap(SessionFactory.class).getStatistics();
	}

	/** One caller, so that each look-up is known to have ended in one layer. */
	private void zipf(MappingInstance instance, int rounds) {
		for (int round = 0; round < rounds; round++) {
			Objects.requireNonNull(instance.bean(StringRedisTemplate.class).getConnectionFactory())
				.getConnection()
				.serverCommands()
				.flushAll();
			Zipf zipf = new Zipf(KEYS, round);
			long[][] nanos = new long[Layer.values().length][ZIPF_LOOK_UPS];
			Map<Layer, Integer> counts = new EnumMap<>(Layer.class);
			for (int i = 0; i < ZIPF_LOOK_UPS; i++) {
				long id = MappingRows.GITHUB + zipf.next();
				long l1 = instance.count("l1", "hit");
				long l2 = instance.count("l2", "hit");
				long begin = System.nanoTime();
				instance.issues().findByGitHubIssue(id);
				long took = System.nanoTime() - begin;
				Layer layer = (instance.count("l1", "hit") > l1) ? Layer.L1
						: (instance.count("l2", "hit") > l2) ? Layer.L2 : Layer.DB;
				nanos[layer.ordinal()][counts.merge(layer, 1, Integer::sum) - 1] = took;
			}
			for (Layer layer : Layer.values()) {
				int count = counts.getOrDefault(layer, 0);
				long[] sorted = Arrays.copyOf(nanos[layer.ordinal()], count);
				Arrays.sort(sorted);
				this.bench.add(layer.named("ratio"), (double) count / ZIPF_LOOK_UPS);
				if (count > 0) {
					this.bench.add(layer.named("p50_us"), sorted[count / 2] / 1e3);
					this.bench.add(layer.named("p99_us"), sorted[(int) (count * 0.99)] / 1e3);
				}
			}
		}
		for (Layer layer : Layer.values()) {
			this.bench.print(layer.named("ratio"), layer.named("p50_us"), layer.named("p99_us"));
		}
	}

	private enum Layer {

		L1, L2, DB;

		String named(String what) {
			return "zipf_" + name().toLowerCase(Locale.ROOT) + "_" + what;
		}

	}

}
