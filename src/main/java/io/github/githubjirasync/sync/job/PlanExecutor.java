package io.github.githubjirasync.sync.job;

import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;

import io.github.githubjirasync.github.GitHubClient;
import io.github.githubjirasync.github.GitHubIssue;
import io.github.githubjirasync.github.GitHubIssueUpdate;
import io.github.githubjirasync.jira.JiraClient;
import io.github.githubjirasync.jira.JiraIssueUpdate;
import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMapping.GitHubSide;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.mapping.SyncedState;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.Origin;
import io.github.githubjirasync.sync.job.Planning.Planned;
import io.github.githubjirasync.sync.plan.Call;
import io.github.githubjirasync.sync.plan.GitHubChanges;
import io.github.githubjirasync.sync.plan.JiraChanges;
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

	private final RemoteLinks remoteLinks;

	private final Transitions transitions;

	PlanExecutor(IssueMappings mappings, GitHubClient github, JiraClient jira) {
		this.mappings = mappings;
		this.github = github;
		this.jira = jira;
		this.remoteLinks = new RemoteLinks(jira);
		this.transitions = new Transitions(jira);
	}

	/**
	 * Carries out a plan.
	 * @param found the mapping of the pair
	 * @param planned the plan
	 * @return the mapping with what is in step then
	 */
	IssueMapping execute(IssueMapping found, Planned planned) {
		Situation situation = planned.situation();
		IssueMapping mapping = found;
		Times times = new Times(mapping.state(), situation);
		Map<String, FieldState> fields = new HashMap<>(mapping.state().fields());
		fields.putAll(planned.plan().inStep());
		for (Iterator<Step> steps = planned.plan().steps().iterator(); steps.hasNext();) {
			Step step = steps.next();
			make(step.call(), mapping, situation, times);
			fields.putAll(step.then());
			if (steps.hasNext() && !step.then().isEmpty()) {
				mapping = save(mapping, situation, times.state(mapping, fields));
			}
		}
		SyncedState after = times.state(mapping, fields);
		return after.equals(mapping.state()) ? mapping : save(mapping, situation, after);
	}

	private void make(Call call, IssueMapping mapping, Situation situation, Times times) {
		GitHubSide github = Objects.requireNonNull(mapping.github());
		JiraSide jira = Objects.requireNonNull(mapping.jira());
		if (call instanceof Call.UpdateJiraFields update) {
			JiraChanges changes = update.changes();
			this.jira.updateIssue(jira.issueId(), new JiraIssueUpdate(changes.summary(), changes.description(),
					changes.addLabels(), changes.removeLabels()));
			times.jiraWritten();
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
			GitHubChanges changes = update.changes();
			GitHubIssue written = this.github.updateIssue(github.ref(),
					new GitHubIssueUpdate(changes.title(), changes.body(),
							(changes.open() != null) ? (changes.open() ? "open" : "closed") : null,
							changes.stateReason()));
			times.githubWritten(written.updatedAt());
		}
		else {
			throw new IllegalStateException("Twins are created before a plan is carried out: " + call.describe());
		}
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
			if (onGitHub != null && (situation.origin() == Origin.GITHUB || this.github == null)) {
				this.github = later(this.github, onGitHub.updatedAt());
			}
			if (inJira != null && (situation.origin() == Origin.JIRA || this.jira == null)) {
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
