package io.github.githubjirasync.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.sync.Actor;
import io.github.githubjirasync.sync.Change.JiraCommentChanged;
import io.github.githubjirasync.sync.Change.JiraIssueChanged;
import io.github.githubjirasync.sync.Change.Kind;
import io.github.githubjirasync.sync.Change;
import io.github.githubjirasync.sync.CommentSnapshot;
import io.github.githubjirasync.sync.JiraIssueDetails;
import io.github.githubjirasync.sync.JiraIssueIdentity;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.RichText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class JiraPayloadReaderTests {

	private static final String FOLDER = "jira/mattermost-plugin-jira/";

	private final JiraPayloadReader reader = new JiraPayloadReader();

	@Test
	void everyRecordedDeliveryMeansWhatItSays() {
		Map<String, String> unusual = new TreeMap<>();
		for (RecordedDelivery recorded : RecordedDelivery.all()) {
			if (!recorded.github()) {
				String meaning = describe(this.reader.read(recorded.body()));
				String usual = recorded.action().replaceFirst("jira:", "").replace('_', ' ');
				if (!meaning.equals(usual)) {
					unusual.put(recorded.name(), meaning);
				}
			}
		}
		assertThat(unusual).containsExactlyInAnyOrderEntriesOf(
				Map.ofEntries(Map.entry("webhook-issue-comment-created-indentation.json", "comment created"),
						Map.entry("webhook-server-issue-updated-commented-1.json", "comment created"),
						Map.entry("webhook-server-issue-updated-commented-2.json", "comment created"),
						Map.entry("webhook-server-issue-updated-commented-3.json", "comment created"),
						Map.entry("webhook-server-issue-updated-commented-mention-user.json", "comment created"),
						Map.entry("webhook-server-issue-updated-comment-edited.json", "comment updated"),
						Map.entry("webhook-server-old-issue-updated-no-event-type-commented.json", "comment created"),
						Map.entry("webhook-server-old-issue-updated-no-event-type-comment-edited.json",
								"comment updated"),
						Map.entry("webhook-server-comment-created.json", "comment-without-issue"),
						Map.entry("webhook-server-comment-updated.json", "comment-without-issue"),
						Map.entry("webhook-server-comment-deleted.json", "comment-without-issue")));
	}

	@Test
	void snapshotHoldsWhatCloudSent() {
		Reading reading = recorded("webhook-issue-created.json");
		assertThat(reading.event()).isEqualTo("jira:issue_created");
		JiraIssueChanged change = (JiraIssueChanged) change(reading);
		Actor admin = new Actor("5c5f880629be9642ba529340", "Test User");
		assertThat(change).isEqualTo(new JiraIssueChanged(Kind.CREATED,
				new JiraIssueSnapshot(10040, new JiraIssueKey("TES-41"), "Unit test summary",
						RichText.wiki("Unit test description, not that long"), "To Do", false, null, "Story", "High",
						List.of("test-label"), null, admin, false, Instant.parse("2019-02-16T03:01:52.971Z"),
						Instant.parse("2019-02-16T03:01:52.971Z"),
						new JiraIssueDetails("10001", "new", false, List.of(), List.of("COMP-1"), null, null,
								List.of())),
				Set.of("description", "priority", "reporter", "Status", "summary"), admin,
				Instant.ofEpochMilli(1550286113023L)));
	}

	@Test
	void commentHoldsWhatCloudSent() {
		JiraCommentChanged change = (JiraCommentChanged) change(recorded("webhook-cloud-comment-created.json"));
		Actor author = new Actor("5c5f880629be9642ba529340", "Test User");
		Instant written = Instant.parse("2019-02-16T03:11:18.321Z");
		assertThat(change)
			.isEqualTo(new JiraCommentChanged(Kind.CREATED, new JiraIssueIdentity(10040, new JiraIssueKey("TES-41")),
					new CommentSnapshot(10019, RichText.wiki("Added a comment"), author, null, false, written, written),
					author, Instant.ofEpochMilli(1550286678321L)));
	}

	@Test
	void usersOfServerAreKnownByTheirKey() {
		JiraCommentChanged change = (JiraCommentChanged) change(
				recorded("webhook-server-issue-updated-commented-2.json"));
		assertThat(change.actor().id()).isEqualTo("testUser");
		assertThat(change.issue().key()).hasToString("PRJA-42");
	}

	@Test
	void whoDeletedACommentOnCloudIsUnknown() {
		JiraCommentChanged change = (JiraCommentChanged) change(recorded("webhook-cloud-comment-deleted.json"));
		assertThat(change.kind()).isEqualTo(Kind.DELETED);
		assertThat(change.actor()).isEqualTo(new Actor(null, "unknown"));
		assertThat(change.comment().author().id()).isNotNull();
	}

	@Test
	void doneIsACategoryOfTheStatus() {
		assertThat(issue("webhook-server-issue-updated-closed.json").done()).isTrue();
		assertThat(issue("webhook-server-issue-updated-in-progress.json").done()).isFalse();
	}

	@Test
	void securityLevelIsSeen() {
		assertThat(issue("webhook-issue-created-with-security-level.json").secured()).isTrue();
		assertThat(issue("webhook-issue-created.json").secured()).isFalse();
	}

	@Test
	void versionsComponentsAndFilesAreSeen() {
		JiraIssueDetails details = details("webhook-issue-updated-components.json");
		assertThat(details.fixVersions()).containsExactly("version 1", "version 2");
		assertThat(details.components()).containsExactly("Special Component");
		Reading reading = this.reader.read("""
				{"webhookEvent":"jira:issue_updated","timestamp":1550286113023,"issue":{"id":"1","key":"A-1","fields":{
				"summary":"S","status":{"name":"To Do"},"issuetype":{"name":"Sub-task","subtask":true},
				"parent":{"id":"2","key":"A-2"},"attachment":[{"id":"7","filename":"a.png","mimeType":"image/png",
				"size":12,"content":"https://x/7"},{"id":"8"}]}}}""".getBytes(StandardCharsets.UTF_8));
		assertThat(((JiraIssueChanged) change(reading)).issue().details()).isEqualTo(new JiraIssueDetails(null, null,
				true, null, List.of(), new JiraIssueIdentity(2, new JiraIssueKey("A-2")), null,
				List.of(new JiraIssueDetails.Attachment(7, "a.png", "https://x/7", "image/png", 12))));
		assertThat(details("webhook-issue-created-with-security-level.json").securityLevel()).isNotEmpty();
		JiraIssueSnapshot onServer = issue("webhook-issue-updated-assigned-on-server.json");
		assertThat(onServer.assignee()).isNotNull().extracting(Actor::username).isNotNull();
	}

	private JiraIssueDetails details(String file) {
		return Objects.requireNonNull(issue(file).details());
	}

	@Test
	void payloadWithoutDatesOrLabelsTakesTheTimeOfTheEvent() {
		JiraIssueSnapshot issue = issue("webhook-issue-assigned-empty-changelog.json");
		assertThat(issue.updatedAt()).isEqualTo(Instant.ofEpochMilli(1724179662935L));
		assertThat(issue.labels()).isEmpty();
		assertThat(issue.assignee()).isNotNull()
			.extracting(Actor::id, Actor::name)
			.containsExactly("789012", "John Doe");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "\"visibility\": {\"type\": \"role\", \"value\": \"Administrators\"}", "\"jsdPublic\": false",
					"\"properties\": [null, {\"key\": \"sd.public.comment\", \"value\": {\"internal\": true}}]" })
	void commentForSomePeopleOnlyIsRestricted(String restriction) {
		assertThat(comment(restriction, "{}").restricted()).isTrue();
	}

	@Test
	void commentOnASecuredIssueIsRestricted() {
		assertThat(comment("\"jsdPublic\": true", "{\"security\": {\"id\": \"10001\"}}").restricted()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"visibility\": null", "\"jsdPublic\": true", "\"jsdPublic\": null",
			"\"properties\": [{\"key\": \"sd.public.comment\", \"value\": {\"internal\": false}}]" })
	void commentForEverybodyIsNotRestricted(String openness) {
		assertThat(comment(openness, "{\"security\": null}").restricted()).isFalse();
	}

	@Test
	void documentIsKeptAsAdf() {
		CommentSnapshot comment = comment("\"body\": {\"type\": \"doc\", \"version\": 1, \"content\": []}", "{}");
		assertThat(comment.body()).isEqualTo(RichText.adf("{\"type\":\"doc\",\"version\":1,\"content\":[]}"));
	}

	@Test
	void changeThatCarriesACommentAlongIsTheChangeOfTheIssue() {
		String json = new String(RecordedDelivery.read(FOLDER + "webhook-server-issue-updated-resolved.json"),
				StandardCharsets.UTF_8)
			.replaceFirst("\\{", "{\"comment\": {\"id\": \"1\", \"body\": \"Done.\"},");
		JiraIssueChanged change = (JiraIssueChanged) change(read(json));
		assertThat(change.changedFields()).containsExactlyInAnyOrder("status", "resolution");
	}

	@Test
	void eventThatIsNotOursIsIgnored() {
		assertThat(read("{\"webhookEvent\":\"issuelink_created\"}"))
			.isEqualTo(new Reading.Ignored("issuelink_created", "event-not-synced"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "[]", "{}", "{\"webhookEvent\":\"two words\"}",
			"{\"webhookEvent\":\"jira:issue_created\"}", "{\"webhookEvent\":\"comment_created\",\"issue\":{}}",
			"{\"webhookEvent\":\"jira:issue_created\",\"issue\":{\"id\":\"1\",\"key\":\"not a key\"}}" })
	void bodyWithoutWhatIsNeededIsUnreadable(String json) {
		assertThat(read(json)).isInstanceOf(Reading.Unreadable.class);
	}

	private CommentSnapshot comment(String extra, String issueFields) {
		Reading reading = read("""
				{"webhookEvent": "comment_created", "timestamp": 1550286678321,
				"issue": {"id": "1", "key": "A-1", "fields": %s}, "comment": {"id": "2", %s}}""".formatted(issueFields,
				extra));
		return ((JiraCommentChanged) change(reading)).comment();
	}

	private JiraIssueSnapshot issue(String file) {
		return ((JiraIssueChanged) change(recorded(file))).issue();
	}

	private Reading recorded(String file) {
		return this.reader.read(RecordedDelivery.read(FOLDER + file));
	}

	private Reading read(String json) {
		return this.reader.read(json.getBytes(StandardCharsets.UTF_8));
	}

	private static Change change(Reading reading) {
		assertThat(reading).isInstanceOf(Reading.Changed.class);
		return ((Reading.Changed) reading).change();
	}

	private static String describe(Reading reading) {
		if (reading instanceof Reading.Ignored ignored) {
			return ignored.reason();
		}
		return (change(reading) instanceof JiraIssueChanged issue) ? "issue " + word(issue.kind())
				: "comment " + word(((JiraCommentChanged) change(reading)).kind());
	}

	private static String word(Kind kind) {
		return kind.name().toLowerCase(Locale.ROOT);
	}

}
