package io.github.githubjirasync.sync.plan;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.sync.Origin;
import io.github.githubjirasync.sync.plan.Call.StatusWish;
import org.jspecify.annotations.Nullable;

/**
 * A plan while its fields add to it. Each value that is set joins the call that can carry
 * it; the order of the calls is fixed, with those that a workflow may refuse last.
 */
final class Draft {

	/** The calls that values can join, in the order in which they are made. */
	enum Slot {

		JIRA_FIELDS, JIRA_STATUS, JIRA_LINK, GITHUB_LABELS, GITHUB_FIELDS

	}

	private final Map<String, FieldState> inStep = new HashMap<>();

	private final Map<Slot, Map<String, FieldState>> then = new EnumMap<>(Slot.class);

	private final Map<Slot, Map<String, FieldState>> asIs = new EnumMap<>(Slot.class);

	private final List<FieldResult> results = new ArrayList<>();

	private final List<String> addJiraLabels = new ArrayList<>();

	private final List<String> removeJiraLabels = new ArrayList<>();

	private final List<String> addGitHubLabels = new ArrayList<>();

	private final List<String> removeGitHubLabels = new ArrayList<>();

	@Nullable String summary;

	@Nullable JsonNode description;

	@Nullable String assignee;

	@Nullable String priority;

	@Nullable String issueType;

	@Nullable List<String> versions;

	Call.@Nullable StatusWish status;

	Call.@Nullable LinkJira link;

	/** Whether the plan cannot be told before GitHub's side is read. */
	boolean readGitHub;

	@Nullable String title;

	@Nullable String body;

	@Nullable Boolean open;

	@Nullable String stateReason;

	@Nullable List<String> assignees;

	@Nullable String milestone;

	@Nullable String type;

	/** A field that nothing is written for. */
	void leave(String field, Reason reason) {
		this.results.add(FieldResult.unwritten(field, reason));
	}

	/** A field that turns out to be in step as both sides are. */
	void settle(String field, Reason reason, FieldState state) {
		this.inStep.put(field, state);
		leave(field, reason);
	}

	/** The same with something to say about it. */
	void settle(FieldResult result, FieldState state) {
		this.inStep.put(result.field(), state);
		this.results.add(result);
	}

	/**
	 * A field that a call carries.
	 * @param state what is in step once that is done
	 * @param now as both sides show it now
	 */
	void carry(Slot slot, FieldResult result, FieldState state, FieldState now) {
		this.then.computeIfAbsent(slot, (key) -> new HashMap<>()).put(result.field(), state);
		this.asIs.computeIfAbsent(slot, (key) -> new HashMap<>()).put(result.field(), now);
		this.results.add(result);
	}

	/** Something that a call carries, and that nobody wants to hear of. */
	void carry(Slot slot, String field, FieldState state) {
		this.then.computeIfAbsent(slot, (key) -> new HashMap<>()).put(field, state);
	}

	void jiraLabels(List<String> add, List<String> remove) {
		this.addJiraLabels.addAll(add);
		this.removeJiraLabels.addAll(remove);
	}

	void githubLabels(List<String> add, List<String> remove) {
		this.addGitHubLabels.addAll(add);
		this.removeGitHubLabels.addAll(remove);
	}

	Plan toPlan(boolean twinless, Origin origin) {
		List<Step> steps = new ArrayList<>();
		JiraChanges jira = new JiraChanges(this.summary, this.description, this.addJiraLabels, this.removeJiraLabels,
				this.assignee, this.priority, this.issueType, this.versions);
		GitHubChanges github = new GitHubChanges(this.title, this.body, this.open, this.stateReason, this.assignees,
				this.milestone, this.type);
		if (twinless) {
			steps.add(create(origin, jira, github));
		}
		else if (!jira.names().isEmpty()) {
			steps.add(step(new Call.UpdateJiraFields(jira), Slot.JIRA_FIELDS));
		}
		if (this.status != null) {
			steps.add(step(new Call.TransitionJira(this.status), Slot.JIRA_STATUS));
		}
		if (!twinless || origin == Origin.JIRA) {
			githubSteps(steps, twinless ? github.state() : github, twinless);
		}
		if (this.link != null) {
			steps.add(step(this.link, Slot.JIRA_LINK));
		}
		return new Plan(steps, this.inStep, this.results, this.readGitHub);
	}

	private Step create(Origin origin, JiraChanges jira, GitHubChanges github) {
		if (origin == Origin.GITHUB) {
			return step(new Call.CreateJiraIssue(jira), Slot.JIRA_FIELDS);
		}
		Map<String, FieldState> created = new HashMap<>(then(Slot.GITHUB_LABELS));
		created.putAll(then(Slot.GITHUB_FIELDS));
		created.remove(Field.STATE);
		Map<String, FieldState> now = new HashMap<>(now(Slot.GITHUB_LABELS));
		now.putAll(now(Slot.GITHUB_FIELDS));
		return new Step(new Call.CreateGitHubIssue(github.withoutState(), this.addGitHubLabels), created, now);
	}

	private void githubSteps(List<Step> steps, GitHubChanges changes, boolean created) {
		List<Call> labels = new ArrayList<>();
		if (!created && !this.addGitHubLabels.isEmpty()) {
			labels.add(new Call.AddGitHubLabels(this.addGitHubLabels));
		}
		if (!created) {
			this.removeGitHubLabels.forEach((label) -> labels.add(new Call.RemoveGitHubLabel(label)));
		}
		for (int i = 0; i < labels.size(); i++) {
			boolean last = i == labels.size() - 1;
			steps.add(last ? step(labels.get(i), Slot.GITHUB_LABELS) : new Step(labels.get(i), Map.of(), Map.of()));
		}
		if (!changes.names().isEmpty()) {
			steps.add(step(new Call.UpdateGitHubIssue(changes), Slot.GITHUB_FIELDS));
		}
	}

	private Step step(Call call, Slot slot) {
		return new Step(call, then(slot), now(slot));
	}

	private Map<String, FieldState> now(Slot slot) {
		return this.asIs.getOrDefault(slot, Map.of());
	}

	private Map<String, FieldState> then(Slot slot) {
		return this.then.getOrDefault(slot, Map.of());
	}

}
