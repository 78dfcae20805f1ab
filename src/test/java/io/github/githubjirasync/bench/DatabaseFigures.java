package io.github.githubjirasync.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMapping.GitHubSide;
import io.github.githubjirasync.mapping.IssueMappingBatches;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.mapping.IssueMappings.Claim;
import io.github.githubjirasync.mapping.MappingInstance;
import io.github.githubjirasync.mapping.Mappings;
import io.github.githubjirasync.mapping.Race;
import io.github.githubjirasync.mapping.SyncedState;
import io.github.githubjirasync.testing.PostgresCluster;
import io.github.githubjirasync.testing.TestServers;

/**
 * Reads from replicas, and mappings by the thousand.
 */
final class DatabaseFigures {

	private static final int ROWS = 100_000;

	private static final int READERS = 16;

	private static final long READ_NANOS = TimeUnit.SECONDS.toNanos(3);

	private static final int WARM_UP = 2;

	private static final int BATCHED = 10_000;

	private static final int SINGLE = 1_000;

	private final MappingBench bench;

	DatabaseFigures(MappingBench bench) {
		this.bench = bench;
	}

	void run(Set<String> parts, int rounds) throws Exception {
		try (PostgresCluster cluster = PostgresCluster.start(2)) {
			String database = cluster.newDatabase();
			String quiet = "logging.level.root=error";
			String pool = "spring.datasource.hikari.maximum-pool-size=16";
			try (MappingInstance primary = MappingInstance.start(database, TestServers.redisUrl(), quiet, pool);
					MappingInstance replicas = MappingInstance.start(database, TestServers.redisUrl(), quiet, pool,
							"github-jira-sync.mapping.replicas.pool-size=16",
							"github-jira-sync.mapping.replicas.hosts=" + String.join(",", cluster.replicaHosts()))) {
				if (parts.contains("replicas")) {
					MappingRows.insert(primary.jdbc(), ROWS);
					cluster.awaitReplicated();
					TimeUnit.SECONDS.sleep(3);
					replicas(primary, replicas, cluster.primaryPort(), rounds);
				}
				if (parts.contains("batches")) {
					batches(primary, rounds);
				}
			}
		}
	}

	private void replicas(MappingInstance primary, MappingInstance replicas, int primaryPort, int rounds)
			throws Exception {
		// Both in turns, so that what else the machine does and the compiler weigh on
		// both alike.
		for (int round = -WARM_UP; round < rounds; round++) {
			double fromReplicas = reads(replicas);
			if (!readsFromReplica(replicas)) {
				throw new IllegalStateException("The primary on port " + primaryPort + " serves the replicas' reads");
			}
			double fromPrimary = reads(primary);
			if (round >= 0) {
				this.bench.add("replica_reads_per_second", fromReplicas);
				this.bench.add("primary_reads_per_second", fromPrimary);
			}
		}
		this.bench.print("primary_reads_per_second", "replica_reads_per_second");
		Results.line("replica_ratio", Results
			.number(this.bench.median("replica_reads_per_second") / this.bench.median("primary_reads_per_second")));
	}

	private static boolean readsFromReplica(MappingInstance instance) throws SQLException {
		try (Connection connection = instance.bean(DataSource.class).getConnection()) {
			connection.setReadOnly(true);
			try (Statement statement = connection.createStatement();
					ResultSet row = statement.executeQuery("SELECT pg_is_in_recovery()")) {
				return row.next() && row.getBoolean(1);
			}
		}
	}

	/** Look-ups a second, past the caches. */
	private static double reads(MappingInstance instance) throws Exception {
		IssueMappings database = (IssueMappings) instance.bean("jpaIssueMappings");
		AtomicLong seeds = new AtomicLong();
		long begin = System.nanoTime();
		List<Integer> counts = Race.run(READERS, () -> {
			SplittableRandom random = new SplittableRandom(seeds.incrementAndGet());
			int count = 0;
			while (System.nanoTime() - begin < READ_NANOS) {
				count += found(database.findByGitHubIssue(MappingRows.GITHUB + random.nextLong(1, ROWS + 1)));
			}
			return count;
		});
		return counts.stream().mapToInt(Integer::intValue).sum() * 1e9 / (System.nanoTime() - begin);
	}

	private static int found(Optional<IssueMapping> mapping) {
		if (mapping.isEmpty()) {
			throw new IllegalStateException("A mapping was not found");
		}
		return 1;
	}

	private void batches(MappingInstance instance, int rounds) {
		IssueMappingBatches batches = instance.bean(IssueMappingBatches.class);
		for (int round = 0; round <= rounds; round++) {
			boolean warm = round > 0;
			List<GitHubSide> many = sides(BATCHED);
			List<GitHubSide> few = sides(SINGLE);
			long begin = System.nanoTime();
			List<Claim> claims = batches.claimGitHubIssues("widgets", many);
			long claimed = System.nanoTime();
			batches.saveAll(completed(claims.stream()));
			long saved = System.nanoTime();
			batches.loadByGitHubIssues(many.stream().map(GitHubSide::issueId).toList());
			long loaded = System.nanoTime();
			List<Claim> singles = few.stream().map((side) -> instance.issues().claim("widgets", side)).toList();
			long singlyClaimed = System.nanoTime();
			completed(singles.stream()).forEach(instance.issues()::save);
			long singlySaved = System.nanoTime();
			few.forEach((side) -> instance.issues().loadByGitHubIssue(side.issueId()));
			long singlyLoaded = System.nanoTime();
			if (warm) {
				this.bench.add("batch_claims_per_second", BATCHED * 1e9 / (claimed - begin));
				this.bench.add("batch_saves_per_second", BATCHED * 1e9 / (saved - claimed));
				this.bench.add("batch_loads_per_second", BATCHED * 1e9 / (loaded - saved));
				this.bench.add("single_claims_per_second", SINGLE * 1e9 / (singlyClaimed - loaded));
				this.bench.add("single_saves_per_second", SINGLE * 1e9 / (singlySaved - singlyClaimed));
				this.bench.add("single_loads_per_second", SINGLE * 1e9 / (singlyLoaded - singlySaved));
			}
		}
		for (String what : List.of("claims", "saves", "loads")) {
			this.bench.print("single_" + what + "_per_second", "batch_" + what + "_per_second");
			Results.line("batch_" + what + "_ratio", Results.number(this.bench.median("batch_" + what + "_per_second")
					/ this.bench.median("single_" + what + "_per_second")));
		}
	}

	private static List<GitHubSide> sides(int count) {
		return IntStream.range(0, count).mapToObj((i) -> Mappings.newGitHubSide()).toList();
	}

	private static List<IssueMapping> completed(Stream<Claim> claims) {
		SyncedState state = new SyncedState(null, null, Map.of("title", new FieldState("a title", "a title")));
		return claims.map(Claim::mapping)
			.map((claim) -> Mappings.with(claim, claim.github(), Mappings.newJiraSide(), state))
			.toList();
	}

}
