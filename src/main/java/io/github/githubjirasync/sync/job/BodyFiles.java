package io.github.githubjirasync.sync.job;

import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.githubjirasync.jira.JiraClient;
import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.Origin;
import io.github.githubjirasync.sync.job.Planning.Planned;
import io.github.githubjirasync.sync.plan.Call;
import io.github.githubjirasync.sync.plan.Field;
import io.github.githubjirasync.sync.plan.JiraChanges;
import io.github.githubjirasync.sync.plan.Markers;
import io.github.githubjirasync.sync.plan.Situation;
import org.jspecify.annotations.Nullable;

/**
 * Attaches the files of an issue's body to its Jira twin while the body is carried over.
 */
final class BodyFiles {

	private final Uploads uploads;

	private final JiraClient jira;

	private final JiraWriter writer;

	BodyFiles(Uploads uploads, JiraClient jira, JiraWriter writer) {
		this.uploads = uploads;
		this.jira = jira;
		this.writer = writer;
	}

	/**
	 * Changes whose description leads to what is attached to the issue.
	 * @param changes the changes
	 * @param side the issue
	 * @param situation what is known
	 * @param files takes what the pair keeps of it
	 * @param left takes what could not be copied
	 * @return the changes, perhaps with another description
	 */
	JiraChanges placed(JiraChanges changes, JiraSide side, Situation situation, Map<String, FieldState> files,
			LeftOut left) {
		@Nullable JsonNode description = changes.description();
		@Nullable JiraIssueSnapshot now = situation.jira();
		if (description == null || now == null) {
			return changes;
		}
		Uploads.Placed placed = this.uploads.place(description, side.issueId(), () -> Uploads.attached(now),
				situation.link(), left);
		if (placed.copies().isEmpty()) {
			return changes;
		}
		files.put(Field.FILES, placed.state());
		return changes.withDescription(placed.text());
	}

	/**
	 * Files can be attached to an issue only once it is there: the description of a new
	 * twin is written again then, if it still is the one that it was created with.
	 * @param side the issue
	 * @param planned the first plan for the pair
	 * @param left takes what could not be copied
	 * @return what the pair keeps of it; empty if nothing was written
	 */
	Map<String, FieldState> ofNewTwin(JiraSide side, Planned planned, LeftOut left) {
		Situation situation = planned.situation();
		@Nullable GitHubIssueSnapshot github = situation.github();
		if (situation.origin() != Origin.GITHUB || github == null || situation.state().jiraUpdatedAt() != null
				|| !situation.link().attachments().upload() || writesDescription(planned)) {
			return Map.of();
		}
		String body = Markers.strip(Objects.requireNonNullElse(github.body(), ""));
		JsonNode text = situation.conversion().forJira(body, github);
		if (!this.uploads.concern(text, situation.link())) {
			return Map.of();
		}
		JiraIssueSnapshot now = Snapshots.of(this.jira.issue(Long.toString(side.issueId())));
		if (!Field.wordsDigest(now.description()).equals(situation.conversion().wordsDigest(text))) {
			return Map.of();
		}
		Uploads.Placed placed = this.uploads.place(text, side.issueId(), () -> Uploads.attached(now), situation.link(),
				left);
		if (placed.copies().isEmpty()) {
			return Map.of();
		}
		this.writer.update(side.issueId(), side.key().projectKey(), JiraChanges.ofDescription(placed.text()),
				situation.link(), left);
		return Map.of(Field.FILES, placed.state());
	}

	private static boolean writesDescription(Planned planned) {
		return planned.plan()
			.steps()
			.stream()
			.anyMatch((step) -> step.call() instanceof Call.UpdateJiraFields update
					&& update.changes().description() != null);
	}

}
