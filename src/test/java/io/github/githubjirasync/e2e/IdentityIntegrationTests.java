package io.github.githubjirasync.e2e;

import java.util.List;
import java.util.Map;

import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.sandbox.Fault;
import io.github.githubjirasync.sandbox.SandboxGitHubIssue;
import io.github.githubjirasync.sandbox.SandboxJiraIssue;
import io.github.githubjirasync.sync.DryRun;
import io.github.githubjirasync.sync.Pairs;
import io.github.githubjirasync.upstream.Upstream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Issues, repositories and people that go by another name or place stay who they are.
 */
class IdentityIntegrationTests extends LinkedPairs {

	@Autowired
	private DryRun dryRun;

	@Autowired
	private Pairs pairs;

	@Test
	void jiraIssueMovedToALinkedProjectStaysTheTwin() {
		open(WIDGETS, "A");
		SandboxJiraIssue moved = SANDBOX.jira().move(twin("A").key(), "OPS", "bob");
		awaitSilence();
		SANDBOX.jira().editIssue(moved.key(), Map.of("summary", "A from OPS"), "bob");
		awaitSilence();
		assertThat(SANDBOX.github().issue(WIDGETS, 1).title()).isEqualTo("A from OPS");
		SANDBOX.github().editIssue(WIDGETS, 1, Map.of("title", "A from GitHub"), "alice");
		awaitSilence();
		assertThat(twin("A from GitHub").key()).isEqualTo(moved.key());
		assertThat(SANDBOX.jira().issues()).hasSize(1);
		assertThat(SANDBOX.github().issues()).hasSize(1);
	}

