package io.github.githubjirasync.e2e;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.githubjirasync.sandbox.SandboxGitHubIssue;
import io.github.githubjirasync.sandbox.SandboxJiraIssue;
import io.github.githubjirasync.upstream.Upstream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happens in Jira happens on GitHub.
 */
class JiraToGitHubIntegrationTests extends EndToEnd {

	private static final String GITHUB_PATCH = "GitHub PATCH /repos/{owner}/{repo}/issues/{issue_number}";

	private static final String GITHUB_LABELS = "GitHub POST /repos/{owner}/{repo}/issues/{issue_number}/labels";

	@Test
	void issueGoesThroughItsLife() {
		String key = SANDBOX.jira()
			.createIssue(PROJECT, "Save fails", "Clicking *Save* twice fails.\n\n# open\n# click", List.of("bug"),
					"alice")
			.key();
		awaitSilence();
		SandboxGitHubIssue twin = onlyGitHubIssue();
		assertThat(twin.repository()).isEqualTo(REPOSITORY);
		assertThat(twin.title()).isEqualTo("Save fails");
		assertThat(twin.labels()).containsExactly("bug");
		assertThat(twin.state()).isEqualTo("open");
		assertThat(twin.body()).contains("**Save**", "1. open", "2. click").contains("key=" + key + " -->");
		assertThat(onlyJiraIssue().remoteLinks()).singleElement().satisfies((link) -> {
			assertThat(link.url()).isEqualTo(twin.htmlUrl());
			assertThat(link.resolved()).isFalse();
		});
		assertThat(newWrites()).contains("GitHub POST /repos/{owner}/{repo}/issues",
				"Jira POST /issue/{issueIdOrKey}/remotelink");

		SANDBOX.jira().editIssue(key, Map.of("summary", "Save fails twice", "description", "_Always._"), "bob");
		awaitSilence();
		assertThat(onlyGitHubIssue().title()).isEqualTo("Save fails twice");
		assertThat(onlyGitHubIssue().body()).contains("_Always._").doesNotContain("click");
		assertThat(newWrites()).containsExactly(GITHUB_PATCH);

		SANDBOX.jira().editIssue(key, Map.of("labels", List.of("urgent", "ui", "a11y")), "bob");
		awaitSilence();
		assertThat(onlyGitHubIssue().labels()).containsExactlyInAnyOrder("urgent", "ui", "a11y");
		assertThat(newWrites()).containsExactly(GITHUB_LABELS,
				"GitHub DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}");

		SANDBOX.jira().transition(key, "In Progress", "bob");
		awaitSilence();
		assertThat(onlyGitHubIssue().state()).isEqualTo("open");
		assertThat(newWrites()).isEmpty();

		SANDBOX.jira().transition(key, "Done", "bob");
		awaitSilence();
		assertThat(onlyGitHubIssue().state()).isEqualTo("closed");
		assertThat(onlyGitHubIssue().stateReason()).isEqualTo("completed");
		assertThat(newWrites()).contains(GITHUB_PATCH);

		SANDBOX.jira().transition(key, "In Progress", "bob");
		awaitSilence();
		assertThat(onlyGitHubIssue().state()).isEqualTo("open");
		assertThat(onlyJiraIssue().status()).isEqualTo("In Progress");

		assertThat(SANDBOX.calls().count(Upstream.GITHUB, "POST /repos/{owner}/{repo}/issues")).isOne();
		assertThat(SANDBOX.calls().count(Upstream.JIRA, "PUT /issue/{issueIdOrKey}")).isZero();
		assertThat(causes()).isEmpty();
	}

