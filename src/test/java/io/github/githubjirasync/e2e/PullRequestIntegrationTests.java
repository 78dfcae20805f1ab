package io.github.githubjirasync.e2e;

import io.github.githubjirasync.sandbox.SandboxJiraIssue;
import io.github.githubjirasync.upstream.Upstream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pull requests show on the Jira issues that they mention, and move them.
 */
class PullRequestIntegrationTests extends LinkedPairs {

	@Test
	void pullRequestMovesTheIssueThatItMentions() {
		open(WIDGETS, "A");
		String key = twin("A").key();
		int number = SANDBOX.github().pulls().open(WIDGETS, "Mend " + key, null, "mend", "bob");
		awaitSilence();
		assertThat(twin("A").status()).isEqualTo("In Progress");
		assertThat(link(number).title()).isEqualTo("acme/widgets#" + number + ": Mend " + key);
		assertThat(link(number).resolved()).isFalse();
		SANDBOX.github().pulls().merge(WIDGETS, number, "bob");
		awaitSilence();
		assertThat(twin("A").status()).isEqualTo("Done");
		assertThat(link(number).title()).endsWith("(merged)");
		assertThat(link(number).resolved()).isTrue();
		assertThat(SANDBOX.github().issue(WIDGETS, 1).state()).isEqualTo("closed");
	}

	@Test
	void closedWithoutMergeMovesBack() {
		open(WIDGETS, "A");
		int number = SANDBOX.github().pulls().open(WIDGETS, "Try", "For " + twin("A").key(), "try", "bob");
		awaitSilence();
		SANDBOX.github().pulls().setOpen(WIDGETS, number, false, "bob");
		awaitSilence();
		assertThat(twin("A").status()).isEqualTo("To Do");
	}

	@Test
	void orderOfDeliveriesDoesNotMatter() {
		open(WIDGETS, "A");
		SANDBOX.webhooks(Upstream.GITHUB).hold();
		int number = SANDBOX.github()
			.pulls()
			.open(WIDGETS, "Mend", null, twin("A").key().toLowerCase() + "-mend", "bob");
		SANDBOX.github().pulls().merge(WIDGETS, number, "bob");
		SANDBOX.webhooks(Upstream.GITHUB).releaseReversed();
		awaitSilence();
		assertThat(twin("A").status()).isEqualTo("Done");
		assertThat(link(number).resolved()).isTrue();
	}

	@Test
	void mentionThatIsTakenAwayTakesTheLinkAway() {
		open(WIDGETS, "A");
		open(WIDGETS, "B");
		int number = SANDBOX.github().pulls().open(WIDGETS, "Mend " + twin("A").key(), null, "mend", "bob");
		awaitSilence();
		SANDBOX.github().pulls().edit(WIDGETS, number, "Mend " + twin("B").key(), null, "bob");
		awaitSilence();
		assertThat(twin("A").remoteLinks()).noneMatch((link) -> link.title().contains("Mend"));
		assertThat(twin("B").remoteLinks()).anyMatch((link) -> link.title().contains("Mend"));
		assertThat(twin("B").status()).isEqualTo("To Do");
	}

	@Test
	void keysOfOtherProjectsAndOfNoIssueAreLeftAlone() {
		open(GADGETS, "Of OPS");
		String other = twin("Of OPS").key();
		SandboxJiraIssue before = twin("Of OPS");
		SANDBOX.github().pulls().open(WIDGETS, "Mend " + other + ", SBX-999 and UTF-8", null, "x", "bob");
		awaitSilence();
		assertThat(twin("Of OPS")).isEqualTo(before);
	}

	@Test
	void resolutionThatTheScreenAsksForIsFilledIn() {
		open(WIDGETS, "A");
		SANDBOX.jira().rules().require("Done", "resolution");
		int number = SANDBOX.github().pulls().open(WIDGETS, "Mend " + twin("A").key(), null, "x", "bob");
		SANDBOX.github().pulls().merge(WIDGETS, number, "bob");
		awaitQuiet();
		assertThat(twin("A").status()).isEqualTo("Done");
		assertThat(twin("A").resolution()).isEqualTo("Done");
	}

	@Test
	void fieldThatTheScreenAsksForIsFilledInAsTheRulesSay() {
		open(WIDGETS, "A");
		SANDBOX.jira().rules().require("Done", "priority");
		int number = SANDBOX.github().pulls().open(WIDGETS, "Mend " + twin("A").key(), null, "x", "bob");
		SANDBOX.github().pulls().merge(WIDGETS, number, "bob");
		awaitSilence();
		assertThat(twin("A").status()).isEqualTo("Done");
		assertThat(twin("A").priority()).isEqualTo("High");
	}

	@Test
	void issueThatCannotBeMovedHoldsBackNoOther() {
		open(WIDGETS, "A");
		open(WIDGETS, "B");
		String first = twin("A").key();
		String second = twin("B").key();
		SANDBOX.jira().rules().require("In Progress", "customfield_10020");
		SANDBOX.github().pulls().open(WIDGETS, "Mend " + first + " and " + second, null, "x", "bob");
		awaitQuiet();
		assertThat(causes()).singleElement()
			.asString()
			.contains("Jira " + first + " cannot take", "Jira " + second + " cannot take", "customfield_10020");
		assertThat(twin("B").remoteLinks()).anyMatch((link) -> link.title().contains("Mend"));
	}

	private static SandboxJiraIssue.RemoteLink link(int number) {
		return twin("A").remoteLinks()
			.stream()
			.filter((link) -> link.url().endsWith("/pull/" + number))
			.findFirst()
			.orElseThrow();
	}

}
