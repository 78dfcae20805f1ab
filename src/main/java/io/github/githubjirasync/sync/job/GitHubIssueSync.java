package io.github.githubjirasync.sync.job;

import java.time.Instant;
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

	private static final JobOutcome ONE_IS_DELETED = new JobOutcome.Ignored("one of the twins was deleted");

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

	/**
	 * Applies a change.
	 * @param change the change
	 * @param link its link
	 * @param alone whether it came in one delivery; of several the newest counts, but of
	 * those within one second nobody knows which that is
	 */
	JobOutcome apply(GitHubIssueChanged change, Link link, boolean alone) {
		GitHubIssueSnapshot issue = change.issue();
		Optional<IssueMapping> known = this.mappings.findByGitHubIssue(issue.id());
		if (change.kind() == Change.Kind.DELETED) {
			return known.or(() -> this.mappings.loadByGitHubIssue(issue.id()))
				.map((mapping) -> deleted(mapping.id()))
				.orElseGet(() -> new JobOutcome.Ignored("deleted before it was synced"));
		}
		if (known.filter(Field::isDeleted).isPresent()) {
			return ONE_IS_DELETED;
		}
		IssueMapping mapping = complete(issue, link);
		if (Field.isDeleted(mapping)) {
			return ONE_IS_DELETED;
		}
		Instant applied = mapping.state().githubUpdatedAt();
		boolean newer = applied == null || issue.updatedAt().isAfter(applied);
		if (!newer && isSelf(change.actor())) {
			return new JobOutcome.Ignored("echo");
		}
		return update(mapping, issue, newer && alone, link);
	}

	/**
	 * The mapping of an issue, whose twin is made, and brought to its state, if there is
	 * none.
	 */
	IssueMapping twin(GitHubIssueSnapshot issue, Link link) {
		IssueMapping mapping = complete(issue, link);
		if (mapping.state().jiraUpdatedAt() != null || Field.isDeleted(mapping)) {
			return mapping;
		}
		return write(mapping, issue, IssuePlanner.forJira(issue, mapping.state()), link);
	}

	boolean isSelf(Actor actor) {
		return Long.toString(this.github.self().id()).equals(actor.id());
	}

	private IssueMapping complete(GitHubIssueSnapshot issue, Link link) {
		return this.mappings.findByGitHubIssue(issue.id())
			.filter(IssueMapping::complete)
			.flatMap((mapping) -> this.mappings.load(mapping.id()))
			.filter(IssueMapping::complete)
			.or(() -> adopted(issue, link))
			.orElseGet(() -> this.twins.of(issue, link));
	}

	/** An issue that we opened for a Jira issue, but did not get to save as its twin. */
	private Optional<IssueMapping> adopted(GitHubIssueSnapshot issue, Link link) {
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
					mapping.github());
			return (JobOutcome) new JobOutcome.Done("GitHub issue deleted; its Jira twin stays as it is");
		}).orElseGet(() -> new JobOutcome.Ignored("deleted before it was synced"));
	}

	/**
	 * A snapshot that may not be the newest is not applied; what is there now is. GitHub
	 * tells times in whole seconds, so that one of the same second may be older.
	 */
	private JobOutcome update(IssueMapping mapping, GitHubIssueSnapshot snapshot, boolean newest, Link link) {
		GitHubIssueSnapshot issue = snapshot;
		JiraPlan plan = IssuePlanner.forJira(issue, mapping.state());
		if (!newest && !plan.isEmpty()) {
			Optional<GitHubIssueSnapshot> current = current(snapshot);
			if (current.isEmpty() && mapping.state().jiraUpdatedAt() != null) {
				return new JobOutcome.Ignored("the issue is gone from GitHub");
			}
			issue = current.orElse(snapshot);
			plan = IssuePlanner.forJira(issue, mapping.state());
		}
		JiraSide side = Objects.requireNonNull(mapping.jira());
		write(mapping, issue, plan, link);
		return plan.isEmpty() ? new JobOutcome.Ignored("nothing to change in " + side.key())
				: new JobOutcome.Done(issue.ref() + " → " + side.key() + ": " + plan.summarise());
	}

	private IssueMapping write(IssueMapping found, GitHubIssueSnapshot issue, JiraPlan plan, Link link) {
		IssueMapping mapping = found;
		JiraSide side = Objects.requireNonNull(mapping.jira());
		SyncedState after = plan.after();
		if (plan.changesFields()) {
			JsonNode description = description(plan, issue);
			this.jira.updateIssue(side.issueId(),
					new JiraIssueUpdate(plan.summary(), description, plan.addLabels(), plan.removeLabels()));
			after = (description != null) ? withBody(after, issue, description) : after;
		}
		if (plan.done() != null) {
			JiraIssue now = this.jira.issue(Long.toString(side.issueId()));
			if (plan.changesFields()) {
				// A workflow may refuse what follows.
				mapping = save(mapping, withoutStatus(after, mapping.state(), now.updatedAt()), mapping.github());
			}
			if (now.done() != plan.done()) {
				transition(side, now, plan.done(), link);
			}
		}
		if (plan.remoteLink() != null) {
			this.remoteLinks.put(side, issue.id(), plan.remoteLink(), issue.ref(), !issue.open());
		}
		boolean written = plan.changesFields() || plan.done() != null || mapping.state().jiraUpdatedAt() == null;
		if (written) {
			after = new SyncedState(after.githubUpdatedAt(), this.jira.issue(Long.toString(side.issueId())).updatedAt(),
					after.fields());
		}
		return after.equals(mapping.state()) ? mapping : save(mapping, after, new GitHubSide(issue.id(), issue.ref()));
	}

	private static SyncedState withoutStatus(SyncedState after, SyncedState before, Instant jiraUpdatedAt) {
		Map<String, FieldState> fields = new HashMap<>(after.fields());
		for (String field : List.of(Field.STATE, Field.REMOTE_LINK)) {
			fields.remove(field);
			if (before.fields().containsKey(field)) {
				fields.put(field, before.fields().get(field));
			}
		}
		return new SyncedState(after.githubUpdatedAt(), jiraUpdatedAt, fields);
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

	private void transition(JiraSide side, JiraIssue now, boolean done, Link link) {
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

	private IssueMapping save(IssueMapping mapping, SyncedState state, @Nullable GitHubSide github) {
		return this.mappings.save(new IssueMapping(mapping.id(), mapping.link(), github, mapping.jira(), state,
				mapping.createdAt(), mapping.updatedAt(), mapping.syncVersion()));
	}

}
