package io.github.githubjirasync.sync.plan;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.mapping.SyncedState;
import io.github.githubjirasync.sync.Actor;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.RichText;
import io.github.githubjirasync.text.ConversionContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IssuePlanner}: what was in step on both sides, what one side shows
 * now, and what that means for the other.
 */
class IssuePlannerTests {

	private static final String PAGE = "https://github.com/acme/widgets/issues/1";

	private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

	private static final Actor ALICE = new Actor("1", "alice");

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			# what                          | in step: GitHub | Jira     | now on GitHub      | summary
			nothing changed                 | Save fails      | Save fails | Save fails       |
			edited                          | Save fails      | Save fails | Save fails twice | Save fails twice
			only white space was edited     | Save fails      | Save fails | Save  fails      |
			Jira has it already             | Save fails      | Saved      | Saved            |
			""")
	void titleGoesToJira(String what, String github, String jira, String now, @Nullable String summary) {
		JiraPlan plan = IssuePlanner.forJira(onGitHub(now, "", List.of(), true),
				inStep(Map.of(Field.TITLE, new FieldState(github, jira))));
		assertThat(plan.summary()).isEqualTo(summary);
		assertThat(plan.after().fields().get(Field.TITLE)).extracting(FieldState::github).isEqualTo(now);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			# what                          | in step: GitHub | Jira       | now in Jira      | title
			nothing changed                 | Save  fails     | Save fails | Save fails       |
			edited                          | Save  fails     | Save fails | Save fails twice | Save fails twice
			GitHub has it already           | Saved           | Save fails | Saved            |
			""")
	void summaryGoesToGitHub(String what, String github, String jira, String now, @Nullable String title) {
		GitHubPlan plan = forGitHub(inJira(now, null, List.of(), false),
				inStep(Map.of(Field.TITLE, new FieldState(github, jira))));
		assertThat(plan.title()).isEqualTo(title);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', nullValues = "-",
			textBlock = """
					# what                            | in step: GitHub | Jira           | now on GitHub   | add     | remove | Jira has then
					nothing changed                   | a b             | a b            | b a             | -       | -      | a b
					one was added                     | a               | a              | a b             | b       | -      | a b
					one was removed                   | a b             | a b            | a               | -       | b      | a
					one was replaced                  | a               | a              | b               | b       | a      | b
					Jira's own stay                   | a               | a x            | b               | b       | a      | b x
					white space has no place in Jira  | -               | -              | good_first      | good-first | -   | good-first
					and is taken away as it is there  | good_first      | good-first     | -               | -       | good-first | -
					Jira has it already               | -               | a              | a               | -       | -      | a
					case is GitHub's own affair       | Bug             | bug            | bug             | -       | -      | bug
					two names for one in Jira         | -               | -              | good_first good-first | good-first | - | good-first
					one of these two goes             | good_first good-first | good-first | good-first    | -       | -      | good-first
					""")
	void labelsGoToJira(String what, @Nullable String github, @Nullable String jira, @Nullable String now,
			@Nullable String add, @Nullable String remove, @Nullable String then) {
		JiraPlan plan = IssuePlanner.forJira(onGitHub("A", "", labels(now), true), labelsInStep(github, jira));
		assertThat(plan.addLabels()).isEqualTo(labels(add));
		assertThat(plan.removeLabels()).isEqualTo(labels(remove));
		assertThat(plan.after().fields().get(Field.LABELS))
			.isEqualTo(new FieldState(Field.joined(labels(now)), Field.joined(labels(then))));
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', nullValues = "-",
			textBlock = """
					# what                            | in step: GitHub | Jira           | now in Jira  | add     | remove     | GitHub has then
					nothing changed                   | a b             | a b            | b a          | -       | -          | a b
					one was added                     | a               | a              | a b          | b       | -          | a b
					one was removed                   | a b             | a b            | a            | -       | b          | a
					GitHub's own stay                 | a x             | a              | b            | b       | a          | b x
					GitHub's name has white space     | good_first      | good-first     | -            | -       | good_first | -
					GitHub has it already             | good_first      | -              | good-first   | -       | -          | good_first
					GitHub has it in capitals         | Bug             | -              | bug          | -       | -          | Bug
					one of two spellings goes         | Bug             | Bug bug        | bug          | -       | -          | Bug
					both spellings go                 | Bug             | Bug bug        | -            | -       | Bug        | -
					two spellings come                | -               | -              | Bug bug      | Bug     | -          | Bug
					""")
	void labelsGoToGitHub(String what, @Nullable String github, @Nullable String jira, @Nullable String now,
			@Nullable String add, @Nullable String remove, @Nullable String then) {
		GitHubPlan plan = forGitHub(inJira("A", null, labels(now), false), labelsInStep(github, jira));
		assertThat(plan.addLabels()).isEqualTo(labels(add));
		assertThat(plan.removeLabels()).isEqualTo(labels(remove));
		FieldState after = Objects.requireNonNull(plan.after().fields().get(Field.LABELS));
		assertThat(Field.split(after.github())).containsExactlyInAnyOrderElementsOf(labels(then));
	}

	@Test
	void labelIsCutToWhatGitHubTakesAndStaysTheSame() {
		String label = "a".repeat(60);
		GitHubPlan plan = forGitHub(inJira("A", null, List.of(label), false), labelsInStep(null, null));
		assertThat(plan.addLabels()).containsExactly("a".repeat(50));
		assertThat(IssuePlanner.forJira(onGitHub("A", "", plan.addLabels(), true), plan.after()).addLabels()).isEmpty();
		GitHubPlan gone = forGitHub(inJira("A", null, List.of(), false), plan.after());
		assertThat(gone.removeLabels()).containsExactly("a".repeat(50));
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			# what                      | in step: GitHub | Jira   | open on GitHub | done in Jira
			nothing was synced, open    | -               | -      | true           | -
			nothing was synced, closed  | -               | -      | false          | true
			nothing changed             | open            | open   | true           | -
			closed                      | open            | open   | false          | true
			reopened                    | closed          | closed | true           | false
			closed, as Jira was before  | open            | closed | false          | -
			""")
	void stateGoesToJira(String what, @Nullable String github, @Nullable String jira, boolean open,
			@Nullable Boolean done) {
		JiraPlan plan = IssuePlanner.forJira(onGitHub("A", "", List.of(), open), stateInStep(github, jira));
		assertThat(plan.done()).isEqualTo(done);
		if (done != null) {
			assertThat(plan.remoteLink()).as("the link shows whether it is resolved").isEqualTo(PAGE);
		}
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			# what                    | in step: GitHub | Jira   | done  | resolution | open  | reason
			nothing was synced, open  | -               | -      | false | -          | -     | -
			nothing was synced, done  | -               | -      | true  | Done       | false | completed
			nothing changed           | open            | open   | false | -          | -     | -
			done                      | open            | open   | true  | Fixed      | false | completed
			declined                  | open            | open   | true  | Won't Do   | false | not_planned
			duplicate                 | open            | open   | true  | Duplicate  | false | not_planned
			reopened                  | closed          | closed | false | -          | true  | -
			done, as GitHub was before| closed          | open   | true  | Done       | -     | -
			""")
	void statusGoesToGitHub(String what, @Nullable String github, @Nullable String jira, boolean done,
			@Nullable String resolution, @Nullable Boolean open, @Nullable String reason) {
		JiraIssueSnapshot issue = inJira("A", null, List.of(), done);
		GitHubPlan plan = forGitHub(new JiraIssueSnapshot(issue.id(), issue.key(), issue.summary(), issue.description(),
				issue.statusName(), done, resolution, issue.issueType(), null, issue.labels(), null, null, false,
				issue.createdAt(), issue.updatedAt()), stateInStep(github, jira));
		assertThat(plan.open()).isEqualTo(open);
		assertThat(plan.stateReason()).isEqualTo(reason);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			# what                          | in step  | now on GitHub                                    | description
			nothing changed                 | *Hello*  | *Hello*                                          | -
			markup changed                  | *Hello*  | **Hello**                                        | **Hello**
			removed                         | *Hello*  | ''                                               | ''
			our own mark is no change       | *Hello*  | *Hello* <!-- github-jira-sync:issue=7 key=A-1 -->| -
			and does not go back            | *Hello*  | Bye <!-- github-jira-sync:issue=7 key=A-1 -->    | Bye
			""")
	void bodyGoesToJira(String what, String inStep, String now, @Nullable String description) {
		JiraPlan plan = IssuePlanner.forJira(onGitHub("A", now, List.of(), true),
				inStep(Map.of(Field.BODY, new FieldState(Field.digest(inStep), "irrelevant"))));
		assertThat(plan.body()).isEqualTo(description);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			# what                                      | in step | now in Jira | changed fields | by us | body
			nothing changed                             | Hello   | Hello       | -              | false | -
			other markup than it was sent in            | Hello   | *Hello*     | -              | false | -
			the words changed                           | Hello   | *Bye*       | -              | false | **Bye**
			somebody changed the markup                 | Hello   | *Hello*     | description    | false | **Hello**
			we did, and what was read is a little off   | Hello   | *Hello*     | description    | true  | -
			our account was used by hand                | Hello   | *Bye*       | description    | true  | **Bye**
			another field changed                       | Hello   | *Bye*       | summary        | false | -
			""")
	void descriptionGoesToGitHub(String what, String inStep, String now, @Nullable String changed, boolean byUs,
			@Nullable String body) {
		SyncedState state = inStep(
				Map.of(Field.BODY, new FieldState("irrelevant", Field.wordsDigest(RichText.markdown(inStep)))));
		GitHubPlan plan = IssuePlanner.forGitHub(inJira("A", now, List.of(), false),
				(changed != null) ? Set.of(changed) : Set.of(), byUs, state, ConversionContext.NONE);
		assertThat(plan.body()).isEqualTo(body);
	}

	@Test
	void remoteLinkIsPutOnceAndFollowsTheIssue() {
		GitHubIssueSnapshot issue = onGitHub("A", "", List.of(), true);
		JiraPlan first = IssuePlanner.forJira(issue, SyncedState.NONE);
		assertThat(first.remoteLink()).isEqualTo(PAGE);
		assertThat(IssuePlanner.forJira(issue, first.after()).remoteLink()).isNull();
		SyncedState elsewhere = inStep(Map.of(Field.REMOTE_LINK, new FieldState(null, "https://github.com/old/1")));
		assertThat(IssuePlanner.forJira(issue, elsewhere).remoteLink()).isEqualTo(PAGE);
	}

	@Test
	void whatIsInStepMeansNothingToEitherSide() {
		GitHubIssueSnapshot github = onGitHub("A title", "Some **words**", List.of("bug", "good first issue"), false);
		JiraPlan plan = IssuePlanner.forJira(github, SyncedState.NONE);
		assertThat(plan.summarise()).isEqualTo("summary, description, labels, to done, remote link");
		assertThat(IssuePlanner.forJira(github, plan.after()).isEmpty()).isTrue();
		JiraIssueSnapshot jira = inJira("A title", "Some *words*", List.of("bug", "good-first-issue"), true);
		GitHubPlan echo = forGitHub(jira, plan.after());
		assertThat(echo.isEmpty()).isTrue();
		assertThat(echo.after().fields()).isEqualTo(plan.after().fields());
	}

	@Test
	void timesOnlyGoOn() {
		SyncedState later = new SyncedState(TIME.plusSeconds(9), TIME.plusSeconds(8), Map.of());
		assertThat(IssuePlanner.forJira(onGitHub("A", "", List.of(), true), later).after().githubUpdatedAt())
			.isEqualTo(TIME.plusSeconds(9));
		assertThat(forGitHub(inJira("A", null, List.of(), false), later).after().jiraUpdatedAt())
			.isEqualTo(TIME.plusSeconds(8));
		assertThat(IssuePlanner.forJira(onGitHub("A", "", List.of(), true), SyncedState.NONE).after().githubUpdatedAt())
			.isEqualTo(TIME);
	}

	private static GitHubPlan forGitHub(JiraIssueSnapshot issue, SyncedState state) {
		return IssuePlanner.forGitHub(issue, Set.of(), false, state, ConversionContext.NONE);
	}

	private static SyncedState inStep(Map<String, FieldState> fields) {
		return new SyncedState(null, null, fields);
	}

	private static SyncedState labelsInStep(@Nullable String github, @Nullable String jira) {
		return inStep(Map.of(Field.LABELS, new FieldState(Field.joined(labels(github)), Field.joined(labels(jira)))));
	}

	private static SyncedState stateInStep(@Nullable String github, @Nullable String jira) {
		return (github != null) ? inStep(Map.of(Field.STATE, new FieldState(github, jira))) : SyncedState.NONE;
	}

	/** Labels, separated by blanks; an underscore stands for a blank in a label. */
	private static List<String> labels(@Nullable String names) {
		return (names != null) ? Arrays.stream(names.split(" ")).map((name) -> name.replace('_', ' ')).toList()
				: List.of();
	}

	private static GitHubIssueSnapshot onGitHub(String title, String body, List<String> labels, boolean open) {
		return new GitHubIssueSnapshot(3_000_000_000L, new GitHubIssueRef("acme/widgets", 1), false, title, body, open,
				null, labels, List.of(), null, ALICE, PAGE, TIME, TIME);
	}

	private static JiraIssueSnapshot inJira(String summary, @Nullable String description, List<String> labels,
			boolean done) {
		return new JiraIssueSnapshot(10_000, new JiraIssueKey("WID-1"), summary,
				(description != null) ? RichText.wiki(description) : null, done ? "Done" : "To Do", done, null, "Task",
				null, labels, ALICE, ALICE, false, TIME, TIME);
	}

}
