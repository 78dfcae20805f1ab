package io.github.githubjirasync.sync.plan;

import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.Origin;
import io.github.githubjirasync.sync.plan.Draft.Slot;

/**
 * Body and description. Only digests are kept of what was in step: of GitHub's text as it
 * is, and of the words alone of Jira's, which comes back in another markup than it was
 * sent in.
 */
final class BodyField implements SyncedField {

	private static final String NO_TEXT = Field.digest(null);

	@Override
	public void plan(Situation situation, Draft draft) {
		String lastOnGitHub = Objects.requireNonNullElse(situation.lastOnGitHub(Field.BODY), NO_TEXT);
		String lastInJira = Objects.requireNonNullElse(situation.lastInJira(Field.BODY), Field.NO_WORDS);
		String text = (situation.github() != null) ? Field.digest(situation.github().body()) : lastOnGitHub;
		String words = (situation.jira() != null) ? Field.wordsDigest(situation.jira().description()) : lastInJira;
		boolean githubChanged = !text.equals(lastOnGitHub)
				&& !Field.isEarlierDigest(lastOnGitHub, situation.onGitHub().body());
		boolean wordsDiffer = !words.equals(lastInJira)
				&& !Field.isEarlierWordsDigest(lastInJira, situation.inJira().description());
		boolean jiraChanged = jiraChanged(situation, wordsDiffer);
		Merge merge = Merge.of(situation, situation.link().fields().body(), githubChanged, jiraChanged,
				() -> githubChanged && jiraChanged && same(situation, text, words));
		if (merge.to() == Origin.JIRA) {
			toJira(situation, merge, draft, new FieldState(text, words));
		}
		else if (merge.to() == Origin.GITHUB) {
			toGitHub(situation, merge, draft, new FieldState(text, words));
		}
		else if (merge.reason() == Reason.IN_STEP) {
			draft.settle(Field.BODY, merge.reason(), new FieldState(text, words));
		}
		else {
			draft.leave(Field.BODY, merge.reason());
		}
	}

	private static void toJira(Situation situation, Merge merge, Draft draft, FieldState now) {
		String markdown = markdown(situation.onGitHub());
		JsonNode description = markdown.isBlank() ? NullNode.instance
				: situation.conversion().forJira(markdown, situation.onGitHub());
		draft.description = description;
		draft.carry(
				Slot.JIRA_FIELDS, new FieldResult(Field.BODY, merge.reason(), merge.to(), null,
						markdown.isBlank() ? null : markdown, null),
				new FieldState(now.github(), situation.conversion().wordsDigest(description)), now);
	}

	private static void toGitHub(Situation situation, Merge merge, Draft draft, FieldState now) {
		JiraIssueSnapshot issue = situation.inJira();
		String body = situation.conversion().forGitHub(issue);
		draft.body = Markers.issue(body, issue.id(), issue.key().value());
		String before = (situation.github() != null) ? markdown(situation.github()) : null;
		draft.carry(Slot.GITHUB_FIELDS, new FieldResult(Field.BODY, merge.reason(), merge.to(), before, body, null),
				new FieldState(Field.digest(body), now.jira()), now);
	}

	/**
	 * Where a change names its fields, only a change of the description counts, and then
	 * even one of its markup, unless our own account made it.
	 */
	private static boolean jiraChanged(Situation situation, boolean wordsDiffer) {
		if (situation.origin() == Origin.GITHUB || situation.changedFields().isEmpty()) {
			return wordsDiffer;
		}
		return situation.changedFields().contains("description") && (wordsDiffer || !situation.byUs());
	}

	/** Whether one side shows what the other's text becomes when it is carried over. */
	private static boolean same(Situation situation, String text, String words) {
		String markdown = markdown(situation.onGitHub());
		JsonNode description = markdown.isBlank() ? NullNode.instance
				: situation.conversion().forJira(markdown, situation.onGitHub());
		return words.equals(situation.conversion().wordsDigest(description))
				|| text.equals(Field.digest(situation.conversion().forGitHub(situation.inJira())));
	}

	private static String markdown(GitHubIssueSnapshot issue) {
		return Markers.strip(Objects.requireNonNullElse(issue.body(), ""));
	}

}
