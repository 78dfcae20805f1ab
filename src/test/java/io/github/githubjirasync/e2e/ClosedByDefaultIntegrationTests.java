package io.github.githubjirasync.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import io.github.githubjirasync.sandbox.SandboxOptions;
import io.github.githubjirasync.upstream.Upstream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What only some may read in Jira never reaches GitHub.
 */
class ClosedByDefaultIntegrationTests extends EndToEnd {

	private static final Map<String, ?> SECURED = Map.of("security", Map.of("name", "Staff"));

	@Test
	void restrictedCommentStaysInJira() {
		String key = SANDBOX.jira().createIssue(PROJECT, "A", null, List.of(), "alice").key();
		SANDBOX.jira().comment(key, "The password is hunter2", "Administrators", "alice");
		awaitSilence();
		assertThat(onlyGitHubIssue().comments()).isEmpty();
		nothingReachedGitHubWith("hunter2");
	}

	@Test
	void securedIssueStaysInJira() {
		SANDBOX.webhooks(Upstream.JIRA).hold();
		String key = SANDBOX.jira().createIssue(PROJECT, "Secret plan", "hunter2", List.of(), "alice").key();
		SANDBOX.jira().editIssue(key, SECURED, "alice");
		SANDBOX.jira().comment(key, "hunter2 again", "alice");
		SANDBOX.jira().transition(key, "Done", "alice");
		SANDBOX.webhooks(Upstream.JIRA).release();
		awaitSilence();
		assertThat(SANDBOX.github().issues()).isEmpty();
		nothingReachedGitHubWith("hunter2", "Secret plan");
	}

	@Test
	void nothingMoreIsToldOfAnIssueThatWasSecuredLater() {
		String key = SANDBOX.jira().createIssue(PROJECT, "A", "harmless", List.of(), "alice").key();
		awaitSilence();
		SANDBOX.jira().editIssue(key, SECURED, "alice");
		SANDBOX.jira().editIssue(key, Map.of("description", "hunter2"), "alice");
		SANDBOX.jira().comment(key, "hunter2", "alice");
		awaitSilence();
		assertThat(onlyGitHubIssue().body()).contains("harmless");
		assertThat(onlyGitHubIssue().comments()).isEmpty();
		nothingReachedGitHubWith("hunter2");
		SANDBOX.jira().editIssue(key, Map.of("description", "harmless again"), "alice");
		SANDBOX.jira().editIssue(key, Map.of("security", Map.of()), "alice");
		awaitSilence();
		assertThat(onlyGitHubIssue().body()).startsWith("harmless again");
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void reasonThatWasChangedInSecretIsToldWhenTheIssueIsVisibleAgain(CapturedOutput output) {
		String key = SANDBOX.jira().createIssue(PROJECT, "A", null, List.of(), "alice").key();
		SANDBOX.jira().transition(key, "Done", "alice");
		awaitSilence();
		assertThat(onlyGitHubIssue().stateReason()).isEqualTo("completed");
		SANDBOX.jira().editIssue(key, SECURED, "alice");
		SANDBOX.jira().editIssue(key, Map.of("resolution", Map.of("name", "Won't Do")), "alice");
		awaitSilence();
		nothingReachedGitHubWith("not_planned");
		SANDBOX.jira().editIssue(key, Map.of("security", Map.of()), "alice");
		awaitSilence();
		assertThat(SANDBOX.calls().recent(Upstream.GITHUB, "PATCH /repos/{owner}/{repo}/issues/{issue_number}")).last()
			.satisfies((call) -> assertThat(call.body()).contains("\"not_planned\""));
		// GitHub changes the reason along with the state only.
		assertThat(onlyGitHubIssue().stateReason()).isEqualTo("completed");
		assertThat(output.getAll()).contains("left out: state (GitHub keeps the reason 'completed' of what is closed)");
		assertThat(onlyJiraIssue().resolution()).isEqualTo("Won't Do");
	}

	@Test
	void commentThatIsRestrictedLaterIsWithdrawn() throws IOException, InterruptedException {
		String key = SANDBOX.jira().createIssue(PROJECT, "A", null, List.of(), "alice").key();
		long comment = SANDBOX.jira().comment(key, "For all", "alice").id();
		awaitSilence();
		assertThat(onlyGitHubIssue().comments()).hasSize(1);
		restrict(key, comment, "The password is hunter2");
		awaitSilence();
		assertThat(onlyGitHubIssue().comments()).isEmpty();
		SANDBOX.jira().editComment(key, comment, "It is hunter2", "alice");
		awaitSilence();
		assertThat(onlyGitHubIssue().comments()).isEmpty();
		nothingReachedGitHubWith("hunter2");
		assertThat(causes()).isEmpty();
	}

	@Test
	void commentThatWasRestrictedBeforeItWasToldOfStaysInJira() throws IOException, InterruptedException {
		String key = SANDBOX.jira().createIssue(PROJECT, "A", null, List.of(), "alice").key();
		awaitQuiet();
		SANDBOX.webhooks(Upstream.JIRA).hold();
		long comment = SANDBOX.jira().comment(key, "The password is hunter2", "alice").id();
		restrict(key, comment, "Nothing to see");
		SANDBOX.webhooks(Upstream.JIRA).releaseReversed();
		awaitSilence();
		assertThat(onlyGitHubIssue().comments()).isEmpty();
		nothingReachedGitHubWith("hunter2");
	}

	/** As somebody does who edits the comment and its visibility together. */
	private static void restrict(String key, long comment, String text) throws IOException, InterruptedException {
		String body = "{\"body\":\"" + text + "\",\"visibility\":{\"type\":\"role\",\"value\":\"Administrators\"}}";
		HttpRequest request = HttpRequest
			.newBuilder(URI.create(SANDBOX.jiraUrl() + "/rest/api/2/issue/" + key + "/comment/" + comment))
			.header("Authorization", "Bearer " + SandboxOptions.JIRA_TOKEN)
			.header("Content-Type", "application/json")
			.PUT(HttpRequest.BodyPublishers.ofString(body))
			.build();
		assertThat(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
			.isEqualTo(200);
		SANDBOX.calls().clear();
	}

	private static void nothingReachedGitHubWith(String... words) {
		assertThat(SANDBOX.calls().recent()).filteredOn((call) -> call.upstream() == Upstream.GITHUB)
			.extracting((call) -> call.body())
			.allSatisfy((body) -> assertThat(body).doesNotContain(words));
	}

}
