package io.github.githubjirasync.e2e;

import java.util.List;
import java.util.Map;

import io.github.githubjirasync.sandbox.Fault;
import io.github.githubjirasync.upstream.Upstream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The newest state wins, in whatever order deliveries come.
 */
class NeverBackwardsIntegrationTests extends EndToEnd {

	@Test
	void gitHubDeliveriesInReverseOrderEndInTheNewestState() {
		SANDBOX.webhooks(Upstream.GITHUB).hold();
		SANDBOX.github().openIssue(REPOSITORY, "First", "one", List.of("a"), "alice");
		SANDBOX.github().editIssue(REPOSITORY, 1, Map.of("title", "Second"), "alice");
		SANDBOX.github().label(REPOSITORY, 1, List.of("b"), "bob");
		SANDBOX.github().close(REPOSITORY, 1, "alice");
		SANDBOX.github().editIssue(REPOSITORY, 1, Map.of("title", "Third", "body", "three"), "alice");
		long comment = SANDBOX.github().comment(REPOSITORY, 1, "older", "alice").id();
		SANDBOX.github().editComment(comment, "newer", "alice");
		SANDBOX.webhooks(Upstream.GITHUB).releaseReversed();
		awaitSilence();
		assertThat(onlyJiraIssue().summary()).isEqualTo("Third");
		assertThat(onlyJiraIssue().description()).isEqualTo("three");
		assertThat(onlyJiraIssue().labels()).containsExactly("b");
		assertThat(onlyJiraIssue().status()).isEqualTo("Done");
		assertThat(onlyJiraIssue().comments()).singleElement().matches((found) -> found.body().contains("newer"));
		assertThat(onlyGitHubIssue().title()).isEqualTo("Third");
		assertThat(causes()).isEmpty();
	}

	@Test
	void jiraDeliveriesInReverseOrderEndInTheNewestState() {
		SANDBOX.webhooks(Upstream.JIRA).hold();
		String key = SANDBOX.jira().createIssue(PROJECT, "First", "one", List.of("a"), "alice").key();
		SANDBOX.jira().editIssue(key, Map.of("summary", "Second"), "alice");
		SANDBOX.jira().editIssue(key, Map.of("labels", List.of("b")), "bob");
		SANDBOX.jira().transition(key, "Done", "alice");
		SANDBOX.jira().editIssue(key, Map.of("summary", "Third", "description", "three"), "alice");
		long comment = SANDBOX.jira().comment(key, "older", "alice").id();
		SANDBOX.jira().editComment(key, comment, "newer", "alice");
		SANDBOX.webhooks(Upstream.JIRA).releaseReversed();
		awaitSilence();
		assertThat(onlyGitHubIssue().title()).isEqualTo("Third");
		assertThat(onlyGitHubIssue().body()).startsWith("three");
		assertThat(onlyGitHubIssue().labels()).containsExactly("b");
		assertThat(onlyGitHubIssue().state()).isEqualTo("closed");
		assertThat(onlyGitHubIssue().comments()).singleElement().matches((found) -> found.body().contains("newer"));
		assertThat(onlyJiraIssue().summary()).isEqualTo("Third");
		assertThat(causes()).isEmpty();
	}

	@Test
	void commentDeletedBeforeItWasToldOfStaysDeleted() {
		SANDBOX.github().openIssue(REPOSITORY, "A", null, List.of(), "alice");
		awaitQuiet();
		SANDBOX.webhooks(Upstream.GITHUB).hold();
		SANDBOX.webhooks(Upstream.JIRA).hold();
		SANDBOX.github().deleteComment(SANDBOX.github().comment(REPOSITORY, 1, "Oops", "alice").id(), "alice");
		String key = onlyJiraIssue().key();
		SANDBOX.jira().deleteComment(key, SANDBOX.jira().comment(key, "Oops", "bob").id(), "bob");
		SANDBOX.webhooks(Upstream.GITHUB).releaseReversed();
		SANDBOX.webhooks(Upstream.JIRA).releaseReversed();
		awaitSilence();
		assertThat(onlyJiraIssue().comments()).isEmpty();
		assertThat(onlyGitHubIssue().comments()).isEmpty();
		assertThat(causes()).isEmpty();
	}

	@Test
	void replayedDeadLetterDoesNotBringBackWhatWas() {
		SANDBOX.github().openIssue(REPOSITORY, "First", "one", List.of("a"), "alice");
		awaitQuiet();
		SANDBOX.faults().add(Fault.status(Upstream.JIRA, "PUT", "/issue/*", 400));
		SANDBOX.github().editIssue(REPOSITORY, 1, Map.of("title", "Second", "labels", List.of("b")), "alice");
		await().until(() -> dead().size() == 1);
		SANDBOX.github().editIssue(REPOSITORY, 1, Map.of("title", "Third", "labels", List.of("c")), "alice");
		awaitSilence();
		assertThat(onlyJiraIssue().summary()).isEqualTo("Third");
		assertThat(this.deadLetters.replay(dead().get(0).job().id())).isTrue();
		awaitSilence();
		assertThat(onlyJiraIssue().summary()).isEqualTo("Third");
		assertThat(onlyJiraIssue().labels()).containsExactly("c");
		assertThat(onlyGitHubIssue().title()).isEqualTo("Third");
		assertThat(onlyGitHubIssue().labels()).containsExactly("c");
		assertThat(causes()).isEmpty();
	}

}
