package io.github.githubjirasync.sync.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.mapping.SyncedState;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.RichText;
import io.github.githubjirasync.text.ConversionContext;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a snapshot of one side means for the other: each field that differs from
 * what was last in step on its own side is carried over, the others are left alone. So
 * our own writes mean nothing when they come back, and other people's labels stay.
 */
public final class IssuePlanner {

	private static final Set<String> NOT_PLANNED = Set.of("won't do", "won't fix", "duplicate", "cannot reproduce",
			"declined", "incomplete", "not a bug");

	private IssuePlanner() {
	}

	/**
	 * Plans Jira's side after a change on GitHub.
	 * @param issue the issue on GitHub now
	 * @param state what was last in step
	 * @return the plan
	 */
	public static JiraPlan forJira(GitHubIssueSnapshot issue, SyncedState state) {
		Map<String, FieldState> after = new HashMap<>(state.fields());

		String summary = null;
		if (differs(state, Field.TITLE, issue.title(), true)) {
			summary = changed(Field.summary(issue.title()), jira(state, Field.TITLE));
			after.put(Field.TITLE, new FieldState(issue.title(), Field.summary(issue.title())));
		}

		String body = null;
		String digest = Field.digest(issue.body());
		if (differs(state, Field.BODY, digest, true)) {
			body = Markers.strip(Objects.requireNonNullElse(issue.body(), ""));
			after.put(Field.BODY, new FieldState(digest, Field.wordsDigest(RichText.markdown(body))));
		}

		List<String> add = new ArrayList<>();
		List<String> remove = new ArrayList<>();
		if (differs(state, Field.LABELS, Field.joined(issue.labels()), true)) {
			List<String> before = Field.split(github(state, Field.LABELS));
			List<String> jira = new ArrayList<>(Field.split(jira(state, Field.LABELS)));
			for (String label : issue.labels()) {
				if (!before.contains(label) && !Field.hasLabel(jira, label) && !Field.hasLabel(add, label)) {
					add.add(Field.jiraLabel(label));
				}
			}
			for (String label : before) {
				if (!Field.hasLabel(issue.labels(), label)) {
					jira.stream()
						.filter((has) -> Field.sameLabel(has, label) && !remove.contains(has))
						.forEach(remove::add);
				}
			}
			jira.addAll(add);
			jira.removeAll(remove);
			after.put(Field.LABELS, new FieldState(Field.joined(issue.labels()), Field.joined(jira)));
		}

		Boolean done = null;
		String githubState = issue.open() ? Field.OPEN : Field.CLOSED;
		if (differs(state, Field.STATE, githubState, true)) {
			done = githubState.equals(Objects.requireNonNullElse(jira(state, Field.STATE), Field.OPEN)) ? null
					: Boolean.valueOf(!issue.open());
			after.put(Field.STATE, new FieldState(githubState, githubState));
		}

		String remoteLink = changed(issue.htmlUrl(), jira(state, Field.REMOTE_LINK));
		if (remoteLink == null && done != null) {
			remoteLink = issue.htmlUrl();
		}
		after.put(Field.REMOTE_LINK, new FieldState(null, issue.htmlUrl()));
		SyncedState then = new SyncedState(later(state.githubUpdatedAt(), issue.updatedAt()), state.jiraUpdatedAt(),
				after);
		return new JiraPlan(summary, body, add, remove, done, remoteLink, then);
	}

	/**
	 * Plans GitHub's side after a change in Jira.
	 * @param issue the issue in Jira now
	 * @param changedFields the fields that the change names; empty if it names none
	 * @param byUs whether our own account made the change
	 * @param state what was last in step
	 * @param context what links and mentions are resolved with
	 * @return the plan
	 */
	public static GitHubPlan forGitHub(JiraIssueSnapshot issue, Set<String> changedFields, boolean byUs,
			SyncedState state, ConversionContext context) {
		Map<String, FieldState> after = new HashMap<>(state.fields());

		String title = null;
		if (differs(state, Field.TITLE, issue.summary(), false)) {
			title = changed(issue.summary(), github(state, Field.TITLE));
			after.put(Field.TITLE, new FieldState(issue.summary(), issue.summary()));
		}

		String body = null;
		String words = Field.wordsDigest(issue.description());
		if (bodyChanged(changedFields, byUs, differs(state, Field.BODY, words, false))) {
			body = Field.markdown(issue.description(), context);
			after.put(Field.BODY, new FieldState(Field.digest(body), words));
		}

		List<String> add = new ArrayList<>();
		List<String> remove = new ArrayList<>();
		if (differs(state, Field.LABELS, Field.joined(issue.labels()), false)) {
			List<String> before = Field.split(jira(state, Field.LABELS));
			List<String> github = new ArrayList<>(Field.split(github(state, Field.LABELS)));
			for (String label : issue.labels()) {
				if (!before.contains(label) && !Field.hasLabel(github, label) && !Field.hasLabel(add, label)) {
					add.add(Field.githubLabel(label));
				}
			}
			for (String label : before) {
				if (!Field.hasLabel(issue.labels(), label)) {
					github.stream()
						.filter((has) -> Field.sameLabel(has, label) && !remove.contains(has))
						.forEach(remove::add);
				}
			}
			github.addAll(add);
			github.removeAll(remove);
			after.put(Field.LABELS, new FieldState(Field.joined(github), Field.joined(issue.labels())));
		}

		Boolean open = null;
		String jiraState = issue.done() ? Field.CLOSED : Field.OPEN;
		if (differs(state, Field.STATE, jiraState, false)) {
			open = jiraState.equals(Objects.requireNonNullElse(github(state, Field.STATE), Field.OPEN)) ? null
					: Boolean.valueOf(!issue.done());
			after.put(Field.STATE, new FieldState(jiraState, jiraState));
		}
		SyncedState then = new SyncedState(state.githubUpdatedAt(), later(state.jiraUpdatedAt(), issue.updatedAt()),
				after);
		return new GitHubPlan(title, body, add, remove, open, Boolean.FALSE.equals(open) ? stateReason(issue) : null,
				then);
	}

	/**
	 * A description comes back from Jira in another markup than it was sent in, so the
	 * words alone are compared; where a change names its fields, only a change of the
	 * description counts, and then even one of its markup.
	 */
	private static boolean bodyChanged(Set<String> changedFields, boolean byUs, boolean wordsDiffer) {
		if (changedFields.isEmpty()) {
			return wordsDiffer;
		}
		return changedFields.contains("description") && (wordsDiffer || !byUs);
	}

	private static String stateReason(JiraIssueSnapshot issue) {
		String resolution = issue.resolution();
		return (resolution != null && NOT_PLANNED.contains(resolution.toLowerCase(Locale.ROOT))) ? "not_planned"
				: "completed";
	}

	private static boolean differs(SyncedState state, String field, String value, boolean onGitHub) {
		return !value.equals(onGitHub ? github(state, field) : jira(state, field));
	}

	private static @Nullable String changed(String value, @Nullable String before) {
		return value.equals(before) ? null : value;
	}

	private static @Nullable String github(SyncedState state, String field) {
		FieldState both = state.fields().get(field);
		return (both != null) ? both.github() : null;
	}

	private static @Nullable String jira(SyncedState state, String field) {
		FieldState both = state.fields().get(field);
		return (both != null) ? both.jira() : null;
	}

	private static Instant later(@Nullable Instant one, Instant other) {
		return (one != null && one.isAfter(other)) ? one : other;
	}

}
