package io.github.githubjirasync.mapping.jpa;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMapping.GitHubSide;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;
import io.github.githubjirasync.mapping.IssueMappingBatches;
import io.github.githubjirasync.mapping.IssueMappingBatches.Saved;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.mapping.IssueMappings.Claim;
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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link JdbcIssueMappingBatches}, with the caches in front.
 */
class IssueMappingBatchesIntegrationTests {

	private static MappingInstance instance;

	private static IssueMappings issues;

	private static IssueMappingBatches batches;

	@BeforeAll
	static void start() {
		instance = MappingInstance.start(TestServers.newDatabase(), TestServers.redisUrl());
		issues = instance.issues();
		batches = instance.bean(IssueMappingBatches.class);
	}

	@AfterAll
	static void stop() {
		instance.close();
	}

	@Test
	void claimsAreFreshForIssuesThatHadNoneAndKeepTheirOrder() {
		List<GitHubSide> sides = sides(IssueMappingBatches.CHUNK + 5);
		IssueMapping earlier = issues.claim("widgets", sides.get(3)).mapping();
		List<GitHubSide> asked = new ArrayList<>(sides);
		asked.add(sides.get(0));
		List<Claim> claims = batches.claimGitHubIssues("widgets", asked);
		assertThat(claims).extracting((claim) -> claim.mapping().github()).containsExactlyElementsOf(asked);
		assertThat(claims).filteredOn((claim) -> !claim.fresh()).containsExactly(claims.get(3), last(claims));
		assertThat(claims.get(3).mapping()).isEqualTo(earlier);
		assertThat(last(claims).mapping()).isEqualTo(claims.get(0).mapping());
		assertThat(issues.load(claims.get(7).mapping().id())).contains(claims.get(7).mapping());
	}

	@Test
	void claimsOfJiraIssuesAreFoundByTheirIds() {
		List<JiraSide> sides = List.of(Mappings.newJiraSide(), Mappings.newJiraSide());
		List<Claim> claims = batches.claimJiraIssues("widgets", sides);
		assertThat(claims).allMatch(Claim::fresh);
		assertThat(batches.loadByJiraIssues(List.of(sides.get(1).issueId(), Mappings.newId())))
			.containsExactly(claims.get(1).mapping());
	}

	@Test
	void racedBatchesMakeEachClaimOnce() throws Exception {
		List<GitHubSide> sides = sides(200);
		List<List<Claim>> all = Race.run(8, () -> batches.claimGitHubIssues("widgets", sides));
		for (int i = 0; i < sides.size(); i++) {
			int at = i;
			assertThat(all).filteredOn((claims) -> claims.get(at).fresh()).hasSize(1);
		}
	}

	@Test
	void claimEndsTheMemoryOfAbsence() {
		GitHubSide side = Mappings.newGitHubSide();
		assertThat(issues.findByGitHubIssue(side.issueId())).isEmpty();
		Claim claim = batches.claimGitHubIssues("widgets", List.of(side)).get(0);
		assertThat(issues.findByGitHubIssue(side.issueId())).contains(claim.mapping());
	}

	@Test
	void saveAllStoresWhatIsCurrentAndReturnsWhatIsStale() {
		List<IssueMapping> claimed = claimed(IssueMappingBatches.CHUNK + 3);
		IssueMapping overtaken = claimed.get(1);
		issues.save(overtaken);
		IssueMapping removed = claimed.get(2);
		issues.delete(removed.id());
		List<IssueMapping> changed = claimed.stream().map(IssueMappingBatchesIntegrationTests::completed).toList();
		Saved saved = batches.saveAll(changed);
		assertThat(saved.stale()).containsExactly(changed.get(1), changed.get(2));
		assertThat(saved.stored()).hasSize(changed.size() - 2).allMatch((stored) -> stored.syncVersion() == 1);
		IssueMapping given = last(changed);
		IssueMapping stored = issues.load(given.id()).orElseThrow();
		assertThat(stored).isIn(saved.stored());
		assertThat(stored.jira()).isEqualTo(given.jira());
		assertThat(stored.state()).isEqualTo(given.state());
		assertThat(stored.updatedAt()).isAfter(given.updatedAt());
		assertThat(stored.createdAt()).isEqualTo(given.createdAt());
		assertThat(issues.findByJiraIssue(Objects.requireNonNull(given.jira()).issueId())).contains(stored);
	}

