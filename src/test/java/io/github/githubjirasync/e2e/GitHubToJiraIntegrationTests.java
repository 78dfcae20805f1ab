package io.github.githubjirasync.e2e;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.githubjirasync.sandbox.SandboxGitHubIssue;
import io.github.githubjirasync.sandbox.SandboxJiraIssue;
import io.github.githubjirasync.upstream.Upstream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happens on GitHub happens in Jira.
 */
class GitHubToJiraIntegrationTests extends EndToEnd {

	private static final String BODY = """
			Clicking **Save** twice fails.

			1. open the form
			2. click

			```java
			form.save();
			```
			""";

	@Test
	void issueGoesThroughItsLife() {
		SandboxGitHubIssue issue = SANDBOX.github()
			.openIssue(REPOSITORY, "Save fails", BODY, List.of("bug", "good first issue"), "alice");
		awaitSilence();
		SandboxJiraIssue twin = onlyJiraIssue();
		assertThat(twin.project()).isEqualTo(PROJECT);
		assertThat(twin.summary()).isEqualTo("Save fails");
		assertThat(twin.labels()).containsExactlyInAnyOrder("bug", "good-first-issue");
		assertThat(twin.status()).isEqualTo("To Do");
		assertThat(descriptionOf(twin)).contains("{\"type\":\"strong\"}", "\"orderedList\"", "\"codeBlock\"");
		assertThat(mark(twin.properties()).path("githubIssueId").asLong()).isEqualTo(issue.id());
		assertThat(twin.remoteLinks()).singleElement().satisfies((link) -> {
			assertThat(link.url()).isEqualTo(issue.htmlUrl());
			assertThat(link.title()).isEqualTo(REPOSITORY + "#" + issue.number());
			assertThat(link.resolved()).isFalse();
		});
		assertThat(newWrites()).containsExactly("Jira POST /issue", "Jira POST /issue/{issueIdOrKey}/remotelink");

		SANDBOX.github()
			.editIssue(REPOSITORY, issue.number(), Map.of("title", "Save fails twice", "body", "_Always._"), "bob");
		awaitSilence();
		assertThat(onlyJiraIssue().summary()).isEqualTo("Save fails twice");
		assertThat(descriptionOf(onlyJiraIssue())).contains("\"em\"", "Always.").doesNotContain("codeBlock");
		assertThat(newWrites()).containsExactly("Jira PUT /issue/{issueIdOrKey}");

		SANDBOX.github().label(REPOSITORY, issue.number(), List.of("bug", "urgent"), "bob");
		awaitSilence();
		assertThat(onlyJiraIssue().labels()).containsExactlyInAnyOrder("bug", "urgent");
		assertThat(newWrites()).containsOnly("Jira PUT /issue/{issueIdOrKey}").hasSizeBetween(1, 2);

		SANDBOX.github().close(REPOSITORY, issue.number(), "bob");
		awaitSilence();
		assertThat(onlyJiraIssue().status()).isEqualTo("Done");
		assertThat(onlyJiraIssue().remoteLinks()).singleElement().matches((link) -> link.resolved());
		assertThat(newWrites()).containsExactly("Jira POST /issue/{issueIdOrKey}/transitions",
				"Jira POST /issue/{issueIdOrKey}/remotelink");

		SANDBOX.github().reopen(REPOSITORY, issue.number(), "bob");
		awaitSilence();
		assertThat(onlyJiraIssue().status()).isEqualTo("To Do");
		assertThat(onlyJiraIssue().remoteLinks()).singleElement().matches((link) -> !link.resolved());

		assertThat(SANDBOX.calls().count(Upstream.JIRA, "POST /issue")).isOne();
		assertThat(SANDBOX.calls().recent(Upstream.GITHUB, "PATCH /repos/{owner}/{repo}/issues/{issue_number}"))
			.isEmpty();
		assertThat(causes()).isEmpty();
	}

	@Test
	void commentGoesThroughItsLife() {
		SandboxGitHubIssue issue = SANDBOX.github().openIssue(REPOSITORY, "A", null, List.of(), "alice");
		SandboxGitHubIssue.Comment comment = SANDBOX.github()
			.comment(REPOSITORY, issue.number(), "I see **this** too", "bob");
		awaitSilence();
		SandboxJiraIssue.Comment repeated = onlyComment();
		assertThat(repeated.bodyAdf().toString()).contains("bob", "commented on GitHub", "{\"type\":\"strong\"}",
				"too");
		assertThat(mark(repeated.properties()).path("githubCommentId").asLong()).isEqualTo(comment.id());
		assertThat(newWrites()).containsOnlyOnce("Jira POST /issue/{issueIdOrKey}/comment").hasSize(3);

		SANDBOX.github().editComment(comment.id(), "Not any more", "bob");
		awaitSilence();
		assertThat(onlyComment().id()).isEqualTo(repeated.id());
		assertThat(onlyComment().bodyAdf().toString()).contains("Not any more").doesNotContain("this");
		assertThat(newWrites()).containsExactly("Jira PUT /issue/{issueIdOrKey}/comment/{id}");

		SANDBOX.github().deleteComment(comment.id(), "bob");
		awaitSilence();
		assertThat(onlyJiraIssue().comments()).isEmpty();
		assertThat(newWrites()).containsExactly("Jira DELETE /issue/{issueIdOrKey}/comment/{id}");
		assertThat(causes()).isEmpty();
	}

