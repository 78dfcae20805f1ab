package io.github.githubjirasync.sync.job;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.github.githubjirasync.github.GitHubClient;
import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.jira.JiraClient;
import io.github.githubjirasync.jira.JiraIssue;
import io.github.githubjirasync.jira.JiraIssueUpdate;
import io.github.githubjirasync.jira.JiraTransition;
import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMapping.GitHubSide;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.mapping.SyncedState;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.sync.Actor;
import io.github.githubjirasync.sync.Change;
import io.github.githubjirasync.sync.Change.GitHubIssueChanged;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.plan.Field;
import io.github.githubjirasync.sync.plan.IssuePlanner;
import io.github.githubjirasync.sync.plan.JiraPlan;
import io.github.githubjirasync.sync.plan.Markers;
import io.github.githubjirasync.upstream.Upstream;
import io.github.githubjirasync.upstream.UpstreamException;
import org.jspecify.annotations.Nullable;

/**
 * Applies what happened to a GitHub issue to its Jira twin.
 */
final class GitHubIssueSync {

	private final IssueMappings mappings;

	private final JiraTwins twins;

	private final Claims claims;

	private final GitHubClient github;

	private final JiraClient jira;

	private final Texts texts;

	private final RemoteLinks remoteLinks;

	GitHubIssueSync(IssueMappings mappings, JiraTwins twins, Claims claims, GitHubClient github, JiraClient jira,
			Texts texts) {
		this.mappings = mappings;
		this.twins = twins;
		this.claims = claims;
		this.github = github;
		this.jira = jira;
		this.texts = texts;
		this.remoteLinks = new RemoteLinks(jira);
	}

	JobOutcome apply(GitHubIssueChanged change, Link link) {
		GitHubIssueSnapshot issue = change.issue();
		Optional<IssueMapping> known = this.mappings.findByGitHubIssue(issue.id());
		if (change.kind() == Change.Kind.DELETED) {
			return known.map((mapping) -> deleted(mapping.id()))
				.orElseGet(() -> new JobOutcome.Ignored("deleted before it was synced"));
		}
		boolean byUs = byUs(change);
		IssueMapping mapping = adopted(issue, link, byUs).orElseGet(() -> twin(issue, link));
		if (mapping.state().fields().containsKey(Field.DELETED)) {
			return new JobOutcome.Ignored("one of the twins was deleted");
		}
		boolean stale = mapping.state().githubUpdatedAt() != null
				&& issue.updatedAt().isBefore(mapping.state().githubUpdatedAt());
		if (stale && byUs) {
			return new JobOutcome.Ignored("echo");
		}
		Optional<GitHubIssueSnapshot> current = stale ? current(issue) : Optional.of(issue);
		return current.map((snapshot) -> update(mapping, snapshot, link))
			.orElseGet(() -> new JobOutcome.Ignored("the issue is gone from GitHub"));
	}

	/** The complete mapping of an issue, whose twin is made if there is none. */
	IssueMapping twin(GitHubIssueSnapshot issue, Link link) {
		return this.mappings.findByGitHubIssue(issue.id())
			.filter(IssueMapping::complete)
			.flatMap((mapping) -> this.mappings.load(mapping.id()))
			.filter(IssueMapping::complete)
			.orElseGet(() -> this.twins.of(issue, link));
	}

	boolean isSelf(Actor actor) {
		return Long.toString(this.github.self().id()).equals(actor.id());
	}

	private boolean byUs(GitHubIssueChanged change) {
		return isSelf(change.actor());
	}

	/** An issue that we opened for a Jira issue, but did not get to save as its twin. */
	private Optional<IssueMapping> adopted(GitHubIssueSnapshot issue, Link link, boolean byUs) {
		Optional<Markers.Mark> mark = Markers.markedIssue(Objects.requireNonNullElse(issue.body(), ""))
			.filter((found) -> isSelf(issue.author()));
		return mark.map((found) -> {
			IssueMapping claim = this.mappings
				.claim(link.name(), new JiraSide(found.id(), new JiraIssueKey(found.key())))
				.mapping();
			this.claims.awaitSettled(claim);
			return claim.complete() ? claim
					: this.mappings.save(new IssueMapping(claim.id(), claim.link(),
							new GitHubSide(issue.id(), issue.ref()), claim.jira(), claim.state(), claim.createdAt(),
							claim.updatedAt(), claim.syncVersion()));
		});
	}

