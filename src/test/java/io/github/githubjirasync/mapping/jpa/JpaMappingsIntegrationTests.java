package io.github.githubjirasync.mapping.jpa;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.githubjirasync.mapping.CommentMapping;
import io.github.githubjirasync.mapping.CommentMappings;
import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMapping.GitHubSide;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.mapping.MappingConflictException;
import io.github.githubjirasync.mapping.MappingInstance;
import io.github.githubjirasync.mapping.Mappings;
import io.github.githubjirasync.mapping.Race;
import io.github.githubjirasync.mapping.StaleMappingException;
import io.github.githubjirasync.mapping.SyncedState;
import io.github.githubjirasync.testing.TestServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataIntegrityViolationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link JpaIssueMappings} and {@link JpaCommentMappings} on PostgreSQL. That
 * the instance starts shows that the migration applies and that the entities fit it.
 */
class JpaMappingsIntegrationTests {

	private static MappingInstance instance;

	private static IssueMappings issues;

	private static CommentMappings comments;

	@BeforeAll
	static void start() {
		instance = MappingInstance.start(TestServers.newDatabase(), TestServers.redisUrl());
		issues = new JpaIssueMappings(instance.bean(IssueMappingRepository.class),
				instance.bean(MappingTransactions.class), null, (event) -> {
				}, new Stamps(Clock.systemUTC(), "test"));
		comments = instance.comments();
	}

	@AfterAll
	static void stop() {
		instance.close();
	}

	@Test
	void claimOfAGitHubIssueIsFoundByItsIdAlone() {
		GitHubSide github = Mappings.newGitHubSide();
		IssueMapping claimed = issues.claim("widgets", github).mapping();
		assertThat(claimed.github()).isEqualTo(github);
		assertThat(claimed.jira()).isNull();
		assertThat(claimed.state()).isEqualTo(SyncedState.NONE);
		assertThat(claimed.syncVersion()).isZero();
		assertThat(issues.findByGitHubIssue(github.issueId())).contains(claimed);
		assertThat(issues.load(claimed.id())).contains(claimed);
		assertThat(issues.findByJiraIssue(github.issueId())).isEmpty();
	}

	@Test
	void claimOfAJiraIssueIsFoundByItsIdAlone() {
		JiraSide jira = Mappings.newJiraSide();
		IssueMapping claimed = issues.claim("widgets", jira).mapping();
		assertThat(claimed.jira()).isEqualTo(jira);
		assertThat(claimed.github()).isNull();
		assertThat(issues.findByJiraIssue(jira.issueId())).contains(claimed);
		assertThat(issues.findByGitHubIssue(jira.issueId())).isEmpty();
	}

	@Test
	void racedGitHubClaimIsFreshForExactlyOneCaller() throws Exception {
		GitHubSide github = Mappings.newGitHubSide();
		List<IssueMappings.Claim> claims = Race.run(32, () -> issues.claim("widgets", github));
		assertThat(claims).filteredOn(IssueMappings.Claim::fresh).hasSize(1);
		assertThat(claims).extracting((claim) -> claim.mapping().id()).containsOnly(claims.get(0).mapping().id());
	}

	@Test
	void racedJiraClaimIsFreshForExactlyOneCaller() throws Exception {
		JiraSide jira = Mappings.newJiraSide();
		List<IssueMappings.Claim> claims = Race.run(32, () -> issues.claim("widgets", jira));
		assertThat(claims).filteredOn(IssueMappings.Claim::fresh).hasSize(1);
	}

