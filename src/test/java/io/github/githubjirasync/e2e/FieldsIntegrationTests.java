package io.github.githubjirasync.e2e;

import java.util.List;
import java.util.Map;

import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.sandbox.SandboxGitHubIssue;
import io.github.githubjirasync.sandbox.SandboxJiraIssue;
import io.github.githubjirasync.sync.DryRun;
import io.github.githubjirasync.sync.Preview;
import io.github.githubjirasync.upstream.Upstream;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Assignees, priority, type, milestone and the reason of closing go both ways, and what
 * one side cannot take is left out and named.
 */
class FieldsIntegrationTests extends EndToEnd {

	@Autowired
	DryRun dryRun;

	@Test
	void fieldsOfAGitHubIssueGoToJira() {
		int milestone = SANDBOX.github().milestone(REPOSITORY, "1.0", "alice");
		SANDBOX.github().openIssue(REPOSITORY, "A", "b", List.of("priority: high", "bug"), "alice");
		awaitSilence();
		SANDBOX.github()
			.editIssue(REPOSITORY, 1, Map.of("assignees", List.of("bob"), "milestone", milestone, "type", "Bug"),
					"alice");
		awaitSilence();
		SandboxJiraIssue twin = onlyJiraIssue();
		assertThat(twin.priority()).isEqualTo("High");
		assertThat(twin.labels()).containsExactly("bug");
		assertThat(twin.assignee()).isEqualTo("bob");
		assertThat(twin.issueType()).isEqualTo("Bug");
		assertThat(twin.fixVersions()).containsExactly("1.0");
		assertThat(onlyGitHubIssue().labels()).containsExactlyInAnyOrder("priority: high", "bug");

		SANDBOX.github().editIssue(REPOSITORY, 1, Map.of("assignees", List.of()), "alice");
		awaitSilence();
		assertThat(onlyJiraIssue().assignee()).isNull();
		assertThat(causes()).isEmpty();
	}

	@Test
	void fieldsOfAJiraIssueGoToGitHub() {
		SANDBOX.jira().sides().version(PROJECT, "2.0");
		String key = SANDBOX.jira().createIssue(PROJECT, "A", "b", List.of("bug"), "alice").key();
		awaitSilence();
		SANDBOX.jira()
			.editIssue(key,
					Map.of("priority", Map.of("name", "Highest"), "issuetype", Map.of("name", "Story"), "assignee",
							Map.of("accountId", "712020:sandbox-bob"), "fixVersions", List.of(Map.of("name", "2.0"))),
					"alice");
		awaitSilence();
		SandboxGitHubIssue twin = onlyGitHubIssue();
		assertThat(twin.labels()).containsExactlyInAnyOrder("bug", "priority: highest");
		assertThat(twin.assignees()).containsExactly("bob");
		assertThat(twin.milestone()).isEqualTo("2.0");
		assertThat(twin.type()).isEqualTo("Feature");
		assertThat(causes()).isEmpty();
	}

	@Test
	void fieldThatIsNotOnTheScreenIsLeftOutAndTheRestIsWritten() {
		SANDBOX.github().openIssue(REPOSITORY, "A", "b", List.of(), "alice");
		awaitSilence();
		SANDBOX.jira().rules().offScreen("priority");
		SANDBOX.github()
			.editIssue(REPOSITORY, 1, Map.of("title", "B", "labels", List.of("priority: high", "bug")), "alice");
		awaitSilence();
		assertThat(onlyJiraIssue().summary()).isEqualTo("B");
		assertThat(onlyJiraIssue().labels()).containsExactly("bug");
		assertThat(onlyJiraIssue().priority()).isNotEqualTo("High");
		assertThat(onlyGitHubIssue().labels()).containsExactlyInAnyOrder("priority: high", "bug");
		assertThat(causes()).isEmpty();
	}

