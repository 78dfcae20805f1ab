package io.github.githubjirasync.e2e;

import java.util.List;
import java.util.Map;

import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.sandbox.SandboxGitHubIssue;
import io.github.githubjirasync.sandbox.SandboxJiraIssue;
import io.github.githubjirasync.sync.DryRun;
import io.github.githubjirasync.sync.Origin;
import io.github.githubjirasync.sync.Preview;
import io.github.githubjirasync.upstream.Upstream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What only some may read does not go where everybody may, unless a link allows it.
 */
@ExtendWith(OutputCaptureExtension.class)
class PrivateToPublicIntegrationTests extends LinkedPairs {

	private static final String CLOSED = "acme/closed";

	private static final String INNER = "acme/inner";

	private static final String SECRET = "hunter2";

	@Autowired
	private DryRun dryRun;

	@Test
	void publicRepositoryGetsNothingOfAProject(CapturedOutput output) {
		String key = SANDBOX.jira().createIssue("SEC", SECRET, SECRET, List.of(SECRET), "alice").key();
		SANDBOX.jira().comment(key, SECRET, "alice");
		SANDBOX.jira().editIssue(key, Map.of("description", SECRET + " again"), "alice");
		SANDBOX.jira().transition(key, "Done", "alice");
		awaitSilence();
		assertThat(SANDBOX.github().issues()).isEmpty();
		nothingWasToldToGitHub(output);
	}

	@Test
	void pairThatBeganOnAPublicRepositoryGetsNothingBack(CapturedOutput output) {
		open(CLOSED, "From outside");
		String key = twin("From outside").key();
		SANDBOX.jira().editIssue(key, Map.of("description", SECRET, "labels", List.of(SECRET)), "alice");
		SANDBOX.jira().comment(key, SECRET, "alice");
		SANDBOX.jira().editIssue(key, Map.of("summary", SECRET), "alice");
		SANDBOX.github().editIssue(CLOSED, 1, Map.of("body", "Edited outside"), "bob");
		awaitSilence();
		assertThat(SANDBOX.github().issue(CLOSED, 1).title()).isEqualTo("From outside");
		assertThat(SANDBOX.github().issue(CLOSED, 1).labels()).isEmpty();
		assertThat(SANDBOX.github().issue(CLOSED, 1).comments()).isEmpty();
		nothingWasToldToGitHub(output);
	}

	@Test
	void publicProjectReachesAPrivateRepository() {
		SANDBOX.github().moves().configure(INNER, true, true, List.of("pull", "push", "triage"));
		SANDBOX.jira().createIssue("PUB", "Open", null, List.of(), "alice");
		awaitSilence();
		assertThat(SANDBOX.github().issue(INNER, 1).title()).isEqualTo("Open");
	}

	@Test
	void publicProjectGetsNothingOfAPrivateRepository() {
		SANDBOX.github().moves().configure(INNER, true, true, List.of("pull", "push", "triage"));
		SANDBOX.github().openIssue(INNER, SECRET, SECRET, List.of(), "alice");
		SANDBOX.github().comment(INNER, 1, SECRET, "alice");
		awaitSilence();
		assertThat(SANDBOX.jira().issues()).isEmpty();
		String key = SANDBOX.jira().createIssue("PUB", "Open", null, List.of(), "alice").key();
		awaitSilence();
		SANDBOX.github().editIssue(INNER, 2, Map.of("title", SECRET), "alice");
		SANDBOX.github().pulls().open(INNER, SECRET + " for " + key, null, "x", "alice");
		awaitSilence();
		assertThat(SANDBOX.jira().issues()).extracting(SandboxJiraIssue::summary).containsExactly("Open");
		assertThat(SANDBOX.jira().issue(key).remoteLinks()).noneMatch((link) -> link.title().contains(SECRET));
	}