	/**
	 * A snapshot that is older than what was applied is not applied; what is there now
	 * is.
	 */
	private Optional<GitHubIssueSnapshot> current(GitHubIssueSnapshot issue) {
		try {
			return Optional.of(Snapshots.of(this.github.issue(issue.ref()), issue.privateRepository()));
		}
		catch (UpstreamException.Gone ex) {
			return Optional.empty();
		}
	}

	private JobOutcome deleted(long mappingId) {
		return this.mappings.load(mappingId).map((mapping) -> {
			Map<String, FieldState> fields = new HashMap<>(mapping.state().fields());
			fields.put(Field.DELETED, new FieldState("deleted", null));
			save(mapping, new SyncedState(mapping.state().githubUpdatedAt(), mapping.state().jiraUpdatedAt(), fields),
					null);
			return (JobOutcome) new JobOutcome.Done("GitHub issue deleted; its Jira twin stays as it is");
		}).orElseGet(() -> new JobOutcome.Ignored("deleted before it was synced"));
	}

	private JobOutcome update(IssueMapping mapping, GitHubIssueSnapshot issue, Link link) {
		JiraSide side = Objects.requireNonNull(mapping.jira());
		JiraPlan plan = IssuePlanner.forJira(issue, mapping.state());
		SyncedState after = plan.after();
		if (plan.changesFields()) {
			JsonNode description = description(plan, issue);
			this.jira.updateIssue(side.issueId(),
					new JiraIssueUpdate(plan.summary(), description, plan.addLabels(), plan.removeLabels()));
			after = (description != null) ? withBody(after, issue, description) : after;
		}
		if (plan.done() != null) {
			transition(side, plan.done(), link);
		}
		if (plan.remoteLink() != null) {
			this.remoteLinks.put(side, issue.id(), plan.remoteLink(), issue.ref(), !issue.open());
		}
		boolean written = plan.changesFields() || plan.done() != null || mapping.state().jiraUpdatedAt() == null;
		if (written) {
			after = new SyncedState(after.githubUpdatedAt(), this.jira.issue(Long.toString(side.issueId())).updatedAt(),
					after.fields());
		}
		if (!after.equals(mapping.state())) {
			save(mapping, after, new GitHubSide(issue.id(), issue.ref()));
		}
		String what = plan.summarise();
		return what.isEmpty() ? new JobOutcome.Ignored("nothing to change in " + side.key())
				: new JobOutcome.Done(issue.ref() + " → " + side.key() + ": " + what);
	}

	private @Nullable JsonNode description(JiraPlan plan, GitHubIssueSnapshot issue) {
		if (plan.body() == null) {
			return null;
		}
		return plan.body().isBlank() ? NullNode.instance : this.texts.forJira(plan.body(), issue, issue.htmlUrl());
	}

	/**
	 * Jira may hold less of a text than GitHub, so that what was sent counts.
	 */
	private static SyncedState withBody(SyncedState state, GitHubIssueSnapshot issue, JsonNode description) {
		Map<String, FieldState> fields = new HashMap<>(state.fields());
		fields.put(Field.BODY,
				new FieldState(Field.digest(issue.body()), Field.wordsDigest(Snapshots.text(description))));
		return new SyncedState(state.githubUpdatedAt(), state.jiraUpdatedAt(), fields);
	}

	private void transition(JiraSide side, boolean done, Link link) {
		JiraIssue now = this.jira.issue(Long.toString(side.issueId()));
		if (now.done() == done) {
			return;
		}
		String wanted = done ? link.jira().doneStatus() : link.jira().openStatus();
		List<JiraTransition> possible = this.jira.transitions(side.issueId());
		JiraTransition transition = possible.stream()
			.filter((candidate) -> (wanted != null) ? candidate.toStatusName().equalsIgnoreCase(wanted)
					: candidate.toDone() == done)
			.findFirst()
			.orElseThrow(() -> new UpstreamException.Rejected(Upstream.JIRA, 400,
					"Jira " + side.key() + " has no transition from '" + now.statusName() + "' to "
							+ ((wanted != null) ? "'" + wanted + "'" : (done ? "a done status" : "an open status"))
							+ "; it offers " + possible.stream().map(JiraTransition::toStatusName).toList()));
		this.jira.transition(side.issueId(), transition.id());
	}

	private void save(IssueMapping mapping, SyncedState state, @Nullable GitHubSide github) {
		this.mappings.save(new IssueMapping(mapping.id(), mapping.link(), (github != null) ? github : mapping.github(),
				mapping.jira(), state, mapping.createdAt(), mapping.updatedAt(), mapping.syncVersion()));
	}

}
