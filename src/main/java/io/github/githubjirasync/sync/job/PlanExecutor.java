package io.github.githubjirasync.sync.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.githubjirasync.github.GitHubClient;
import io.github.githubjirasync.github.GitHubIssue;
import io.github.githubjirasync.github.GitHubUser;
import io.github.githubjirasync.jira.JiraClient;
import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMapping.GitHubSide;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.mapping.SyncedState;
import io.github.githubjirasync.sync.Actor;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.job.Planning.Planned;
import io.github.githubjirasync.sync.plan.Call;
import io.github.githubjirasync.sync.plan.Field;
import io.github.githubjirasync.sync.plan.GitHubChanges;
import io.github.githubjirasync.sync.plan.JiraChanges;
import io.github.githubjirasync.sync.plan.People;
import io.github.githubjirasync.sync.plan.Situation;
import io.github.githubjirasync.sync.plan.Step;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of a plan in their order, and saves what is in step after each: a call
 * that fails, or a crash, holds back only what comes after it. A call that was made but
 * not saved is found done by the next plan, which reads what it writes.
 */
final class PlanExecutor {

	private final IssueMappings mappings;

	private final GitHubClient github;

	private final JiraClient jira;

	private final GitHubWriter githubWriter;

	private final JiraWriter jiraWriter;

	private final RemoteLinks remoteLinks;

	private final Transitions transitions;

	private final BodyFiles files;

	PlanExecutor(IssueMappings mappings, GitHubClient github, JiraClient jira, GitHubWriter githubWriter,
			JiraWriter jiraWriter, Uploads uploads) {
		this.files = new BodyFiles(uploads, jira, jiraWriter);
		this.mappings = mappings;
		this.github = github;
		this.jira = jira;
		this.githubWriter = githubWriter;
		this.jiraWriter = jiraWriter;
		this.remoteLinks = new RemoteLinks(jira);
		this.transitions = new Transitions(jira);
	}

	/**
	 * Carries out a plan.
	 * @param found the mapping of the pair
	 * @param planned the plan
	 * @return the mapping with what is in step then, and what was left out
	 */
	Executed execute(IssueMapping found, Planned planned) {
		LeftOut left = new LeftOut();
		Situation situation = planned.situation();
		IssueMapping mapping = found;
		Times times = new Times(mapping.state(), situation);
		Map<String, FieldState> fields = new HashMap<>(mapping.state().fields());
		fields.putAll(planned.plan().inStep());
		// First, since a step that is refused must not leave the files out for ever.
		Map<String, FieldState> files = this.files.ofNewTwin(Objects.requireNonNull(mapping.jira()), planned, left);
		if (!files.isEmpty()) {
			fields.putAll(files);
			times.jiraWritten();
		}
		for (Iterator<Step> steps = planned.plan().steps().iterator(); steps.hasNext();) {
			Step step = steps.next();
			Map<String, FieldState> shown = make(step.call(), mapping, situation, times, left);
			fields.putAll(left.note(fields, step));
			fields.putAll(shown);
			if (steps.hasNext() && !step.then().isEmpty()) {
				mapping = save(mapping, situation, times.state(mapping, fields));
			}
		}
		SyncedState after = times.state(mapping, fields);
		return new Executed(after.equals(mapping.state()) ? mapping : save(mapping, situation, after), left);
	}

	/**
	 * Makes a call.
	 * @return fields that turned out otherwise than planned, as both sides show them now
	 */
	private Map<String, FieldState> make(Call call, IssueMapping mapping, Situation situation, Times times,
			LeftOut left) {
		GitHubSide github = Objects.requireNonNull(mapping.github());
		JiraSide jira = Objects.requireNonNull(mapping.jira());
		if (call instanceof Call.UpdateJiraFields update) {
			Map<String, FieldState> files = new HashMap<>();
			JiraChanges changes = this.files.placed(update.changes(), jira, situation, files, left);
			this.jiraWriter.update(jira.issueId(), jira.key().projectKey(), changes, situation.link(), left);
			times.jiraWritten();
			return files;
		}
		else if (call instanceof Call.TransitionJira move) {
			this.transitions.make(jira, Objects.requireNonNull(situation.jira()), move.wish());
			times.jiraWritten();
		}
		else if (call instanceof Call.LinkJira link) {
			this.remoteLinks.put(jira, github.issueId(), link.page(), github.ref(), link.resolved());
		}
		else if (call instanceof Call.AddGitHubLabels add) {
			this.github.addLabels(github.ref(), add.labels());
			times.githubWritten(null);
		}
		else if (call instanceof Call.RemoveGitHubLabel remove) {
			this.github.removeLabel(github.ref(), remove.label());
			times.githubWritten(null);
		}
		else if (call instanceof Call.UpdateGitHubIssue update) {
			GitHubIssue written = this.githubWriter.update(github.ref(), update.changes(), situation.link(), left);
			times.githubWritten(written.updatedAt());
			noteReason(update.changes(), written, left);
			return assigned(update.changes().assignees(), written, situation.jira(), left);
		}
		else {
			throw new IllegalStateException("Twins are created before a plan is carried out: " + call.describe());
		}
		return Map.of();
	}

