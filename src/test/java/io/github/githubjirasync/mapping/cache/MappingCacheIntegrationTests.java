package io.github.githubjirasync.mapping.cache;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMapping.GitHubSide;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.mapping.MappingInstance;
import io.github.githubjirasync.mapping.Mappings;
import io.github.githubjirasync.mapping.Race;
import io.github.githubjirasync.mapping.StaleMappingException;
import io.github.githubjirasync.mapping.SyncedState;
import io.github.githubjirasync.testing.TestServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataAccessException;
import org.springframework.boot.actuate.health.ReactiveHealthIndicator;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the caches as they are wired: two instances over one PostgreSQL and one
 * Redis. It is longer than usual so that its tests share them.
 */
class MappingCacheIntegrationTests {

	private static MappingInstance here;

	private static MappingInstance there;

	private static StringRedisTemplate redis;

	@BeforeAll
	static void start() {
		String database = TestServers.newDatabase();
		here = MappingInstance.start(database, TestServers.redisUrl());
		there = MappingInstance.start(database, TestServers.redisUrl());
		redis = here.bean(StringRedisTemplate.class);
	}

	@AfterAll
	static void stop() {
		here.close();
		there.close();
	}

	@Test
	void everybodyIsGivenTheCachedMappings() {
		assertThat(here.issues()).isInstanceOf(LocalIssueMappings.class);
	}

	@Test
	void cacheConnectionsLeaveTheHealthOfRedisAsItIs() {
		assertThat(here.bean(RedisConnectionFactory.class)).isSameAs(redis.getConnectionFactory());
		assertThat(here.bean("redisHealthContributor")).isInstanceOf(ReactiveHealthIndicator.class);
	}

	@Test
	void memoryAnswersTheSecondLookUp() {
		GitHubSide github = Mappings.newGitHubSide();
		IssueMapping mapping = here.issues().claim("widgets", github).mapping();
		settle();
		Counts before = Counts.of(here);
		assertThat(here.issues().findByGitHubIssue(github.issueId())).contains(mapping);
		assertThat(Counts.of(here).since(before)).isEqualTo(new Counts(0, 1, 1, 0, 0, 0));
		assertThat(here.issues().findByGitHubIssue(github.issueId())).contains(mapping);
		assertThat(Counts.of(here).since(before)).isEqualTo(new Counts(1, 1, 1, 0, 0, 0));
	}

	@Test
	void redisAnswersTheLookUpOfAnotherInstanceByEitherKey() {
		IssueMapping mapping = complete(here);
		Counts before = Counts.of(there);
		assertThat(there.issues().findByGitHubIssue(githubId(mapping))).contains(mapping);
		assertThat(there.issues().findByJiraIssue(jiraId(mapping))).contains(mapping);
		assertThat(Counts.of(there).since(before)).isEqualTo(new Counts(0, 2, 2, 0, 0, 0));
	}

	@Test
	void databaseAnswersWhatRedisLostAndRedisHasItAgain() {
		IssueMapping mapping = complete(here);
		String key = "cache:mapping:jira:" + jiraId(mapping);
		redis.delete(key);
		Counts before = Counts.of(here);
		assertThat(here.issues().findByJiraIssue(jiraId(mapping))).contains(mapping);
		assertThat(Counts.of(here).since(before)).isEqualTo(new Counts(0, 1, 0, 1, 1, 0));
		assertThat(redis.getExpire(key)).isBetween(1L, 300L);
	}

	@Test
	void absenceIsRememberedForItsOwnShortTime() {
		long issue = Mappings.newId();
		Counts before = Counts.of(here);
		assertThat(here.issues().findByGitHubIssue(issue)).isEmpty();
		here.ticker().advance(Duration.ofMillis(4_999));
		assertThat(here.issues().findByGitHubIssue(issue)).isEmpty();
		assertThat(Counts.of(here).since(before)).isEqualTo(new Counts(1, 1, 0, 1, 0, 1));
		here.ticker().advance(Duration.ofMillis(2));
		assertThat(here.issues().findByGitHubIssue(issue)).isEmpty();
		assertThat(Counts.of(here).since(before)).isEqualTo(new Counts(1, 2, 0, 2, 0, 2));
		assertThat(redis.hasKey("cache:mapping:gh:" + issue)).isFalse();
	}