	@Test
	void transitionThatAsksForAResolutionGetsTheOneOfTheReason() {
		SANDBOX.jira().rules().require("Done", "resolution");
		SANDBOX.github().openIssue(REPOSITORY, "A", "b", List.of(), "alice");
		awaitSilence();
		SANDBOX.github().editIssue(REPOSITORY, 1, Map.of("state", "closed", "state_reason", "not_planned"), "alice");
		awaitSilence();
		assertThat(onlyJiraIssue().status()).isEqualTo("Done");
		assertThat(onlyJiraIssue().resolution()).isEqualTo("Won't Do");
		assertThat(onlyGitHubIssue().stateReason()).isEqualTo("not_planned");
		assertThat(causes()).isEmpty();
	}

	@Test
	void transitionThatAsksForWhatNoRuleTellsIsADeadLetterThatSaysSo() {
		SANDBOX.jira().rules().require("Done", "customfield_10099");
		SANDBOX.github().openIssue(REPOSITORY, "A", "b", List.of(), "alice");
		awaitSilence();
		SANDBOX.github().close(REPOSITORY, 1, "alice");
		await().until(() -> dead().size() == 1);
		assertThat(causes()).singleElement()
			.asString()
			.contains("asks for", "customfield_10099", "fields.state.transition-fields");
	}

	@Test
	void somebodyWhomGitHubDoesNotKnowChangesNobody() {
		SANDBOX.github().openIssue(REPOSITORY, "A", "b", List.of(), "alice");
		SANDBOX.github().editIssue(REPOSITORY, 1, Map.of("assignees", List.of("alice")), "alice");
		awaitSilence();
		assertThat(onlyJiraIssue().assignee()).isEqualTo("alice");
		SANDBOX.jira().comment(onlyJiraIssue().key(), "Mine", "zoe");
		SANDBOX.jira()
			.editIssue(onlyJiraIssue().key(), Map.of("assignee", Map.of("accountId", "712020:sandbox-zoe")), "zoe");
		awaitSilence();
		assertThat(onlyJiraIssue().assignee()).isEqualTo("zoe");
		assertThat(onlyGitHubIssue().assignees()).containsExactly("alice");
		assertThat(causes()).isEmpty();
	}

	@Test
	void bothSidesEditedAtOnceEndWithTheNewest() {
		SANDBOX.github().openIssue(REPOSITORY, "A", "b", List.of(), "alice");
		awaitSilence();
		SANDBOX.webhooks(Upstream.GITHUB).hold();
		SANDBOX.webhooks(Upstream.JIRA).hold();
		SANDBOX.jira().editIssue(onlyJiraIssue().key(), Map.of("summary", "Older"), "bob");
		await().until(() -> System.currentTimeMillis() / 1000 > onlyJiraIssue().updatedAt().getEpochSecond());
		SANDBOX.github().editIssue(REPOSITORY, 1, Map.of("title", "Newer"), "alice");
		SANDBOX.webhooks(Upstream.JIRA).release();
		SANDBOX.webhooks(Upstream.GITHUB).release();
		awaitSilence();
		assertThat(onlyGitHubIssue().title()).isEqualTo("Newer");
		assertThat(onlyJiraIssue().summary()).isEqualTo("Newer");
		assertThat(causes()).isEmpty();
	}

	@Test
	void dryRunShowsThePlanAndWritesNothing() {
		SANDBOX.github().openIssue(REPOSITORY, "A", "b", List.of(), "alice");
		awaitSilence();
		SANDBOX.webhooks(Upstream.GITHUB).hold();
		SANDBOX.github().editIssue(REPOSITORY, 1, Map.of("title", "B", "labels", List.of("bug")), "alice");
		newWrites();
		Preview preview = this.dryRun.ofGitHubIssue(new GitHubIssueRef(REPOSITORY, 1));
		assertThat(preview.calls()).containsExactly("update the Jira issue: summary, labels");
		assertThat(preview.text()).contains("title: carried over\n  - A\n  + B\n", "labels: carried over\n  + bug\n",
				"body: unchanged");
		assertThat(newWrites()).isEmpty();
		assertThat(onlyJiraIssue().summary()).isEqualTo("A");
		SANDBOX.webhooks(Upstream.GITHUB).release();
		awaitSilence();
		assertThat(onlyJiraIssue().summary()).isEqualTo("B");
	}

}
