package io.github.githubjirasync.mapping.jpa;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMapping.GitHubSide;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;
import io.github.githubjirasync.mapping.IssueMappingBatches;
import io.github.githubjirasync.mapping.IssueMappingSearch;
import io.github.githubjirasync.mapping.IssueMappingSearch.Page;
import io.github.githubjirasync.mapping.IssueMappings.Claim;
import io.github.githubjirasync.mapping.MappingInstance;
import io.github.githubjirasync.mapping.Mappings;
import io.github.githubjirasync.testing.TestServers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link JpaIssueMappingSearch}.
 */
class IssueMappingSearchIntegrationTests {

	private static MappingInstance instance;

	private static IssueMappingSearch search;

	/** By number, which is not the order of their ids. */
	private static List<IssueMapping> ofRepository;

	private static List<IssueMapping> ofProject;

	private static IssueMapping complete;

	@BeforeAll
	static void start() {
		instance = MappingInstance.start(TestServers.newDatabase(), TestServers.redisUrl());
		search = instance.bean(IssueMappingSearch.class);
		IssueMappingBatches batches = instance.bean(IssueMappingBatches.class);
		List<GitHubSide> github = LongStream.of(5, 3, 1, 4, 2)
			.mapToObj((number) -> new GitHubSide(Mappings.newId(), new GitHubIssueRef("acme/Widgets", number)))
			.toList();
		List<Claim> claims = batches.claimGitHubIssues("widgets", github);
		ofRepository = IntStream.of(2, 4, 1, 3, 0).mapToObj((at) -> claims.get(at).mapping()).toList();
		List<JiraSide> jira = LongStream.rangeClosed(1, 4)
			.mapToObj((number) -> new JiraSide(Mappings.newId(), new JiraIssueKey("WID-" + number)))
			.toList();
		ofProject = batches.claimJiraIssues("gadgets", jira).stream().map(Claim::mapping).toList();
		IssueMapping claim = instance.issues().claim("gadgets", Mappings.newGitHubSide()).mapping();
		complete = instance.issues().save(Mappings.with(claim, claim.github(), Mappings.newJiraSide(), claim.state()));
	}

	@AfterAll
	static void stop() {
		instance.close();
	}

	@Test
	void issueIsFoundByItsPlaceAndByItsKey() {
		assertThat(search.findByRef(new GitHubIssueRef("acme/Widgets", 4))).containsExactly(ofRepository.get(3));
		assertThat(search.findByKey(new JiraIssueKey("WID-2"))).containsExactly(ofProject.get(1));
		assertThat(search.findByRef(new GitHubIssueRef("acme/Widgets", 6))).isEmpty();
		assertThat(search.findByKey(new JiraIssueKey("WID-20"))).isEmpty();
	}

	@Test
	void eachListHasAllItsMappingsOncePageByPage() {
		assertThat(all((after) -> search.listRepository("acme/Widgets", after, 2))).isEqualTo(ofRepository);
		assertThat(all((after) -> search.listProject("WID", after, 2))).containsAll(ofProject).hasSize(5);
		assertThat(all((after) -> search.listLink("gadgets", after, 1))).startsWith(ofProject.get(0))
			.endsWith(complete)
			.hasSize(5);
		assertThat(all((after) -> search.listClaims(after, 4))).hasSize(9).doesNotContain(complete);
		assertThat(all((after) -> search.list(after, 3))).hasSize(10)
			.extracting(IssueMapping::id)
			.isSorted()
			.doesNotHaveDuplicates();
	}

	@Test
	void fullLastPageHasNoCursor() {
		assertThat(search.listRepository("acme/Widgets", null, 5).next()).isNull();
		assertThat(search.listRepository("acme/Widgets", null, 4).next()).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "-1", "1-", "1-2-3", "99999999999999999999" })
	void whatIsNoCursorIsRefused(String cursor) {
		assertThatIllegalArgumentException().isThrownBy(() -> search.list(cursor, 10)).withMessageContaining(cursor);
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 0, 1001 })
	void pageOfNoneOrTooManyIsRefused(int limit) {
		assertThatIllegalArgumentException().isThrownBy(() -> search.list(null, limit));
	}

	@Test
	void commentsOfAnIssueAreListed() {
		long first = instance.comments().claimForGitHubComment(complete.id(), Mappings.newId()).mapping().id();
		long second = instance.comments().claimForJiraComment(complete.id(), Mappings.newId()).mapping().id();
		assertThat(instance.comments().findByIssue(complete.id())).extracting((comment) -> comment.id())
			.containsExactly(first, second);
	}

	private static List<IssueMapping> all(Pages pages) {
		List<IssueMapping> all = new ArrayList<>();
		@Nullable String after = null;
		do {
			Page page = pages.read(after);
			all.addAll(page.mappings());
			after = page.next();
		}
		while (after != null);
		return all;
	}

	private interface Pages {

		Page read(@Nullable String after);

	}

}
