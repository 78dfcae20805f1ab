package io.github.githubjirasync.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.githubjirasync.sandbox.SandboxGitHubIssue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sync as a GitHub App, with an installation for each owner.
 */
class GitHubAppSyncIntegrationTests extends LinkedPairs {

	private static final String OTHER = "other/widgets";

	private static final String LATE = "late/widgets";

	@Test
	void pairsOfSeveralOwnersAreSyncedBothWaysWithATokenForEachInstallation() {
		open(WIDGETS, "Of acme");
		open(OTHER, "Of another");
		SANDBOX.jira().comment(twin("Of acme").key(), "Seen by acme", "alice");
		SANDBOX.jira().comment(twin("Of another").key(), "Seen by another", "alice");
		SANDBOX.jira().createIssue("OTH", "From Jira", null, List.of(), "alice");
		awaitSilence();
		assertThat(SANDBOX.github().issue(WIDGETS, 1).comments()).extracting(SandboxGitHubIssue.Comment::author)
			.containsExactly("sync-bot[bot]");
		assertThat(SANDBOX.github().issue(OTHER, 1).comments()).singleElement()
			.satisfies((comment) -> assertThat(comment.body()).contains("Seen by another"));
		assertThat(SANDBOX.github().issue(OTHER, 2).title()).isEqualTo("From Jira");
		assertThat(APP.tokenEnds("acme")).isNotEmpty();
		assertThat(APP.tokenEnds("other")).hasSize(1);
	}

	@Test
	void tokenThatEndsInBetweenIsRenewed() {
		open(LATE, "Before");
		SANDBOX.jira().comment(twin("Before").key(), "First", "alice");
		awaitSilence();
		assertThat(APP.tokenEnds("late")).isNotEmpty();
		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.until(() -> APP.tokenEnds("late").stream().allMatch((end) -> end.isBefore(Instant.now())));
		int before = APP.tokenEnds("late").size();
		SANDBOX.jira().editIssue(twin("Before").key(), Map.of("summary", "After"), "alice");
		SANDBOX.jira().comment(twin("After").key(), "Second", "alice");
		awaitSilence();
		assertThat(SANDBOX.github().issue(LATE, 1).title()).isEqualTo("After");
		assertThat(SANDBOX.github().issue(LATE, 1).comments()).hasSize(2);
		assertThat(APP.tokenEnds("late")).hasSizeGreaterThan(before);
	}

}
