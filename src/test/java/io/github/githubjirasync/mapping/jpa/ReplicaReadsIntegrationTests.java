package io.github.githubjirasync.mapping.jpa;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMapping.GitHubSide;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.mapping.MappingInstance;
import io.github.githubjirasync.mapping.Mappings;
import io.github.githubjirasync.mapping.Race;
import io.github.githubjirasync.mapping.jpa.ReplicaStatus.State;
import io.github.githubjirasync.testing.PostgresCluster;
import io.github.githubjirasync.testing.TestServers;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the reads from replicas, on a primary and two streaming replicas. It is
 * longer than usual so that its tests share the three servers.
 */
@TestMethodOrder(OrderAnnotation.class)
@Tag("long")
class ReplicaReadsIntegrationTests {

	private static final Duration MAX_LAG = Duration.ofSeconds(1);

	private static PostgresCluster cluster;

	private static MappingInstance here;

	private static MappingInstance there;

	@BeforeAll
	static void start() {
		cluster = PostgresCluster.start(2);
		// All that may be the primary one day is named, so that writes follow it.
		String database = cluster.newDatabase()
			.replace(":" + cluster.primaryPort(), ":" + cluster.primaryPort() + "," + cluster.replicaHosts().get(0))
				+ "&targetServerType=primary&hostRecheckSeconds=1";
		here = instance(database);
		there = instance(database);
	}

	private static MappingInstance instance(String database) {
		return MappingInstance.start(database, TestServers.redisUrl(),
				"github-jira-sync.mapping.replicas.hosts=" + String.join(",", cluster.replicaHosts()),
				"github-jira-sync.mapping.replicas.max-lag=" + MAX_LAG.toMillis() + "ms",
				"github-jira-sync.mapping.replicas.check-interval=50ms",
				"spring.datasource.hikari.maximum-pool-size=4");
	}

	@AfterAll
	static void stop() {
		here.close();
		there.close();
		cluster.close();
	}

	@BeforeEach
	void bothReplicasAreUsable() {
		awaits().until(() -> states(here).equals(List.of(State.USABLE, State.USABLE))
				&& states(there).equals(List.of(State.USABLE, State.USABLE)));
	}

	@Test
	@Order(1)
	void readsAreSpreadOverTheReplicasAndWhatDecidesReadsThePrimary() throws Exception {
		awaits().until(() -> readPorts().equals(Set.of(cluster.replicaPort(0), cluster.replicaPort(1))));
		assertThat(here.bean(MappingTransactions.class).primary("A test", () -> port(here)))
			.isEqualTo(cluster.primaryPort());
	}