	@Test
	void claimEndsTheMemoryOfAbsenceInEveryInstance() {
		GitHubSide github = Mappings.newGitHubSide();
		assertThat(here.issues().findByGitHubIssue(github.issueId())).isEmpty();
		assertThat(there.issues().findByGitHubIssue(github.issueId())).isEmpty();
		IssueMapping mapping = here.issues().claim("widgets", github).mapping();
		assertThat(here.issues().findByGitHubIssue(github.issueId())).contains(mapping);
		awaitThat(() -> there.issues().findByGitHubIssue(github.issueId()), Optional.of(mapping));
	}

	@Test
	void saveIsSeenAtOnceHereAndSoonElsewhere() {
		IssueMapping mapping = complete(here);
		assertThat(here.issues().findByGitHubIssue(githubId(mapping))).contains(mapping);
		assertThat(there.issues().findByJiraIssue(jiraId(mapping))).contains(mapping);
		IssueMapping saved = here.issues().save(mapping);
		assertThat(here.issues().findByGitHubIssue(githubId(mapping))).contains(saved);
		awaitThat(() -> there.issues().findByJiraIssue(jiraId(mapping)), Optional.of(saved));
	}

	@Test
	void removalIsSeenAtOnceHereAndSoonElsewhere() {
		IssueMapping mapping = complete(here);
		assertThat(there.issues().findByJiraIssue(jiraId(mapping))).contains(mapping);
		here.issues().delete(mapping.id());
		assertThat(here.issues().findByGitHubIssue(githubId(mapping))).isEmpty();
		awaitThat(() -> there.issues().findByJiraIssue(jiraId(mapping)), Optional.empty());
	}

	@Test
	void issueCanBeClaimedAgainAfterTheRemovalOfItsMapping() {
		IssueMapping removed = complete(here);
		here.issues().delete(removed.id());
		JiraSide jira = Objects.requireNonNull(removed.jira());
		IssueMappings.Claim again = there.issues().claim("widgets", jira);
		assertThat(again.fresh()).isTrue();
		assertThat(there.issues().findByJiraIssue(jira.issueId())).contains(again.mapping());
		awaitThat(() -> here.issues().findByJiraIssue(jira.issueId()), Optional.of(again.mapping()));
	}

	@Test
	void transferredIssueIsNoLongerFoundByItsOldId() {
		IssueMapping mapping = complete(here);
		assertThat(there.issues().findByGitHubIssue(githubId(mapping))).contains(mapping);
		GitHubSide transferred = Mappings.newGitHubSide();
		IssueMapping saved = here.issues().save(Mappings.with(mapping, transferred, mapping.jira(), mapping.state()));
		assertThat(here.issues().findByGitHubIssue(githubId(mapping))).isEmpty();
		awaitThat(() -> there.issues().findByGitHubIssue(githubId(mapping)), Optional.empty());
		assertThat(there.issues().findByGitHubIssue(transferred.issueId())).contains(saved);
	}

	@Test
	void lostMessageIsMadeGoodByTheTimeToLive() {
		IssueMapping mapping = complete(here);
		assertThat(here.issues().findByGitHubIssue(githubId(mapping))).contains(mapping);
		IssueMapping newer = newerInRedisAlone(mapping);
		here.ticker().advance(Duration.ofMillis(59_999));
		assertThat(here.issues().findByGitHubIssue(githubId(mapping))).contains(mapping);
		here.ticker().advance(Duration.ofMillis(2));
		assertThat(here.issues().findByGitHubIssue(githubId(mapping))).contains(newer);
	}

	@Test
	void unreadableMessageMakesEveryInstanceForget() {
		IssueMapping mapping = complete(here);
		assertThat(here.issues().findByGitHubIssue(githubId(mapping))).contains(mapping);
		IssueMapping newer = newerInRedisAlone(mapping);
		redis.convertAndSend("cache:mapping:changed", "?");
		awaitThat(() -> here.issues().findByGitHubIssue(githubId(mapping)), Optional.of(newer));
	}

	@Test
	void stampedeOnOneKeyMakesOneQuery() throws Exception {
		IssueMapping mapping = complete(there);
		redis.delete("cache:mapping:gh:" + githubId(mapping));
		Counts before = Counts.of(here);
		List<Optional<IssueMapping>> found = Race.run(1000, () -> here.issues().findByGitHubIssue(githubId(mapping)));
		assertThat(found).containsOnly(Optional.of(mapping));
		assertThat(Counts.of(here).since(before)).isEqualTo(new Counts(999, 1, 0, 1, 1, 0));
	}

