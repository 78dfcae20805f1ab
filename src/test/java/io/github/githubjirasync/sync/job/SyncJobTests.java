package io.github.githubjirasync.sync.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.sync.Actor;
import io.github.githubjirasync.sync.Change;
import io.github.githubjirasync.sync.CommentSnapshot;
import io.github.githubjirasync.sync.GitHubIssueDetails;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.JiraIssueIdentity;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.PullRequestSnapshot;
import io.github.githubjirasync.sync.RichText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SyncJob}: jobs that an older instance stored must stay readable, so
 * the samples of version 1 are never changed; a new form gets samples of its own.
 */
class SyncJobTests {

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05Z");

	private static final Instant UPDATED = Instant.parse("2026-01-02T03:05:06.789Z");

	private static final Actor ALICE = new Actor("583231", "alice");

	static Stream<Arguments> samples() {
		GitHubIssueSnapshot github = new GitHubIssueSnapshot(3_000_000_001L, new GitHubIssueRef("acme/widgets", 42),
				true, "Save fails", "Clicking **Save** fails.", false, "completed", List.of("bug", "good first issue"),
				List.of("bob"), "v1", ALICE, "https://github.com/acme/widgets/issues/42", CREATED, UPDATED);
		JiraIssueSnapshot jira = new JiraIssueSnapshot(10_001, new JiraIssueKey("WID-7"), "Save fails",
				RichText.wiki("Clicking *Save* fails."), "Done", true, "Fixed", "Bug", "High", List.of("bug"),
				new Actor("712020:b", "Bob"), new Actor(null, "unknown"), false, CREATED, UPDATED);
		GitHubIssueSnapshot detailed = new GitHubIssueSnapshot(3_000_000_002L, new GitHubIssueRef("acme/gadgets", 1),
				false, "Save fails", null, true, null, List.of(), List.of("bob"), "v1", ALICE,
				"https://github.com/acme/gadgets/issues/1", CREATED, UPDATED,
				new GitHubIssueDetails(List.of(new Actor("2", "bob")),
						new GitHubIssueDetails.Milestone(1, "v1", true, CREATED), "Bug", true,
						new GitHubIssueRef("acme/gadgets", 2), 8L));
		return Stream.of(
				Arguments.of("github-issue",
						new SyncJob("widgets", "issues.closed",
								new Change.GitHubIssueChanged(Change.Kind.UPDATED, "closed", github, ALICE))),
				Arguments.of("github-comment",
						new SyncJob("widgets", "issue_comment.created",
								new Change.GitHubCommentChanged(Change.Kind.CREATED, github,
										new CommentSnapshot(4_000_000_001L, RichText.markdown("Me _too_"), ALICE,
												"https://github.com/acme/widgets/issues/42#issuecomment-4000000001",
												false, CREATED, UPDATED),
										ALICE))),
				Arguments.of("jira-issue",
						new SyncJob("widgets", "jira:issue_updated",
								new Change.JiraIssueChanged(Change.Kind.UPDATED, jira, Set.of("status"),
										new Actor("712020:a", "Alice"), UPDATED))),
				Arguments.of("jira-comment", new SyncJob("widgets", "comment_deleted", new Change.JiraCommentChanged(
						Change.Kind.DELETED, new JiraIssueIdentity(10_001, new JiraIssueKey("WID-7")),
						new CommentSnapshot(20_001, RichText.adf("{\"type\":\"doc\",\"version\":1,\"content\":[]}"),
								new Actor("712020:a", "Alice"), null, true, CREATED, UPDATED),
						new Actor(null, "unknown"), UPDATED))),
				Arguments.of("github-pull-request",
						new SyncJob("widgets", "pull_request.opened", new Change.GitHubPullRequestChanged("opened",
								new PullRequestSnapshot(3_000_000_009L, new GitHubIssueRef("acme/widgets", 43), 7L,
										true, "Fix WID-7", "It **does**", "wid-7", true, false, false, ALICE,
										"https://github.com/acme/widgets/pull/43", UPDATED),
								"Fix it", ALICE))),
				Arguments.of("github-transfer",
						new SyncJob("widgets", "issues.transferred",
								new Change.GitHubIssueTransferred(github, detailed, ALICE))),
				Arguments.of("github-sub-issue",
						new SyncJob("widgets", "sub_issues.parent_issue_added",
								new Change.GitHubSubIssueChanged(true, github, detailed, ALICE))),
				Arguments.of("github-rename", new SyncJob("widgets", "repository.renamed",
						new Change.GitHubRepositoryRenamed(7, "acme/old", "acme/widgets", ALICE))));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("samples")
	void storedFormStaysAsItIs(String kind, SyncJob job) throws IOException {
		assertThat(SyncJob.kind(job.change())).isEqualTo(kind);
		assertThat(JSON.readTree(job.toJson())).isEqualTo(sample(kind));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("samples")
	void kindNamesTheOriginOfItsChange(String kind, SyncJob job) {
		assertThat(kind).startsWith(job.change().origin().name().toLowerCase(Locale.ROOT) + "-");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("samples")
	void storedJobIsReadAgain(String kind, SyncJob job) throws IOException {
		assertThat(SyncJob.read(kind, sample(kind).toString())).isEqualTo(job);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("samples")
	void fieldsOfANewerInstanceAreIgnored(String kind, SyncJob job) throws IOException {
		JsonNode stored = sample(kind);
		addUnknown(stored);
		assertThat(SyncJob.read(kind, stored.toString())).isEqualTo(job);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "not JSON", "", "[]",
			"{\"version\":1,\"link\":\"widgets\",\"event\":\"x\",\"change\":{\"issue\":{\"ref\":{}}}}" })
	void otherFormsAreUnreadable(String stored) {
		assertThatExceptionOfType(UnreadableJobException.class).isThrownBy(() -> SyncJob.read("github-issue", stored))
			.isNotInstanceOf(NewerJobException.class);
	}

	@Test
	void formsAndKindsOfALaterReleaseAreToldApart() {
		assertThatExceptionOfType(NewerJobException.class)
			.isThrownBy(() -> SyncJob.read("github-issue", "{\"version\":2,\"link\":\"widgets\",\"event\":\"x\"}"))
			.withMessage("The job has the form 2, this instance reads 1");
		assertThatExceptionOfType(NewerJobException.class).isThrownBy(() -> SyncJob.read("github-project", "{}"))
			.withMessageContaining("github-project");
	}

	@Test
	void unknownKindIsUnreadable() {
		assertThatExceptionOfType(UnreadableJobException.class).isThrownBy(() -> SyncJob.read(SyncJob.UNREADABLE, "{}"))
			.withMessageContaining(SyncJob.UNREADABLE);
	}

	private static JsonNode sample(String kind) throws IOException {
		try (InputStream in = SyncJobTests.class.getResourceAsStream(kind + "-1.json")) {
			return JSON.readTree(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
		}
	}

	private static void addUnknown(JsonNode node) {
		node.forEach(SyncJobTests::addUnknown);
		if (node instanceof ObjectNode object) {
			object.putObject("laterField").put("x", 1);
		}
	}

}