	@Test
	@Order(1)
	void nothingCanBeWrittenByWayOfARead() {
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> here.bean(MappingTransactions.class)
				.late(() -> here.jdbc().update("UPDATE issue_mappings SET link = 'x'")))
			.withMessageContaining("read-only transaction");
	}

	@Test
	@Order(1)
	void stoppedReplicaIsLeftAndRejoinedWithoutAnErrorToAnyReader() throws Exception {
		IssueMapping mapping = claimed();
		try (Readers readers = new Readers(mapping)) {
			cluster.stop(0);
			awaits().until(() -> states(here).equals(List.of(State.AWAY, State.USABLE)));
			awaits().until(() -> readPorts().equals(Set.of(cluster.replicaPort(1))));
			cluster.restart(0);
			awaits().until(() -> readPorts().equals(Set.of(cluster.replicaPort(0), cluster.replicaPort(1))));
			assertThat(readers.stop()).isPositive();
		}
	}

	@Test
	@Order(1)
	void readThatAReplicaEndsIsAnsweredByThePrimary() {
		IssueMapping mapping = claimed();
		cluster.awaitReplicated();
		double before = fallbacks();
		awaits().until(() -> {
			Race.run(10, () -> read(mapping));
			cluster.endConnections(0);
			cluster.endConnections(1);
			assertThat(Race.run(10, () -> read(mapping))).containsOnly(Optional.of(mapping));
			return fallbacks() > before;
		});
	}

	@Test
	@Order(1)
	void primaryServesWhileAllReplicasAreAway() throws Exception {
		IssueMapping mapping = claimed();
		try (Readers readers = new Readers(mapping)) {
			cluster.stop(0);
			cluster.stop(1);
			awaits().until(() -> states(here).equals(List.of(State.AWAY, State.AWAY)));
			awaits().until(() -> readPorts().equals(Set.of(cluster.primaryPort())));
			assertThat(health().getDetails()).containsEntry("hint",
					"no replica is fit to be read from, so the primary serves all reads");
			cluster.restart(0);
			cluster.restart(1);
			awaits().until(() -> readPorts().equals(Set.of(cluster.replicaPort(0), cluster.replicaPort(1))));
			assertThat(readers.stop()).isPositive();
		}
	}

	@Test
	@Order(1)
	void replicaThatFallsBehindIsLeftAndShownUntilItHasCaughtUp() throws Exception {
		cluster.pauseReplay(0);
		try {
			claimed();
			awaits().until(() -> states(here).equals(List.of(State.LAGGING, State.USABLE)));
			assertThat(lag(0)).isGreaterThan(MAX_LAG.toMillis() / 1000.0);
			assertThat(health().getStatus()).isEqualTo(Status.UP);
			assertThat(health().getDetails()).extracting("replicas").asString().contains("=lagging, ", " s behind");
			awaits().until(() -> readPorts().equals(Set.of(cluster.replicaPort(1))));
		}
		finally {
			cluster.resumeReplay(0);
		}
		awaits().until(() -> states(here).equals(List.of(State.USABLE, State.USABLE)));
		assertThat(lag(0)).isLessThan(MAX_LAG.toMillis() / 1000.0);
	}

	@Test
	@Order(1)
	void instanceReadsWhatItHasWrittenThoughNoReplicaAndNoCacheHasIt() {
		cluster.pauseReplay(0);
		cluster.pauseReplay(1);
		try {
			GitHubSide github = Mappings.newGitHubSide();
			assertThat(here.issues().findByGitHubIssue(github.issueId())).isEmpty();
			IssueMapping claim = here.issues().claim("widgets", github).mapping();
			flushRedis();
			assertThat(here.issues().findByGitHubIssue(github.issueId())).contains(claim);
			IssueMapping saved = here.issues()
				.save(Mappings.with(claim, github, Mappings.newJiraSide(), claim.state()));
			flushRedis();
			assertThat(here.issues().findByGitHubIssue(github.issueId())).contains(saved);
			assertThat(here.issues().findByJiraIssue(Objects.requireNonNull(saved.jira()).issueId())).contains(saved);
		}
		finally {
			cluster.resumeReplay(0);
			cluster.resumeReplay(1);
		}
	}

	@Test
	@Order(1)
	void staleReplicaAndStaleCacheMakeNoSecondClaim() {
		cluster.pauseReplay(0);
		cluster.pauseReplay(1);
		try {
			GitHubSide github = Mappings.newGitHubSide();
			assertThat(there.issues().findByGitHubIssue(github.issueId())).isEmpty();
			// As if the message of it were lost, and Redis with all that it held.
			IssueMappings silent = new JpaIssueMappings(here.bean(IssueMappingRepository.class),
					here.bean(MappingTransactions.class), null, (event) -> {
					}, here.bean(Stamps.class));
			IssueMapping claim = silent.claim("widgets", github).mapping();
			IssueMapping saved = silent.save(Mappings.with(claim, github, Mappings.newJiraSide(), claim.state()));
			assertThat(there.issues().findByGitHubIssue(github.issueId())).isEmpty();
			assertThat(database(there).findByGitHubIssue(github.issueId())).isEmpty();

			assertThat(there.issues().loadByGitHubIssue(github.issueId())).contains(saved);
			IssueMappings.Claim second = there.issues().claim("widgets", github);
			assertThat(second.fresh()).isFalse();
			assertThat(second.mapping()).isEqualTo(saved);
			assertThat(there.issues().findByGitHubIssue(github.issueId())).contains(saved);
		}
		finally {
			cluster.resumeReplay(0);
			cluster.resumeReplay(1);
		}
	}

	@Test
	@Order(2)
	void writesAndReadsFollowAPromotion() throws Exception {
		IssueMapping mapping = claimed();
		cluster.stopPrimary();
		cluster.promote(0);
		awaits().ignoreExceptions().until(() -> here.issues().save(mapping).syncVersion() == 1);
		assertThat(here.bean(MappingTransactions.class).primary("A test", () -> port(here)))
			.isEqualTo(cluster.replicaPort(0));
		awaits().until(() -> states(here).get(0) == State.PROMOTED);
		// The other replica still follows the one that is gone, and falls behind.
		awaits().until(() -> states(here).get(1) == State.LAGGING && states(there).get(1) == State.LAGGING);
		GitHubSide github = Mappings.newGitHubSide();
		IssueMapping claim = here.issues().claim("widgets", github).mapping();
		awaits().until(() -> readPorts().equals(Set.of(cluster.replicaPort(0))));
		assertThat(database(there).findByGitHubIssue(github.issueId())).contains(claim);
	}

	private static IssueMapping claimed() {
		return here.issues().claim("widgets", Mappings.newGitHubSide()).mapping();
	}

	/** By way of the instance that knows nothing of the change. */
	private static Optional<IssueMapping> read(IssueMapping mapping) {
		return database(there).findByGitHubIssue(Objects.requireNonNull(mapping.github()).issueId());
	}

	private static double fallbacks() {
		return there.bean(MeterRegistry.class).get("github.jira.sync.mapping.replica.fallbacks").counter().count();
	}

	private static void flushRedis() {
		Objects.requireNonNull(here.bean(StringRedisTemplate.class).getConnectionFactory())
			.getConnection()
			.serverCommands()
			.flushAll();
	}

	private static IssueMappings database(MappingInstance instance) {
		return (IssueMappings) instance.bean("jpaIssueMappings");
	}

	/** Who serves ten connections that are held at the same time. */
	private static Set<Integer> readPorts() throws Exception {
		here.bean(ReplicaPool.class).spreadAnew();
		MappingTransactions transactions = here.bean(MappingTransactions.class);
		CountDownLatch served = new CountDownLatch(10);
		return new HashSet<>(Race.run(10, () -> transactions.late(() -> {
			int port = port(here);
			served.countDown();
			// Without a connection for each there may be too few servers: asked again.
			return allServed(served) ? port : -1;
		})));
	}

	private static boolean allServed(CountDownLatch latch) {
		try {
			return latch.await(1, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private static int port(MappingInstance instance) {
		return Integer.parseInt(
				Objects.requireNonNull(instance.jdbc().queryForObject("SELECT current_setting('port')", String.class)));
	}

	private static List<State> states(MappingInstance instance) {
		return instance.bean(ReplicaMonitor.class).statuses().values().stream().map(ReplicaStatus::state).toList();
	}

	private static double lag(int replica) {
		return here.bean(MeterRegistry.class)
			.get("github.jira.sync.mapping.replica.lag")
			.tag("replica", cluster.replicaHosts().get(replica))
			.gauge()
			.value();
	}

	private static Health health() {
		return here.bean(ReplicaHealthIndicator.class).health();
	}

	private static ConditionFactory awaits() {
		return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20));
	}

	/** Two threads that read one mapping from the database over and over. */
	private static final class Readers implements AutoCloseable {

		private final AtomicBoolean running = new AtomicBoolean(true);

		private final List<CompletableFuture<Integer>> threads;

		Readers(IssueMapping mapping) {
			cluster.awaitReplicated();
			this.threads = List.of(
					CompletableFuture.supplyAsync(() -> read(mapping), (work) -> new Thread(work).start()),
					CompletableFuture.supplyAsync(() -> read(mapping), (work) -> new Thread(work).start()));
		}

		/** How many reads there were, all of them right. */
		int stop() {
			this.running.set(false);
			return this.threads.stream().mapToInt(CompletableFuture::join).sum();
		}

		private int read(IssueMapping mapping) {
			int reads = 0;
			while (this.running.get()) {
				assertThat(ReplicaReadsIntegrationTests.read(mapping)).contains(mapping);
				reads++;
			}
			return reads;
		}

		@Override
		public void close() {
			this.running.set(false);
		}

	}

}