	@Test
	void stampedeOnAllInstancesMakesAtMostOneQueryInEach() throws Exception {
		long absent = Mappings.newId();
		Counts beforeHere = Counts.of(here);
		Counts beforeThere = Counts.of(there);
		AtomicInteger turns = new AtomicInteger();
		Race.run(200, () -> ((turns.incrementAndGet() % 2 == 0) ? here : there).issues().findByGitHubIssue(absent));
		assertThat(Counts.of(here).since(beforeHere)).isEqualTo(new Counts(99, 1, 0, 1, 0, 1));
		assertThat(Counts.of(there).since(beforeThere)).isEqualTo(new Counts(99, 1, 0, 1, 0, 1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "garbage", "{\"format\":99,\"id\":1,\"version\":1}", "[1,2]", "{\"id\":\"x\"}" })
	void unreadableEntryIsAMissAndReplaced(String value) {
		IssueMapping mapping = complete(there);
		String key = "cache:mapping:gh:" + githubId(mapping);
		redis.opsForValue().set(key, value);
		Counts before = Counts.of(here);
		assertThat(here.issues().findByGitHubIssue(githubId(mapping))).contains(mapping);
		assertThat(Counts.of(here).since(before)).isEqualTo(new Counts(0, 1, 0, 1, 1, 0));
		assertThat(redis.opsForValue().get(key)).contains("\"format\":1");
	}

	@Test
	void entryOfAnotherTypeIsAMissAndReplaced() {
		IssueMapping mapping = complete(there);
		String key = "cache:mapping:gh:" + githubId(mapping);
		redis.delete(key);
		redis.opsForHash().put(key, "field", "value");
		assertThat(here.issues().findByGitHubIssue(githubId(mapping))).contains(mapping);
		assertThat(redis.opsForValue().get(key)).contains("\"format\":1");
	}

	@Test
	void slowReaderReplacesNothingNewerInRedis() {
		IssueMapping old = complete(here);
		IssueMapping saved = here.issues().save(old);
		here.bean(RedisEntries.class).store(CacheEntry.present(old));
		assertThat(there.issues().findByGitHubIssue(githubId(old))).contains(saved);
	}

	@Test
	void slowReaderBringsNoRemovedMappingBackToRedis() {
		IssueMapping removed = complete(here);
		here.issues().delete(removed.id());
		here.bean(RedisEntries.class).store(CacheEntry.present(removed));
		Counts before = Counts.of(there);
		awaitThat(() -> there.issues().findByGitHubIssue(githubId(removed)), Optional.empty());
		assertThat(Counts.of(there).since(before).l2Hits()).isPositive();
	}

	@Test
	void whatIsNotCommittedIsInNoCache() {
		GitHubSide github = Mappings.newGitHubSide();
		here.transaction().executeWithoutResult((status) -> {
			IssueMapping claimed = here.issues().claim("widgets", github).mapping();
			assertThat(here.issues().claim("widgets", github).fresh()).isFalse();
			assertThat(here.issues().findByGitHubIssue(github.issueId())).contains(claimed);
			status.setRollbackOnly();
		});
		assertThat(here.issues().findByGitHubIssue(github.issueId())).isEmpty();
		assertThat(there.issues().findByGitHubIssue(github.issueId())).isEmpty();
	}

	@Test
	void whoSavedAStaleMappingFindsTheCurrentOne() {
		IssueMapping mapping = complete(here);
		assertThat(here.issues().findByGitHubIssue(githubId(mapping))).contains(mapping);
		here.jdbc().update("UPDATE issue_mappings SET sync_version = sync_version + 1 WHERE id = ?", mapping.id());
		assertThatExceptionOfType(StaleMappingException.class).isThrownBy(() -> here.issues().save(mapping));
		assertThat(here.issues().findByGitHubIssue(githubId(mapping))).map(IssueMapping::syncVersion)
			.contains(mapping.syncVersion() + 1);
	}

	@Test
	void whoSavedARemovedMappingFindsNone() {
		IssueMapping mapping = complete(here);
		assertThat(here.issues().findByGitHubIssue(githubId(mapping))).contains(mapping);
		here.jdbc().update("DELETE FROM issue_mappings WHERE id = ?", mapping.id());
		assertThatExceptionOfType(StaleMappingException.class).isThrownBy(() -> here.issues().save(mapping));
		assertThat(here.issues().findByGitHubIssue(githubId(mapping))).isEmpty();
	}

	@Test
	void whoClaimsWhatIsMappedFindsTheMapping() {
		GitHubSide github = Mappings.newGitHubSide();
		assertThat(here.issues().findByGitHubIssue(github.issueId())).isEmpty();
		here.jdbc()
			.update("INSERT INTO issue_mappings (link, github_issue_id, github_repo, github_issue_number, "
					+ "synced_state, created_at, updated_at, sync_version) "
					+ "VALUES ('widgets', ?, 'acme/widgets', 1, '{\"fields\":{}}', now(), now(), 0)", github.issueId());
		IssueMappings.Claim claim = here.issues().claim("widgets", github);
		assertThat(claim.fresh()).isFalse();
		assertThat(here.issues().findByGitHubIssue(github.issueId())).contains(claim.mapping());
	}

	@Test
	void failedQueryIsCountedAndNotRemembered() {
		long issue = Mappings.newId();
		Counts before = Counts.of(here);
		here.jdbc().execute("ALTER TABLE issue_mappings RENAME TO issue_mappings_away");
		try {
			assertThatExceptionOfType(DataAccessException.class)
				.isThrownBy(() -> here.issues().findByGitHubIssue(issue));
		}
		finally {
			here.jdbc().execute("ALTER TABLE issue_mappings_away RENAME TO issue_mappings");
		}
		assertThat(here.issues().findByGitHubIssue(issue)).isEmpty();
		assertThat(Counts.of(here).since(before).l1Misses()).isEqualTo(2);
		assertThat(here.count("db", "error")).isPositive();
	}

	/** What another instance would have written, had its message been lost. */
	private static IssueMapping newerInRedisAlone(IssueMapping mapping) {
		SyncedState state = new SyncedState(null, null, Map.of("title", new FieldState("new", "new")));
		IssueMapping newer = new IssueMapping(mapping.id(), mapping.link(), mapping.github(), mapping.jira(), state,
				mapping.createdAt(), mapping.updatedAt(), mapping.syncVersion() + 1);
		there.bean(RedisEntries.class).store(CacheEntry.present(newer));
		return newer;
	}

	/** Waits for the instances to have heard of it, so that no late message disturbs. */
	private static IssueMapping complete(MappingInstance instance) {
		IssueMapping claimed = instance.issues().claim("widgets", Mappings.newGitHubSide()).mapping();
		IssueMapping saved = instance.issues()
			.save(Mappings.with(claimed, claimed.github(), Mappings.newJiraSide(), claimed.state()));
		settle();
		return saved;
	}

	/** Messages keep their order: once a later one has arrived, so have all before. */
	private static void settle() {
		GitHubSide probe = Mappings.newGitHubSide();
		assertThat(here.issues().findByGitHubIssue(probe.issueId())).isEmpty();
		assertThat(there.issues().findByGitHubIssue(probe.issueId())).isEmpty();
		here.jdbc()
			.update("INSERT INTO issue_mappings (link, github_issue_id, github_repo, github_issue_number, "
					+ "synced_state, created_at, updated_at, sync_version) "
					+ "VALUES ('widgets', ?, 'acme/widgets', 1, '{\"fields\":{}}', now(), now(), 0)", probe.issueId());
		redis.convertAndSend("cache:mapping:changed", "gh:" + probe.issueId());
		for (MappingInstance instance : List.of(here, there)) {
			await().atMost(Duration.ofSeconds(10))
				.pollInterval(Duration.ofMillis(10))
				.until(() -> instance.issues().findByGitHubIssue(probe.issueId()).isPresent());
		}
	}

	private static void awaitThat(Supplier<Optional<IssueMapping>> found, Optional<IssueMapping> expected) {
		await().atMost(Duration.ofSeconds(10))
			.pollInterval(Duration.ofMillis(10))
			.untilAsserted(() -> assertThat(found.get()).isEqualTo(expected));
	}

	private static long githubId(IssueMapping mapping) {
		return Objects.requireNonNull(mapping.github()).issueId();
	}

	private static long jiraId(IssueMapping mapping) {
		return Objects.requireNonNull(mapping.jira()).issueId();
	}

	private record Counts(long l1Hits, long l1Misses, long l2Hits, long l2Misses, long dbHits, long dbMisses) {

		static Counts of(MappingInstance instance) {
			return new Counts(instance.count("l1", "hit"), instance.count("l1", "miss"), instance.count("l2", "hit"),
					instance.count("l2", "miss"), instance.count("db", "hit"), instance.count("db", "miss"));
		}

		Counts since(Counts before) {
			return new Counts(this.l1Hits - before.l1Hits, this.l1Misses - before.l1Misses, this.l2Hits - before.l2Hits,
					this.l2Misses - before.l2Misses, this.dbHits - before.dbHits, this.dbMisses - before.dbMisses);
		}

	}

}