	@Test
	void parentOfAClosedProjectStaysInJira(CapturedOutput output) {
		open(WIDGETS, "Part");
		String whole = SANDBOX.jira().createIssue("SEC", SECRET, SECRET, List.of(), "alice").key();
		SANDBOX.jira().editIssue(twin("Part").key(), Map.of("parent", Map.of("key", whole)), "alice");
		awaitSilence();
		assertThat(SANDBOX.github().issues()).hasSize(1);
		assertThat(SANDBOX.github().issue(WIDGETS, 1).parent()).isNull();
		nothingWasToldToGitHub(output);
	}

	@Test
	void parentOfAPrivateRepositoryStaysOutOfAPublicProject() {
		SANDBOX.github().moves().configure(INNER, true, true, List.of("pull", "push", "triage"));
		SANDBOX.github().openIssue(INNER, SECRET, SECRET, List.of(), "alice");
		open(WIDGETS, "Part");
		open(WIDGETS, "Whole");
		SANDBOX.webhooks(Upstream.GITHUB).hold();
		SANDBOX.github().subIssues().add(WIDGETS, 2, 1, "alice");
		SANDBOX.github().subIssues().add(new GitHubIssueRef(INNER, 1), WIDGETS, 1, "alice");
		SANDBOX.webhooks(Upstream.GITHUB).release();
		awaitSilence();
		assertThat(SANDBOX.jira().issues()).extracting(SandboxJiraIssue::summary)
			.containsExactlyInAnyOrder("Part", "Whole");
		assertThat(twin("Part").parent()).isNull();
	}

	@Test
	void deletedCommentMakesNoTwinOfItsIssue() {
		SANDBOX.github().moves().configure(INNER, true, true, List.of("pull", "push", "triage"));
		SANDBOX.github().openIssue(INNER, SECRET, SECRET, List.of(), "alice");
		long comment = SANDBOX.github().comment(INNER, 1, SECRET, "alice").id();
		awaitSilence();
		SANDBOX.github().deleteComment(comment, "alice");
		awaitSilence();
		assertThat(SANDBOX.jira().issues()).isEmpty();
	}

	@Test
	void issueTransferredToAPublicRepositoryTakesNothingOfJiraAlong(CapturedOutput output) {
		SandboxGitHubIssue before = open(WIDGETS, "A");
		String key = twin("A").key();
		SANDBOX.webhooks(Upstream.JIRA).hold();
		SANDBOX.webhooks(Upstream.GITHUB).hold();
		SANDBOX.github().editIssue(WIDGETS, 1, Map.of("title", "B"), "bob");
		SANDBOX.jira().editIssue(key, Map.of("summary", SECRET), "alice");
		SANDBOX.webhooks(Upstream.JIRA).clear();
		SANDBOX.webhooks(Upstream.GITHUB).clear();
		SANDBOX.github().moves().transfer(WIDGETS, before.number(), CLOSED, "bob");
		awaitSilence();
		assertThat(SANDBOX.jira().issue(key).remoteLinks()).extracting((link) -> link.title())
			.containsExactly(CLOSED + "#1");
		assertThat(SANDBOX.github().issue(CLOSED, 1).title()).isEqualTo("B");
		nothingWasToldToGitHub(output);
	}

	@Test
	void publicProjectGetsNothingBackFromAPrivateRepository() {
		SANDBOX.github().moves().configure(INNER, true, true, List.of("pull", "push", "triage"));
		String key = SANDBOX.jira().createIssue("PUB", "Open", null, List.of(), "alice").key();
		awaitSilence();
		SANDBOX.webhooks(Upstream.GITHUB).hold();
		SANDBOX.github().editIssue(INNER, 1, Map.of("title", SECRET), "bob");
		SANDBOX.webhooks(Upstream.GITHUB).clear();
		SANDBOX.jira().editIssue(key, Map.of("summary", "Opened"), "alice");
		awaitSilence();
		assertThat(SANDBOX.jira().issue(key).summary()).isEqualTo("Opened");
		assertThat(SANDBOX.github().issue(INNER, 1).title()).isEqualTo("Opened");
	}

