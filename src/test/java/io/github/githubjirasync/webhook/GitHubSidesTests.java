package io.github.githubjirasync.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.sync.Actor;
import io.github.githubjirasync.sync.Change;
import io.github.githubjirasync.sync.Change.GitHubIssueTransferred;
import io.github.githubjirasync.sync.Change.GitHubPullRequestChanged;
import io.github.githubjirasync.sync.Change.GitHubRepositoryRenamed;
import io.github.githubjirasync.sync.Change.GitHubSubIssueChanged;
import io.github.githubjirasync.sync.PullRequestSnapshot;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what GitHub tells of pull requests, sub-issues, transfers and renames.
 */
class GitHubSidesTests {

	private static final String EXAMPLES = "github/octokit-webhooks-examples/";

	private final GitHubPayloadReader reader = new GitHubPayloadReader();

	@Test
	void everyRecordedDeliveryMeansWhatItsActionSays() {
		Map<String, String> meanings = new TreeMap<>();
		for (RecordedDelivery recorded : RecordedDelivery.all()) {
			if (recorded.github()
					&& (recorded.event().equals("pull_request") || recorded.event().equals("repository"))) {
				Reading reading = this.reader.read(recorded.event(), false, recorded.body());
				String meaning = (reading instanceof Reading.Changed changed)
						? changed.change().getClass().getSimpleName() : ((Reading.Ignored) reading).reason();
				meanings.merge(recorded.event() + "." + recorded.action(), meaning,
						(one, other) -> one.equals(other) ? one : one + "|" + other);
			}
		}
		assertThat(meanings).containsEntry("pull_request.opened", "GitHubPullRequestChanged")
			.containsEntry("pull_request.closed", "GitHubPullRequestChanged")
			.containsEntry("pull_request.ready_for_review", "GitHubPullRequestChanged")
			.containsEntry("pull_request.synchronize", "action-not-synced")
			.containsEntry("pull_request.labeled", "action-not-synced")
			.containsEntry("repository.renamed", "GitHubRepositoryRenamed")
			.containsEntry("repository.transferred", "GitHubRepositoryRenamed")
			.containsEntry("repository.publicized", "action-not-synced");
	}

	@Test
	void pullRequestHoldsWhatGitHubSent() {
		GitHubPullRequestChanged change = (GitHubPullRequestChanged) recorded("pull_request",
				"pull_request.closed.1.json");
		assertThat(change.action()).isEqualTo("closed");
		assertThat(change.former()).isNull();
		assertThat(change.pullRequest())
			.isEqualTo(new PullRequestSnapshot(279147437, new GitHubIssueRef("Codertocat/Hello-World", 2), 186853002L,
					false, "Update the README with new information.",
					"This is a pretty simple change that we need to pull into master.", "changes", false, false, false,
					new Actor("21031067", "Codertocat"), "https://github.com/Codertocat/Hello-World/pull/2",
					Instant.parse("2019-05-15T15:21:18Z")));
	}

	@Test
	void editTellsWhatWasThereBefore() {
		GitHubPullRequestChanged change = (GitHubPullRequestChanged) read("pull_request", """
				{"action":"edited","number":5,"repository":{"id":1,"full_name":"o/r"},"changes":{"title":{"from":"A-1"},
				"body":{"from":"B-2"}},"pull_request":{"id":7,"number":5,"title":"T","state":"open","html_url":"h",
				"updated_at":"2026-01-01T00:00:00Z","head":{"ref":"x"}}}""");
		assertThat(change.former()).isEqualTo("A-1\nB-2");
		assertThat(change.pullRequest().privateRepository()).isTrue();
	}

	@Test
	void bothEndsOfATransferTellTheSame() {
		GitHubIssueTransferred left = (GitHubIssueTransferred) recorded("issues", "issues.transferred.1.json");
		assertThat(left.from().ref()).hasToString("octo-org/octo-repo#1");
		assertThat(left.from().id()).isEqualTo(512748900);
		assertThat(left.to().ref()).hasToString("Codertocat/Hello-World#1");
		assertThat(left.to().id()).isEqualTo(444500041);
		GitHubIssueTransferred came = (GitHubIssueTransferred) read("issues", """
				{"action":"opened","repository":{"id":2,"full_name":"o/new"},"issue":%s,"changes":{"old_issue":%s,
				"old_repository":{"id":1,"full_name":"o/old"}}}""".formatted(issue(20, 1), issue(10, 5)));
		assertThat(came.from().ref()).hasToString("o/old#5");
		assertThat(came.to().ref()).hasToString("o/new#1");
	}

	@Test
	void subIssueIsToldByItsOwnEnd() {
		String ends = """
				"repository":{"id":1,"full_name":"o/r"},"parent_issue_repo":{"id":2,"full_name":"o/other"},
				"sub_issue":%s,"parent_issue":%s}""".formatted(issue(10, 5), issue(20, 1));
		GitHubSubIssueChanged added = (GitHubSubIssueChanged) read("sub_issues",
				"{\"action\":\"parent_issue_added\"," + ends);
		assertThat(added.added()).isTrue();
		assertThat(added.issue().ref()).hasToString("o/r#5");
		assertThat(added.parent().ref()).hasToString("o/other#1");
		assertThat(this.reader.read("sub_issues", false, bytes("{\"action\":\"sub_issue_added\"," + ends)))
			.isEqualTo(new Reading.Ignored("sub_issues.sub_issue_added", "told-by-the-other-end"));
	}

	@Test
	void renameAndChangeOfOwnerTellTheFormerName() {
		GitHubRepositoryRenamed renamed = (GitHubRepositoryRenamed) recorded("repository", "repository.renamed.1.json");
		assertThat(renamed.former()).startsWith("Octocoders/Hello-World");
		assertThat(renamed.repository()).isEqualTo("Octocoders/Hello-World");
		GitHubRepositoryRenamed given = (GitHubRepositoryRenamed) recorded("repository",
				"repository.transferred.1.json");
		assertThat(given.former()).isEqualTo("octocat/Hello-World");
		assertThat(given.repositoryId()).isPositive();
	}

	@Test
	void renameWithoutTheFormerNameCannotBeRead() {
		assertThat(this.reader.read("repository", false,
				bytes("""
						{"action":"renamed","repository":{"id":1,"full_name":"o/new"},"changes":{"repository":{"name":{}}}}""")))
			.isInstanceOfSatisfying(Reading.Unreadable.class,
					(unreadable) -> assertThat(unreadable.cause()).contains("changes.repository.name.from"));
	}

	private static String issue(long id, int number) {
		return """
				{"id":%d,"number":%d,"title":"T","state":"open","html_url":"h","created_at":"2026-01-01T00:00:00Z",
				"updated_at":"2026-01-01T00:00:00Z"}""".formatted(id, number);
	}

	private Change recorded(String event, String file) {
		return ((Reading.Changed) this.reader.read(event, false, RecordedDelivery.read(EXAMPLES + file))).change();
	}

	private Change read(String event, String json) {
		return ((Reading.Changed) this.reader.read(event, false, bytes(json))).change();
	}

	private static byte[] bytes(String json) {
		return json.getBytes(StandardCharsets.UTF_8);
	}

}