	@Test
	void pairRestsWhileItsJiraIssueIsInAProjectWithoutALink() {
		open(WIDGETS, "A");
		SandboxJiraIssue away = SANDBOX.jira().move(twin("A").key(), "HR", "bob");
		awaitSilence();
		SANDBOX.jira().editIssue(away.key(), Map.of("summary", "For few"), "bob");
		SANDBOX.github().editIssue(WIDGETS, 1, Map.of("body", "For many"), "alice");
		awaitSilence();
		assertThat(SANDBOX.github().issue(WIDGETS, 1).title()).isEqualTo("A");
		assertThat(SANDBOX.jira().issue(away.key()).description()).doesNotContain("many");
		assertThat(SANDBOX.jira().issues()).hasSize(1);

		SandboxJiraIssue back = SANDBOX.jira().move(away.key(), "SBX", "bob");
		awaitSilence();
		SANDBOX.github().editIssue(WIDGETS, 1, Map.of("title", "Together again"), "alice");
		awaitSilence();
		assertThat(SANDBOX.jira().issue(back.key()).summary()).isEqualTo("Together again");
		assertThat(SANDBOX.jira().issues()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void issueTransferredToALinkedRepositoryKeepsItsTwin(boolean inOrder) {
		SandboxGitHubIssue before = open(WIDGETS, "A");
		SANDBOX.github().comment(WIDGETS, 1, "From before", "bob");
		awaitSilence();
		SANDBOX.webhooks(Upstream.GITHUB).hold();
		SandboxGitHubIssue after = transfer(before, GADGETS);
		if (inOrder) {
			SANDBOX.webhooks(Upstream.GITHUB).release();
		}
		else {
			SANDBOX.webhooks(Upstream.GITHUB).releaseReversed();
		}
		awaitSilence();
		assertThat(SANDBOX.jira().issues()).hasSize(1);
		assertThat(twin("A").remoteLinks()).singleElement().satisfies((link) -> {
			assertThat(link.url()).isEqualTo(after.htmlUrl());
			assertThat(link.title()).isEqualTo(GADGETS + "#1");
		});
		assertThat(twin("A").properties()).hasEntrySatisfying("github-jira-sync",
				(mark) -> assertThat(mark.path("githubIssueId").asLong()).isEqualTo(after.id()));

		SANDBOX.github().editIssue(GADGETS, 1, Map.of("title", "A moved on"), "alice");
		SANDBOX.github().comment(GADGETS, 1, "From after", "bob");
		awaitSilence();
		assertThat(twin("A moved on").comments()).hasSize(2);
		SANDBOX.jira().transition(twin("A moved on").key(), "Done", "bob");
		awaitSilence();
		assertThat(SANDBOX.github().issue(GADGETS, 1).state()).isEqualTo("closed");
		assertThat(SANDBOX.jira().issues()).hasSize(1);
	}

	@Test
	void transferGoesOnWhereACallFailed() {
		SandboxGitHubIssue before = open(WIDGETS, "A");
		SANDBOX.faults().add(Fault.status(Upstream.JIRA, "PUT", "/issue/*/properties/*", 500));
		SandboxGitHubIssue after = transfer(before, GADGETS);
		awaitSilence();
		assertThat(twin("A").properties()).hasEntrySatisfying("github-jira-sync",
				(mark) -> assertThat(mark.path("githubIssueId").asLong()).isEqualTo(after.id()));
		assertThat(twin("A").remoteLinks()).singleElement()
			.satisfies((link) -> assertThat(link.url()).isEqualTo(after.htmlUrl()));
	}

	@Test
	void issueTransferredToAnUnlinkedRepositoryEndsThePair() {
		SandboxGitHubIssue before = open(WIDGETS, "A");
		SandboxGitHubIssue after = transfer(before, "acme/elsewhere");
		awaitSilence();
		SANDBOX.github().editIssue("acme/elsewhere", 1, Map.of("title", "Gone"), "alice");
		SANDBOX.jira().editIssue(twin("A").key(), Map.of("summary", "Alone"), "bob");
		awaitSilence();
		assertThat(twin("Alone").remoteLinks()).singleElement()
			.satisfies((link) -> assertThat(link.url()).isEqualTo(after.htmlUrl()));
		assertThat(SANDBOX.github().issue("acme/elsewhere", 1).title()).isEqualTo("Gone");
	}

	@Test
	void lateDeliveryOfATransferredIssueMakesNoTwin() {
		SANDBOX.webhooks(Upstream.GITHUB).hold();
		SandboxGitHubIssue before = SANDBOX.github().openIssue(WIDGETS, "A", null, List.of(), "alice");
		SANDBOX.github().editIssue(WIDGETS, 1, Map.of("body", "More"), "alice");
		transfer(before, GADGETS);
		SANDBOX.webhooks(Upstream.GITHUB).releaseReversed();
		awaitQuiet();
		assertThat(SANDBOX.jira().issues()).extracting(SandboxJiraIssue::summary).containsOnly("A");
	}

	@Test
	void renamedRepositoryGoesOn() {
		open(WIDGETS, "A");
		SANDBOX.github().moves().renameRepository(WIDGETS, "sprockets", "alice");
		awaitSilence();
		SANDBOX.github().editIssue("acme/sprockets", 1, Map.of("title", "A renamed"), "alice");
		SANDBOX.github().openIssue("acme/sprockets", "B", null, List.of(), "alice");
		awaitSilence();
		assertThat(SANDBOX.jira().issues()).extracting(SandboxJiraIssue::summary)
			.containsExactlyInAnyOrder("A renamed", "B");
		SANDBOX.jira().editIssue(twin("B").key(), Map.of("summary", "B from Jira"), "bob");
		SANDBOX.jira().createIssue("SBX", "C", null, List.of(), "bob");
		awaitSilence();
		assertThat(SANDBOX.github().issues()).extracting(SandboxGitHubIssue::repository).containsOnly("acme/sprockets");
		assertThat(SANDBOX.github().issues()).extracting(SandboxGitHubIssue::title)
			.containsExactly("A renamed", "B from Jira", "C");
	}

	@Test
	void issueOfARenamedRepositoryCanBeLinkedByHand() {
		SANDBOX.github().moves().renameRepository(WIDGETS, "sprockets", "alice");
		awaitSilence();
		SANDBOX.webhooks(Upstream.GITHUB).hold();
		SANDBOX.webhooks(Upstream.JIRA).hold();
		SandboxGitHubIssue issue = SANDBOX.github().openIssue("acme/sprockets", "Mine", null, List.of(), "alice");
		SandboxJiraIssue twin = SANDBOX.jira().createIssue("SBX", "Yours", null, List.of(), "bob");
		SANDBOX.webhooks(Upstream.GITHUB).clear();
		SANDBOX.webhooks(Upstream.JIRA).clear();
		IssueMapping mapping = this.pairs.link(new GitHubIssueRef("acme/sprockets", issue.number()),
				new JiraIssueKey(twin.key()));
		assertThat(mapping.link()).isEqualTo("widgets");
		SANDBOX.github().editIssue("acme/sprockets", issue.number(), Map.of("title", "Ours"), "alice");
		awaitSilence();
		assertThat(SANDBOX.jira().issues()).singleElement()
			.extracting(SandboxJiraIssue::summary)
			.isEqualTo(SANDBOX.github().issue("acme/sprockets", issue.number()).title());
		assertThat(SANDBOX.github().issues()).hasSize(1);
	}

	@Test
	void partsAndDryRunsFindTheLinkOfARenamedRepository() {
		open(WIDGETS, "Part");
		SANDBOX.github().moves().renameRepository(WIDGETS, "sprockets", "alice");
		awaitSilence();
		SANDBOX.webhooks(Upstream.GITHUB).hold();
		SANDBOX.github().openIssue("acme/sprockets", "Whole", null, List.of(), "alice");
		SANDBOX.webhooks(Upstream.GITHUB).clear();
		SANDBOX.github().subIssues().add("acme/sprockets", 2, 1, "alice");
		awaitSilence();
		assertThat(twin("Part").parent()).isEqualTo(twin("Whole").key());
		assertThat(this.dryRun.ofGitHubIssue(new GitHubIssueRef("acme/sprockets", 1)).link()).isEqualTo("widgets");
	}

	@Test
	void dryRunOfAPairThatRestsSaysSo() {
		open(WIDGETS, "A");
		SANDBOX.jira().move(twin("A").key(), "HR", "bob");
		awaitSilence();
		assertThat(this.dryRun.ofGitHubIssue(new GitHubIssueRef(WIDGETS, 1)).verdict())
			.isEqualTo("Its Jira twin was moved to a project without a link.");
	}

	@Test
	void renamedPeopleAreTheSame() {
		open(WIDGETS, "A");
		long comment = SANDBOX.github().comment(WIDGETS, 1, "Hi", "bob").id();
		awaitSilence();
		SANDBOX.github().moves().renameUser("bob", "robert");
		SANDBOX.jira().sides().renameUser("sync-bot", "The Bot");
		SANDBOX.github().editComment(comment, "Ho", "robert");
		awaitSilence();
		assertThat(twin("A").comments()).singleElement()
			.satisfies((repeated) -> assertThat(repeated.body()).contains("robert", "Ho"));
		SANDBOX.github().editIssue(WIDGETS, 1, Map.of("title", "A2"), "robert");
		awaitSilence();
		assertThat(SANDBOX.github().issues()).hasSize(1);
		assertThat(SANDBOX.jira().issues()).hasSize(1);
	}

	@Test
	void lockAndPinChangeNothingInJira() {
		open(WIDGETS, "A");
		SandboxJiraIssue before = twin("A");
		SANDBOX.github().moves().lock(WIDGETS, 1, true, "alice");
		SANDBOX.github().moves().pin(WIDGETS, 1, true, "alice");
		SANDBOX.github().moves().lock(WIDGETS, 1, false, "alice");
		awaitSilence();
		assertThat(twin("A")).isEqualTo(before);
	}

	private static SandboxGitHubIssue transfer(SandboxGitHubIssue issue, String to) {
		return SANDBOX.github().moves().transfer(issue.repository(), issue.number(), to, "alice");
	}

}