	@Test
	void filesThatTextsShowAreLinksThatNameThem() {
		String key = SANDBOX.jira().createIssue(PROJECT, "A", "Words", List.of(), "alice").key();
		SANDBOX.jira().sides().attach(key, "shot.png", "image/png", new byte[] { 1 }, "alice");
		SANDBOX.jira().sides().attach(key, "server log.txt", "text/plain", new byte[] { 2 }, "alice");
		awaitSilence();
		SANDBOX.jira().editIssue(key, Map.of("description", "See !shot.png!"), "alice");
		SANDBOX.jira().comment(key, "Read [^server log.txt] and !none.png!", "alice");
		awaitSilence();
		String file = "\\(" + Pattern.quote(SANDBOX.jiraUrl()) + "/rest/api/[23]/attachment/content/\\d+\\)";
		assertThat(onlyGitHubIssue().body()).containsPattern("See \\[shot\\.png]" + file);
		assertThat(onlyGitHubIssue().comments()).singleElement()
			.satisfies((comment) -> assertThat(comment.body()).containsPattern("Read \\[server log\\.txt]" + file)
				.contains("none.png"));
	}

	@Test
	void linkToAnIssueOfTheRepositoryIsItsNumber() {
		SandboxGitHubIssue first = SANDBOX.github().openIssue(REPOSITORY, "One", null, List.of(), "alice");
		String own = "[#" + first.number() + "|" + first.htmlUrl() + "]";
		String foreign = "[#7|https://elsewhere.example/acme/widgets/issues/7]";
		String key = SANDBOX.jira()
			.createIssue(PROJECT, "Two", "As " + own + " and " + foreign, List.of(), "alice")
			.key();
		SANDBOX.jira().comment(key, "See " + own, "alice");
		awaitSilence();
		SandboxGitHubIssue twin = SANDBOX.github()
			.issues()
			.stream()
			.filter((issue) -> issue.title().equals("Two"))
			.findFirst()
			.orElseThrow();
		String expected = "As #" + first.number() + " and [#\u200b7](https://elsewhere.example/acme/widgets/issues/7)";
		assertThat(twin.body()).startsWith(expected);
		assertThat(twin.comments()).singleElement()
			.satisfies((comment) -> assertThat(comment.body()).contains("See #" + first.number() + "\n"));
		SANDBOX.jira().editIssue(key, Map.of("description", "Now as " + own), "alice");
		awaitSilence();
		assertThat(SANDBOX.github().issue(REPOSITORY, twin.number()).body()).startsWith("Now as #" + first.number());
		SANDBOX.github().editIssue(REPOSITORY, twin.number(), Map.of("body", "Like #" + first.number()), "bob");
		awaitSilence();
		assertThat(SANDBOX.jira().issue(key).description()).contains(own);
		assertThat(SANDBOX.github().issue(REPOSITORY, twin.number()).body()).isEqualTo("Like #" + first.number());
	}

	@Test
	void commentGoesThroughItsLife() {
		String key = SANDBOX.jira().createIssue(PROJECT, "A", null, List.of(), "alice").key();
		SandboxJiraIssue.Comment comment = SANDBOX.jira().comment(key, "I see *this* too", "bob");
		awaitSilence();
		SandboxGitHubIssue.Comment repeated = onlyComment();
		assertThat(repeated.body()).contains("Bob", "commented in Jira", "I see **this** too");
		assertThat(SANDBOX.calls().count(Upstream.GITHUB, "POST /repos/{owner}/{repo}/issues/{issue_number}/comments"))
			.isOne();
		newWrites();

		SANDBOX.jira().editComment(key, comment.id(), "Not any more", "bob");
		awaitSilence();
		assertThat(onlyComment().id()).isEqualTo(repeated.id());
		assertThat(onlyComment().body()).contains("Not any more").doesNotContain("this");
		assertThat(newWrites()).containsExactly("GitHub PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}");

		SANDBOX.jira().deleteComment(key, comment.id(), "bob");
		awaitSilence();
		assertThat(onlyGitHubIssue().comments()).isEmpty();
		assertThat(newWrites()).containsExactly("GitHub DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}");
		assertThat(causes()).isEmpty();
	}

	private static SandboxGitHubIssue.Comment onlyComment() {
		assertThat(onlyGitHubIssue().comments()).hasSize(1);
		return onlyGitHubIssue().comments().get(0);
	}

}