	@Test
	void claimsRacedWithRemovalsAreNeverLostOrDoubled() throws Exception {
		GitHubSide github = Mappings.newGitHubSide();
		List<IssueMappings.Claim> claims = Race.run(32, () -> {
			IssueMappings.Claim claim = issues.claim("widgets", github);
			if (claim.fresh()) {
				issues.delete(claim.mapping().id());
			}
			return claim;
		});
		List<Long> fresh = claims.stream()
			.filter(IssueMappings.Claim::fresh)
			.map((claim) -> claim.mapping().id())
			.toList();
		assertThat(fresh).isNotEmpty().doesNotHaveDuplicates();
		assertThat(claims).extracting((claim) -> claim.mapping().id()).allMatch(fresh::contains);
		assertThat(issues.findByGitHubIssue(github.issueId())).isEmpty();
	}

	@Test
	void saveStoresBothSidesAndTheState() {
		IssueMapping claimed = issues.claim("widgets", Mappings.newGitHubSide()).mapping();
		SyncedState state = new SyncedState(Instant.parse("2026-01-02T03:04:05Z"), null,
				Map.of("title", new FieldState("Größe 📏 \"quoted\"", null), "labels", new FieldState(null, "a,b")));
		IssueMapping saved = issues.save(Mappings.with(claimed, claimed.github(), Mappings.newJiraSide(), state));
		assertThat(saved.complete()).isTrue();
		assertThat(saved.state()).isEqualTo(state);
		assertThat(saved.syncVersion()).isEqualTo(1);
		assertThat(saved.createdAt()).isEqualTo(claimed.createdAt());
		assertThat(saved.updatedAt()).isAfter(claimed.updatedAt());
		assertThat(issues.load(saved.id())).contains(saved);
	}

	@Test
	void saveOfTheSameContentRaisesTheVersion() {
		IssueMapping claimed = issues.claim("widgets", Mappings.newGitHubSide()).mapping();
		assertThat(issues.save(claimed).syncVersion()).isEqualTo(1);
	}

	@Test
	void saveOfAnOlderVersionIsStaleAndChangesNothing() {
		IssueMapping claimed = issues.claim("widgets", Mappings.newGitHubSide()).mapping();
		IssueMapping saved = issues.save(claimed);
		assertThatExceptionOfType(StaleMappingException.class).isThrownBy(() -> issues.save(claimed))
			.withMessageContaining(Long.toString(claimed.id()));
		assertThat(issues.load(claimed.id())).contains(saved);
	}

	@Test
	void racedSavesOfOneVersionLetExactlyOneThrough() throws Exception {
		IssueMapping claimed = issues.claim("widgets", Mappings.newGitHubSide()).mapping();
		List<Boolean> stored = Race.run(16, () -> {
			try {
				issues.save(claimed);
				return true;
			}
			catch (StaleMappingException ex) {
				return false;
			}
		});
		assertThat(stored).filteredOn(Boolean::booleanValue).hasSize(1);
		assertThat(issues.load(claimed.id())).map(IssueMapping::syncVersion).contains(1L);
	}

	@Test
	void saveOfARemovedMappingIsStale() {
		IssueMapping claimed = issues.claim("widgets", Mappings.newGitHubSide()).mapping();
		issues.delete(claimed.id());
		issues.delete(claimed.id());
		assertThatExceptionOfType(StaleMappingException.class).isThrownBy(() -> issues.save(claimed));
	}

	@Test
	void saveOfATwinThatAnotherMappingHasIsAConflict() {
		JiraSide taken = Mappings.newJiraSide();
		issues.claim("widgets", taken);
		IssueMapping claimed = issues.claim("widgets", Mappings.newGitHubSide()).mapping();
		assertThatExceptionOfType(MappingConflictException.class)
			.isThrownBy(() -> issues.save(Mappings.with(claimed, claimed.github(), taken, claimed.state())));
		assertThat(issues.load(claimed.id())).contains(claimed);
	}