	@Test
	void restrictedCommentsOfEveryKindStayInJira(CapturedOutput output) {
		open(WIDGETS, "A");
		String key = twin("A").key();
		SANDBOX.jira().comment(key, SECRET, "Administrators", "alice");
		SANDBOX.jira().internalComment(key, SECRET, "alice");
		long told = SANDBOX.jira().comment(key, "For all", "alice").id();
		awaitSilence();
		assertThat(SANDBOX.github().issue(WIDGETS, 1).comments()).hasSize(1);
		SANDBOX.jira().restrictComment(key, told, "Administrators", "alice");
		SANDBOX.jira().editComment(key, told, SECRET, "alice");
		awaitSilence();
		assertThat(SANDBOX.github().issue(WIDGETS, 1).comments()).isEmpty();
		nothingWasToldToGitHub(output);
	}

	@Test
	void securedIssueTellsNothingWhenItsTwinChanges(CapturedOutput output) {
		open(WIDGETS, "A");
		String key = twin("A").key();
		SANDBOX.jira().editIssue(key, Map.of("security", Map.of("name", "Staff")), "alice");
		SANDBOX.jira().editIssue(key, Map.of("summary", SECRET, "description", SECRET), "alice");
		SANDBOX.jira().comment(key, SECRET, "alice");
		awaitSilence();
		SANDBOX.github().editIssue(WIDGETS, 1, Map.of("title", "Edited on GitHub"), "bob");
		SANDBOX.github().comment(WIDGETS, 1, "And a comment", "bob");
		SANDBOX.github().editIssue(WIDGETS, 1, Map.of("state", "closed"), "bob");
		awaitSilence();
		assertThat(SANDBOX.github().issue(WIDGETS, 1).title()).isEqualTo("Edited on GitHub");
		nothingWasToldToGitHub(output);
	}

	@Test
	void dryRunShowsThatNothingIsPublished() {
		SANDBOX.github().moves().configure(INNER, true, true, List.of("pull", "push", "triage"));
		SANDBOX.github().openIssue(INNER, SECRET, SECRET, List.of(), "alice");
		String key = SANDBOX.jira().createIssue("SEC", SECRET, SECRET, List.of(), "alice").key();
		awaitSilence();
		assertThat(this.dryRun.ofJiraIssue(new JiraIssueKey(key))).isEqualTo(new Preview("closed", null, key,
				"Its repository is public and the project is not, and the link" + " has no allow-private-to-public.",
				List.of(), List.of()));
		assertThat(this.dryRun.ofGitHubIssue(new GitHubIssueRef(INNER, 1))).isEqualTo(new Preview("open", INNER + "#1",
				null,
				"Its repository is private and the project public, and" + " the link has no allow-private-to-public.",
				List.of(), List.of()));
	}

	@Test
	void dryRunOfAPairShowsNothingThatWouldGoBack() {
		open(CLOSED, "From outside");
		SANDBOX.webhooks(Upstream.GITHUB).hold();
		SANDBOX.jira().editIssue(twin("From outside").key(), Map.of("summary", SECRET), "alice");
		SANDBOX.github().editIssue(CLOSED, 1, Map.of("title", "Edited outside"), "bob");
		Preview preview;
		try {
			preview = this.dryRun.ofGitHubIssue(new GitHubIssueRef(CLOSED, 1));
		}
		finally {
			SANDBOX.webhooks(Upstream.GITHUB).clear();
		}
		assertThat(preview.fields()).noneMatch((field) -> field.to() == Origin.GITHUB);
		assertThat(preview.text()).contains("+ Edited outside");
	}

	private static void nothingWasToldToGitHub(CapturedOutput output) {
		assertThat(SANDBOX.calls().recent()).filteredOn((call) -> call.upstream() == Upstream.GITHUB)
			.allSatisfy((call) -> assertThat(call.toString()).doesNotContain(SECRET));
		assertThat(output.getAll()).doesNotContain(SECRET);
	}

}