	@Test
	void changesOfAnotherBotAreSyncedLikeAnybodys() {
		String bot = "renovate[bot]";
		SandboxGitHubIssue issue = SANDBOX.github().openIssue(REPOSITORY, "Update a", "To 2", List.of(), bot);
		awaitSilence();
		SANDBOX.github().editIssue(REPOSITORY, issue.number(), Map.of("title", "Update b", "body", "To 3"), bot);
		SANDBOX.github().label(REPOSITORY, issue.number(), List.of("dependencies"), bot);
		SANDBOX.github().comment(REPOSITORY, issue.number(), "Rebased", bot);
		SANDBOX.github().close(REPOSITORY, issue.number(), bot);
		awaitSilence();
		SandboxJiraIssue twin = onlyJiraIssue();
		assertThat(twin.summary()).isEqualTo("Update b");
		assertThat(twin.description()).isEqualTo("To 3");
		assertThat(twin.labels()).containsExactly("dependencies");
		assertThat(twin.status()).isEqualTo("Done");
		assertThat(onlyComment().body()).contains(bot.replace("[bot]", ""), "Rebased");
	}

	@Test
	void commentOnAnIssueFromBeforeOurTimeBringsTheIssueToo() {
		SANDBOX.webhooks(Upstream.GITHUB).hold();
		SandboxGitHubIssue issue = SANDBOX.github().openIssue(REPOSITORY, "Old", "b", List.of("bug"), "alice");
		SANDBOX.github().close(REPOSITORY, issue.number(), "alice");
		SANDBOX.webhooks(Upstream.GITHUB).clear();
		SANDBOX.github().comment(REPOSITORY, issue.number(), "Again!", "bob");
		awaitSilence();
		assertThat(onlyJiraIssue().status()).isEqualTo("Done");
		assertThat(onlyJiraIssue().remoteLinks()).hasSize(1);
		assertThat(onlyComment().body()).contains("Again!");
		assertThat(causes()).isEmpty();
	}

	@Test
	void bodyThatIsTooLongForJiraStaysWholeOnGitHub() {
		String body = "All work and no play makes Jack a dull boy. ".repeat(1_400);
		SandboxGitHubIssue issue = SANDBOX.github().openIssue(REPOSITORY, "Long", body, List.of(), "alice");
		awaitQuiet();
		String key = onlyJiraIssue().key();
		SANDBOX.webhooks(Upstream.JIRA).hold();
		SANDBOX.jira().editIssue(key, Map.of("summary", "Longer"), "bob");
		SANDBOX.jira().editIssue(key, Map.of("labels", List.of("novel")), "bob");
		SANDBOX.webhooks(Upstream.JIRA).releaseReversed();
		awaitSilence();
		assertThat(SANDBOX.github().issue(REPOSITORY, issue.number()).body()).isEqualTo(body);
		assertThat(onlyGitHubIssue().title()).isEqualTo("Longer");
		assertThat(onlyGitHubIssue().labels()).containsExactly("novel");
		assertThat(causes()).isEmpty();
	}

	@Test
	void whatSomebodyDeletedInJiraStaysDeleted() {
		SandboxGitHubIssue issue = SANDBOX.github().openIssue(REPOSITORY, "A", null, List.of(), "alice");
		SandboxGitHubIssue.Comment comment = SANDBOX.github().comment(REPOSITORY, issue.number(), "Hi", "alice");
		awaitQuiet();
		SANDBOX.jira().deleteComment(onlyJiraIssue().key(), onlyComment().id(), "bob");
		SANDBOX.github().editComment(comment.id(), "Ho", "alice");
		awaitSilence();
		assertThat(onlyJiraIssue().comments()).isEmpty();
		SANDBOX.jira().deleteIssue(onlyJiraIssue().key(), "bob");
		awaitQuiet();
		SANDBOX.github().comment(REPOSITORY, issue.number(), "Hello?", "alice");
		SANDBOX.github().close(REPOSITORY, issue.number(), "alice");
		awaitSilence();
		assertThat(SANDBOX.jira().issues()).isEmpty();
		assertThat(causes()).isEmpty();
	}

	private static JsonNode mark(Map<String, JsonNode> properties) {
		return Objects.requireNonNull(properties.get("github-jira-sync"));
	}

	private static SandboxJiraIssue.Comment onlyComment() {
		assertThat(onlyJiraIssue().comments()).hasSize(1);
		return onlyJiraIssue().comments().get(0);
	}

}
