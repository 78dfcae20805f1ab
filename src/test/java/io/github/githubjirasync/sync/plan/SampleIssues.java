package io.github.githubjirasync.sync.plan;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.sync.Actor;
import io.github.githubjirasync.sync.GitHubIssueDetails;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.JiraIssueDetails;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.RichText;
import io.github.githubjirasync.text.Adf;
import io.github.githubjirasync.text.ConversionContext;

/**
 * A pair of issues that is in step, and variations of it.
 */
final class SampleIssues {

	static final String PAGE = "https://github.com/acme/widgets/issues/1";

	/** What both sides showed when they were last in step. */
	static final Map<String, FieldState> IN_STEP = Map.of(Field.TITLE, new FieldState("Save fails", "Save fails"),
			Field.BODY, new FieldState(Field.digest("It fails."), Field.wordsDigest(RichText.markdown("It fails."))),
			Field.LABELS, new FieldState("", ""), Field.STATE, new FieldState("open", "open"), Field.REMOTE_LINK,
			new FieldState(null, PAGE));

	static final Conversion CONVERSION = new Conversion() {

		@Override
		public JsonNode forJira(String markdown, GitHubIssueSnapshot issue) {
			return Adf.fromMarkdown(markdown, ConversionContext.NONE);
		}

		@Override
		public String forGitHub(JiraIssueSnapshot issue) {
			return Field.markdown(issue.description(), ConversionContext.NONE);
		}
	};

	private SampleIssues() {
	}

	static GitHubIssueSnapshot onGitHub(Map<String, String> values) {
		String state = values.getOrDefault("state", "open");
		return new GitHubIssueSnapshot(3_000_000_000L, new GitHubIssueRef("acme/widgets", 1), false,
				values.getOrDefault("title", "Save fails"), values.getOrDefault("body", "It fails."),
				state.startsWith("open"), state.contains(" ") ? state.substring(state.indexOf(' ') + 1) : null,
				list(values.getOrDefault("labels", "")), list(values.getOrDefault("assignees", "")),
				values.get("milestone"), new Actor("1", "alice"), values.getOrDefault("page", PAGE), time("03:00:00"),
				time(values.getOrDefault("at", "04:00:00")),
				new GitHubIssueDetails(List.of(), null, values.get("type"), false, null, null));
	}

	static JiraIssueSnapshot inJira(Map<String, String> values) {
		String status = values.getOrDefault("status", "To Do");
		return new JiraIssueSnapshot(10_000, new JiraIssueKey("WID-1"), values.getOrDefault("summary", "Save fails"),
				RichText.wiki(values.getOrDefault("description", "It fails.")), status,
				values.getOrDefault("done", Boolean.toString(status.equals("Done"))).equals("true"),
				values.get("resolution"), values.getOrDefault("type", "Task"), values.get("priority"),
				list(values.getOrDefault("labels", "")),
				values.containsKey("assignee") ? new Actor(values.get("assignee"), values.get("assignee")) : null,
				new Actor("r", "Rita"), values.containsKey("secured"), time("03:00:00"),
				time(values.getOrDefault("at", "04:00:00")), new JiraIssueDetails(null, null, false,
						list(values.getOrDefault("versions", "")), List.of(), null, null, List.of()));
	}

	static List<String> list(String names) {
		return names.isEmpty() ? List.of() : Arrays.asList(names.split(", ?"));
	}

	private static Instant time(String ofDay) {
		return Instant.parse("2026-01-02T" + ofDay + "Z");
	}

}
