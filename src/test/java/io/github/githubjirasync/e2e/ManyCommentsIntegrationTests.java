package io.github.githubjirasync.e2e;

import io.github.githubjirasync.sandbox.Fault;
import io.github.githubjirasync.sandbox.Fault.Kind;
import io.github.githubjirasync.sandbox.SandboxGitHubIssue;
import io.github.githubjirasync.sandbox.SandboxJiraIssue;
import io.github.githubjirasync.upstream.Upstream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A comment is repeated once, also where the answer to its create is lost and there are
 * more comments than a page holds.
 */
@Tag("long")
class ManyCommentsIntegrationTests extends LinkedPairs {

	/** Pages hold 100 on both sides. */
	private static final int MANY = 101;

	@Test
	void lostAnswerOfJiraIsFoundOnALaterPage() {
		open(WIDGETS, "A");
		for (int i = 0; i < MANY; i++) {
			SANDBOX.github().comment(WIDGETS, 1, "Comment " + i, "bob");
		}
		awaitSilence();
		SANDBOX.faults().add(Fault.of(Kind.DROP_AFTER, Upstream.JIRA, "POST", "/issue/*/comment"));
		long last = SANDBOX.github().comment(WIDGETS, 1, "The last", "bob").id();
		awaitSilence();
		assertThat(twin("A").comments()).hasSize(MANY + 1)
			.filteredOn((comment) -> comment.body().contains("The last"))
			.hasSize(1);
		SANDBOX.github().editComment(last, "The very last", "bob");
		awaitSilence();
		assertThat(twin("A").comments()).hasSize(MANY + 1)
			.extracting(SandboxJiraIssue.Comment::body)
			.last()
			.asString()
			.contains("The very last");
		SANDBOX.github().deleteComment(last, "bob");
		awaitSilence();
		assertThat(twin("A").comments()).hasSize(MANY);
	}

	@Test
	void lostAnswerOfGitHubIsFoundOnALaterPage() {
		open(WIDGETS, "A");
		String key = twin("A").key();
		for (int i = 0; i < MANY; i++) {
			SANDBOX.jira().comment(key, "Comment " + i, "bob");
		}
		awaitSilence();
		SANDBOX.faults().add(Fault.of(Kind.DROP_AFTER, Upstream.GITHUB, "POST", "/repos/*/*/issues/*/comments"));
		long last = SANDBOX.jira().comment(key, "The last", "bob").id();
		awaitSilence();
		assertThat(SANDBOX.github().issue(WIDGETS, 1).comments()).hasSize(MANY + 1)
			.filteredOn((comment) -> comment.body().contains("The last"))
			.hasSize(1);
		SANDBOX.jira().editComment(key, last, "The very last", "bob");
		awaitSilence();
		assertThat(SANDBOX.github().issue(WIDGETS, 1).comments()).hasSize(MANY + 1)
			.extracting(SandboxGitHubIssue.Comment::body)
			.last()
			.asString()
			.contains("The very last");
		SANDBOX.jira().deleteComment(key, last, "bob");
		awaitSilence();
		assertThat(SANDBOX.github().issue(WIDGETS, 1).comments()).hasSize(MANY);
	}

}