	/** GitHub changes the reason of closing along with the state only. */
	private static void noteReason(GitHubChanges changes, GitHubIssue written, LeftOut left) {
		@Nullable String wanted = changes.stateReason();
		@Nullable String has = written.stateReason();
		if (wanted != null && has != null && !wanted.equals(has)) {
			left.add(Field.STATE, "GitHub keeps the reason '" + has + "' of what is closed");
		}
	}

	/** GitHub leaves out whom it cannot assign, without a word. */
	static Map<String, FieldState> assigned(@Nullable List<String> wanted, GitHubIssue written,
			@Nullable JiraIssueSnapshot issue, LeftOut left) {
		List<String> has = written.assignees().stream().map(GitHubUser::login).toList();
		if (wanted == null || has.containsAll(wanted) || left.has(Field.ASSIGNEES)) {
			return Map.of();
		}
		List<String> missing = new ArrayList<>(wanted);
		missing.removeAll(has);
		left.add(Field.ASSIGNEES, "GitHub does not assign issues to " + String.join(", ", missing));
		@Nullable Actor assignee = (issue != null) ? issue.assignee() : null;
		return Map.of(Field.ASSIGNEES, new FieldState(String.join("\n", has.stream().sorted().toList()),
				(assignee != null) ? People.reference(assignee) : ""));
	}

	private IssueMapping save(IssueMapping mapping, Situation situation, SyncedState state) {
		@Nullable GitHubSide github = mapping.github();
		if (situation.github() != null) {
			github = new GitHubSide(situation.github().id(), situation.github().ref());
		}
		@Nullable JiraSide jira = mapping.jira();
		if (situation.jira() != null) {
			jira = new JiraSide(situation.jira().id(), situation.jira().key());
		}
		return this.mappings.save(new IssueMapping(mapping.id(), mapping.link(), github, jira, state,
				mapping.createdAt(), mapping.updatedAt(), mapping.syncVersion()));
	}

	/**
	 * What became of a plan.
	 *
	 * @param mapping the mapping with what is in step
	 * @param left what could not be written
	 */
	record Executed(IssueMapping mapping, LeftOut left) {
	}

	/**
	 * The times up to which each side is known. A side that was written is read again:
	 * what it told until then has a part of what was written at most.
	 */
	private final class Times {

		private final Situation situation;

		private @Nullable Instant github;

		private @Nullable Instant jira;

		private boolean readGitHub;

		private boolean readJira;

		Times(SyncedState state, Situation situation) {
			this.situation = situation;
			this.github = state.githubUpdatedAt();
			this.jira = state.jiraUpdatedAt();
			@Nullable GitHubIssueSnapshot onGitHub = situation.github();
			@Nullable JiraIssueSnapshot inJira = situation.jira();
			// What was read is noted, be it that nothing had to be written: older
			// snapshots
			// must not count as newer than that.
			if (onGitHub != null) {
				this.github = later(this.github, onGitHub.updatedAt());
			}
			if (inJira != null) {
				this.jira = later(this.jira, inJira.updatedAt());
			}
			this.readJira = this.jira == null;
		}

		void jiraWritten() {
			this.readJira = true;
		}

		void githubWritten(@Nullable Instant at) {
			this.readGitHub = at == null;
			this.github = later(this.github, at);
		}

		SyncedState state(IssueMapping mapping, Map<String, FieldState> fields) {
			if (this.readGitHub) {
				this.github = PlanExecutor.this.github.issue(Objects.requireNonNull(mapping.github()).ref())
					.updatedAt();
				this.readGitHub = false;
			}
			if (this.readJira) {
				this.jira = PlanExecutor.this.jira
					.issue(Long.toString(Objects.requireNonNull(mapping.jira()).issueId()))
					.updatedAt();
				this.readJira = false;
			}
			return new SyncedState(this.github, this.jira, fields);
		}

		private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
			if (one == null || other == null) {
				return (one != null) ? one : other;
			}
			return one.isAfter(other) ? one : other;
		}

	}

}
