package io.github.githubjirasync.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.sync.Actor;
import io.github.githubjirasync.sync.Change.GitHubCommentChanged;
import io.github.githubjirasync.sync.Change.GitHubIssueChanged;
import io.github.githubjirasync.sync.Change.GitHubIssueTransferred;
import io.github.githubjirasync.sync.Change;
import io.github.githubjirasync.sync.CommentSnapshot;
import io.github.githubjirasync.sync.GitHubIssueDetails;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.RichText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class GitHubPayloadReaderTests {

	private static final String ISSUE = """
			"issue": {"id": 9876543210, "number": 7, "title": "T", "state": "closed", "state_reason": "not_planned",
			"html_url": "https://github.com/o/r/issues/7", "user": null, "labels": [{"name": "a"}, null, {"name": null}],
			"assignees": null, "milestone": {"title": "v1"}, "created_at": "2026-01-01T00:00:00Z",
			"updated_at": "2026-01-02T00:00:00Z", "some_new_field": {"a": [1]}}""";

	private final GitHubPayloadReader reader = new GitHubPayloadReader();

	@Test
	void everyRecordedDeliveryMeansWhatItsActionSays() {
		Map<String, String> meanings = new TreeMap<>();
		for (RecordedDelivery recorded : RecordedDelivery.all()) {
			if (recorded.github() && (recorded.event().equals("issues") || recorded.event().equals("issue_comment"))) {
				Reading reading = this.reader.read(recorded.event(), false, recorded.body());
				meanings.merge(recorded.event() + "." + recorded.action(), describe(reading),
						(one, other) -> one.equals(other) ? one : one + "|" + other);
			}
		}
		assertThat(meanings)
			.containsExactlyInAnyOrderEntriesOf(Map.ofEntries(Map.entry("issue_comment.created", "comment CREATED"),
					Map.entry("issue_comment.edited", "comment UPDATED"),
					Map.entry("issue_comment.deleted", "comment DELETED"),
					Map.entry("issues.opened", "issue CREATED|transfer"), Map.entry("issues.deleted", "issue DELETED"),
					Map.entry("issues.transferred", "transfer"), Map.entry("issues.milestoned", "pull-request"),
					Map.entry("issues.demilestoned", "pull-request"), Map.entry("issues.locked", "action-not-synced"),
					Map.entry("issues.unlocked", "action-not-synced"), Map.entry("issues.pinned", "action-not-synced"),
					Map.entry("issues.unpinned", "action-not-synced"), Map.entry("issues.assigned", "issue UPDATED"),
					Map.entry("issues.unassigned", "issue UPDATED"), Map.entry("issues.closed", "issue UPDATED"),
					Map.entry("issues.reopened", "issue UPDATED"), Map.entry("issues.edited", "issue UPDATED"),
					Map.entry("issues.labeled", "issue UPDATED"), Map.entry("issues.unlabeled", "issue UPDATED"),
					Map.entry("issues.typed", "issue UPDATED"), Map.entry("issues.untyped", "issue UPDATED")));
	}

	@Test
	void snapshotHoldsWhatGitHubSent() {
		Reading reading = this.reader.read("issues", false,
				RecordedDelivery.read("github/octokit-webhooks-examples/issues.edited.2.json"));
		assertThat(reading.event()).isEqualTo("issues.edited");
		GitHubIssueChanged change = (GitHubIssueChanged) change(reading);
		assertThat(change.action()).isEqualTo("edited");
		assertThat(change.actor()).isEqualTo(new Actor("21031067", "Codertocat"));
		assertThat(change.issue())
			.isEqualTo(new GitHubIssueSnapshot(444500041, new GitHubIssueRef("Codertocat/Hello-World", 1), false,
					"Spelling error in the README file", "It looks like you accidently spelled 'commit' with two 't's.",
					true, null, List.of("bug"), List.of("Codertocat"), "v1.0", new Actor("21031067", "Codertocat"),
					"https://github.com/Codertocat/Hello-World/issues/1", Instant.parse("2019-05-15T15:20:18Z"),
					change.issue().updatedAt(),
					new GitHubIssueDetails(List.of(new Actor("21031067", "Codertocat")),
							new GitHubIssueDetails.Milestone(1, "v1.0", false, Instant.parse("2019-05-23T07:00:00Z")),
							null, false, null, 186853002L)));
	}

	@Test
	void commentHoldsWhatGitHubSent() {
		GitHubCommentChanged change = (GitHubCommentChanged) change(this.reader.read("issue_comment", false,
				RecordedDelivery.read("github/octokit-webhooks-examples/issue_comment.created.1.json")));
		assertThat(change.comment()).isEqualTo(new CommentSnapshot(492700400,
				RichText.markdown("You are totally right! I'll get this fixed right away."),
				new Actor("21031067", "Codertocat"),
				"https://github.com/Codertocat/Hello-World/issues/1#issuecomment-492700400", false,
				Instant.parse("2019-05-15T15:20:21Z"), Instant.parse("2019-05-15T15:20:21Z")));
		assertThat(change.issue().ref()).hasToString("Codertocat/Hello-World#1");
	}

	@Test
	void typeLockAndParentAreSeen() {
		GitHubIssueChanged typed = (GitHubIssueChanged) change(this.reader.read("issues", false,
				RecordedDelivery.read("github/octokit-webhooks-net/issues.typed.json")));
		assertThat(typed.issue().details()).isNotNull().extracting(GitHubIssueDetails::type).isEqualTo("Feature");
		GitHubIssueChanged child = (GitHubIssueChanged) change(read("issues", """
				{"action":"edited","repository":{"full_name":"o/r"},"issue":{"id":1,"number":2,"title":"T",
				"state":"open","html_url":"h","created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:00Z",
				"locked":true,"parent_issue_url":"https://api.github.com/repos/o/other/issues/7"}}"""));
		assertThat(child.issue().details())
			.isEqualTo(new GitHubIssueDetails(List.of(), null, null, true, new GitHubIssueRef("o/other", 7), null));
	}

	@Test
	void privateRepositoryIsSeen() {
		GitHubIssueChanged change = (GitHubIssueChanged) change(this.reader.read("issues", false,
				RecordedDelivery.read("github/quarkus-github-app/issue-closed.json")));
		assertThat(change.issue().privateRepository()).isTrue();
	}

	@Test
	void missingOptionalFieldsAreMadeUpFor() {
		GitHubIssueChanged change = (GitHubIssueChanged) change(
				read("issues", "{\"action\":\"closed\",\"repository\":{\"full_name\":\"o/r\"}," + ISSUE + "}"));
		GitHubIssueSnapshot issue = change.issue();
		assertThat(change.actor()).isEqualTo(new Actor(null, "ghost"));
		assertThat(issue.author()).isEqualTo(new Actor(null, "ghost"));
		assertThat(issue.id()).isEqualTo(9876543210L);
		assertThat(issue.body()).isNull();
		assertThat(issue.open()).isFalse();
		assertThat(issue.stateReason()).isEqualTo("not_planned");
		assertThat(issue.labels()).containsExactly("a");
		assertThat(issue.assignees()).isEmpty();
		assertThat(issue.milestone()).isEqualTo("v1");
		assertThat(issue.privateRepository()).as("private unless told otherwise").isTrue();
	}

	@Test
	void commentOnAPullRequestIsIgnored() {
		Reading reading = read("issue_comment",
				"{\"action\":\"created\",\"issue\":{\"pull_request\":{\"url\":\"u\"}}}");
		assertThat(reading).isEqualTo(new Reading.Ignored("issue_comment.created", "pull-request"));
	}

	@ParameterizedTest
	@CsvSource({ "issues, action-not-synced", "issue_comment, action-not-synced" })
	void actionOfTheFutureIsIgnored(String event, String reason) {
		assertThat(read(event, "{\"action\":\"teleported\"}"))
			.isEqualTo(new Reading.Ignored(event + ".teleported", reason));
	}

	@Test
	void eventThatIsNotOursIsIgnoredUnread() {
		assertThat(read("push", "not json")).isEqualTo(new Reading.Ignored("push", "event-not-synced"));
		assertThat(read("ping", "not json")).isEqualTo(new Reading.Ignored("ping", "ping"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "[]", "{}", "{\"action\":\"opened\"}", "{\"action\":\"opened\"} trailing",
			"{\"action\":\"opened\",\"issue\":{\"id\":\"x\"}}", "{\"action\":\"opened\",\"issue\":{\"id\":1e30}}" })
	void bodyWithoutWhatIsNeededIsUnreadable(String json) {
		assertThat(read("issues", json)).isInstanceOf(Reading.Unreadable.class);
	}

	@Test
	void causeNamesTheMissingFieldAndTheEvent() {
		assertThat(read("issues", "{\"action\":\"opened\"," + ISSUE + "}")).isEqualTo(
				new Reading.Unreadable("issues.opened", "Not the expected payload: The field 'repository' is missing"));
	}

	@Test
	void causeNamesTheFieldOfTheWrongType() {
		assertThat(read("issues", "{\"action\":\"opened\",\"issue\":{\"labels\":[{},7]}}"))
			.isInstanceOfSatisfying(Reading.Unreadable.class, (unreadable) -> assertThat(unreadable.cause())
				.startsWith("Not the expected JSON at 'issue.labels.1': "));
	}

	@Test
	void oddRepositoryNameIsUnreadable() {
		assertThat(
				read("issues", "{\"action\":\"opened\",\"repository\":{\"full_name\":\"../../x\\n\"}," + ISSUE + "}"))
			.isEqualTo(new Reading.Unreadable("issues.opened",
					"A value is out of range: Not an owner/name repository: '../../x '"));
	}

	private Reading read(String event, String json) {
		return this.reader.read(event, false, json.getBytes(StandardCharsets.UTF_8));
	}

	private static Change change(Reading reading) {
		assertThat(reading).isInstanceOf(Reading.Changed.class);
		return ((Reading.Changed) reading).change();
	}

	private static String describe(Reading reading) {
		if (reading instanceof Reading.Ignored ignored) {
			return ignored.reason();
		}
		if (change(reading) instanceof GitHubIssueTransferred) {
			return "transfer";
		}
		return (change(reading) instanceof GitHubIssueChanged issue) ? "issue " + issue.kind()
				: "comment " + ((GitHubCommentChanged) change(reading)).kind();
	}

}