	@Test
	void chunkWithATakenTwinIsNotStored() {
		JiraSide taken = Mappings.newJiraSide();
		issues.claim("widgets", taken);
		List<IssueMapping> claimed = claimed(2);
		assertThatExceptionOfType(MappingConflictException.class)
			.isThrownBy(() -> batches.saveAll(List.of(completed(claimed.get(0)),
					Mappings.with(claimed.get(1), claimed.get(1).github(), taken, claimed.get(1).state()))));
		assertThat(issues.load(claimed.get(0).id())).contains(claimed.get(0));
	}

	@Test
	void renamedRepositoryIsFollowedByAllItsMappingsAndByTheCaches() {
		String old = "acme/old-" + Mappings.newId();
		int count = IssueMappingBatches.CHUNK + 1;
		List<GitHubSide> sides = IntStream.rangeClosed(1, count)
			.mapToObj((number) -> new GitHubSide(Mappings.newId(), new GitHubIssueRef(old, number)))
			.toList();
		List<Claim> claims = batches.claimGitHubIssues("widgets", sides);
		IssueMapping held = issues.findByGitHubIssue(sides.get(7).issueId()).orElseThrow();
		String renamed = old.replace("old", "new");
		assertThat(batches.renameRepository(old, renamed)).isEqualTo(count);
		assertThat(batches.renameRepository(old, renamed)).isZero();
		assertThat(issues.findByGitHubIssue(sides.get(7).issueId()).orElseThrow().github())
			.isEqualTo(new GitHubSide(sides.get(7).issueId(), new GitHubIssueRef(renamed, 8)));
		assertThat(issues.load(last(claims).mapping().id()).orElseThrow().github())
			.isEqualTo(new GitHubSide(last(sides).issueId(), new GitHubIssueRef(renamed, count)));
		assertThatExceptionOfType(StaleMappingException.class).isThrownBy(() -> issues.save(held));
	}

	@Test
	void changedProjectKeyLeavesEachIssueItsNumber() {
		long project = Mappings.newId();
		JiraSide side = new JiraSide(Mappings.newId(), new JiraIssueKey("OLD" + project + "-12"));
		JiraSide other = new JiraSide(Mappings.newId(), new JiraIssueKey("OLD" + project + "X-12"));
		IssueMapping mapping = issues.claim("widgets", side).mapping();
		IssueMapping untouched = issues.claim("widgets", other).mapping();
		assertThat(batches.renameProject("OLD" + project, "NEW" + project)).isEqualTo(1);
		assertThat(issues.load(mapping.id()).orElseThrow().jira())
			.isEqualTo(new JiraSide(side.issueId(), new JiraIssueKey("NEW" + project + "-12")));
		assertThat(issues.load(untouched.id())).contains(untouched);
	}

	@Test
	void renamingToNothingValidOrToItselfChangesNothing() {
		assertThatIllegalArgumentException().isThrownBy(() -> batches.renameRepository("acme/widgets", "widgets"));
		assertThatIllegalArgumentException().isThrownBy(() -> batches.renameProject("WID", "wid"));
		issues.claim("widgets", Mappings.newGitHubSide());
		assertThat(batches.renameRepository("acme/widgets", "acme/widgets")).isZero();
	}

	@Test
	void rowTellsWhichInstanceWroteItLast() {
		IssueMapping claimed = claimed(1).get(0);
		String sql = "SELECT updated_by FROM issue_mappings WHERE id = ?";
		String host = instance.bean(Stamps.class).host();
		assertThat(instance.jdbc().queryForObject(sql, String.class, claimed.id())).isEqualTo(host);
		instance.jdbc().update("UPDATE issue_mappings SET updated_by = NULL WHERE id = ?", claimed.id());
		issues.save(claimed);
		assertThat(instance.jdbc().queryForObject(sql, String.class, claimed.id())).isEqualTo(host);
	}

	private static List<IssueMapping> claimed(int count) {
		return batches.claimGitHubIssues("widgets", sides(count)).stream().map(Claim::mapping).toList();
	}

	private static IssueMapping completed(IssueMapping claim) {
		SyncedState state = new SyncedState(null, null, Map.of("title", new FieldState("Größe \\ \"a\", {b}", null)));
		return Mappings.with(claim, claim.github(), Mappings.newJiraSide(), state);
	}

	private static List<GitHubSide> sides(int count) {
		return IntStream.range(0, count).mapToObj((i) -> Mappings.newGitHubSide()).toList();
	}

	private static <T> T last(List<T> list) {
		return list.get(list.size() - 1);
	}

}