	@Test
	void databaseRefusesAMappingWithoutSidesOrWithHalfASide() {
		String insert = "INSERT INTO issue_mappings (link, %s synced_state, created_at, updated_at, sync_version) "
				+ "VALUES ('widgets', %s '{}', now(), now(), 0)";
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> instance.jdbc().update(insert.formatted("", "")))
			.withMessageContaining("issue_mappings_one_side");
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> instance.jdbc().update(insert.formatted("github_issue_id,", "1,")))
			.withMessageContaining("issue_mappings_whole_github_side");
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> instance.jdbc().update(insert.formatted("jira_issue_id, jira_key,", "1, 'WID-1',")))
			.withMessageContaining("issue_mappings_whole_jira_side");
	}

	@Test
	void racedCommentClaimIsFreshForExactlyOneCaller() throws Exception {
		long issue = issues.claim("widgets", Mappings.newGitHubSide()).mapping().id();
		long comment = Mappings.newId();
		List<CommentMappings.Claim> claims = Race.run(32, () -> comments.claimForGitHubComment(issue, comment));
		assertThat(claims).filteredOn(CommentMappings.Claim::fresh).hasSize(1);
		assertThat(comments.findByGitHubComment(comment)).contains(claims.get(0).mapping());
	}

	@Test
	void commentIsSavedOnceForEachVersion() {
		long issue = issues.claim("widgets", Mappings.newGitHubSide()).mapping().id();
		long jiraComment = Mappings.newId();
		long githubComment = Mappings.newId();
		CommentMapping claimed = comments.claimForJiraComment(issue, jiraComment).mapping();
		CommentMapping complete = new CommentMapping(claimed.id(), issue, githubComment, jiraComment, claimed.state(),
				claimed.createdAt(), claimed.updatedAt(), claimed.syncVersion());
		CommentMapping saved = comments.save(complete);
		assertThat(saved.syncVersion()).isEqualTo(1);
		assertThat(comments.findByJiraComment(jiraComment)).contains(saved);
		assertThat(comments.findByGitHubComment(githubComment)).contains(saved);
		assertThatExceptionOfType(StaleMappingException.class).isThrownBy(() -> comments.save(complete));
	}

	@Test
	void commentWhoseTwinIsTakenIsAConflict() {
		long issue = issues.claim("widgets", Mappings.newGitHubSide()).mapping().id();
		long taken = Mappings.newId();
		comments.claimForJiraComment(issue, taken);
		CommentMapping claimed = comments.claimForGitHubComment(issue, Mappings.newId()).mapping();
		assertThatExceptionOfType(MappingConflictException.class)
			.isThrownBy(() -> comments.save(new CommentMapping(claimed.id(), issue, claimed.githubCommentId(), taken,
					claimed.state(), claimed.createdAt(), claimed.updatedAt(), claimed.syncVersion())));
	}

	@Test
	void commentOnARemovedMappingCannotBeClaimed() {
		long issue = issues.claim("widgets", Mappings.newGitHubSide()).mapping().id();
		issues.delete(issue);
		assertThatExceptionOfType(StaleMappingException.class)
			.isThrownBy(() -> comments.claimForGitHubComment(issue, Mappings.newId()));
	}

	@Test
	void removedMappingTakesItsCommentsWithIt() {
		long issue = issues.claim("widgets", Mappings.newGitHubSide()).mapping().id();
		long kept = Mappings.newId();
		long removed = Mappings.newId();
		comments.claimForGitHubComment(issue, kept);
		comments.delete(comments.claimForGitHubComment(issue, removed).mapping().id());
		assertThat(comments.findByGitHubComment(removed)).isEmpty();
		assertThat(comments.findByGitHubComment(kept)).isPresent();
		issues.delete(issue);
		assertThat(comments.findByGitHubComment(kept)).isEmpty();
	}

	@Test
	void lateReadsAreReadOnlyAndDecidingOnesAreNot() {
		MappingTransactions transactions = instance.bean(MappingTransactions.class);
		String setting = "SELECT current_setting('transaction_read_only')";
		assertThat(transactions.late(() -> instance.jdbc().queryForObject(setting, String.class))).isEqualTo("on");
		assertThat(transactions.primary("A test", () -> instance.jdbc().queryForObject(setting, String.class)))
			.isEqualTo("off");
	}

}
