package io.github.githubjirasync.e2e;

import java.util.List;
import java.util.Map;

import io.github.githubjirasync.sandbox.SandboxJiraIssue;
import io.github.githubjirasync.upstream.Upstream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

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

	private static void nothingWasToldToGitHub(CapturedOutput output) {
		assertThat(SANDBOX.calls().recent()).filteredOn((call) -> call.upstream() == Upstream.GITHUB)
			.allSatisfy((call) -> assertThat(call.toString()).doesNotContain(SECRET));
		assertThat(output.getAll()).doesNotContain(SECRET);
	}

}
