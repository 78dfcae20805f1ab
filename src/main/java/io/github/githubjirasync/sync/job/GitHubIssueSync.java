package io.github.githubjirasync.sync.job;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.github.githubjirasync.github.GitHubClient;
import io.github.githubjirasync.issue.JiraIssueKey;
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
import io.github.githubjirasync.sync.Origin;
import io.github.githubjirasync.sync.job.Planning.Planned;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.plan.Field;
import io.github.githubjirasync.sync.plan.Markers;
import io.github.githubjirasync.sync.plan.Situation;
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

	private final Texts texts;

	private final Filtered filtered;

	private final Privacy privacy;

	private final Planning planning;

	private final PlanExecutor executor;

	GitHubIssueSync(IssueMappings mappings, JiraTwins twins, Claims claims, GitHubClient github, Texts texts,
			Privacy privacy, Planning planning, PlanExecutor executor) {
		this.mappings = mappings;
		this.twins = twins;
		this.claims = claims;
		this.github = github;
		this.texts = texts;
		this.filtered = new Filtered(mappings);
		this.privacy = privacy;
		this.planning = planning;
		this.executor = executor;
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
		return this.privacy.towardsJira(issue, link)
			.map((open) -> apply(change, known, open, alone))
			.orElse(Privacy.NOT_FOR_JIRA);
	}

	private JobOutcome apply(GitHubIssueChanged change, Optional<IssueMapping> known, Link link, boolean alone) {
		GitHubIssueSnapshot issue = change.issue();
		if (known.filter(Field::isDeleted).isPresent()) {
			return ONE_IS_DELETED;
		}
		if (!link.filter().admits(issue)) {
			known.ifPresent((mapping) -> this.filtered.leave(mapping, Origin.GITHUB));
			return Filtered.LEFT;
		}
		IssueMapping mapping = complete(issue, link);
		if (Field.isDeleted(mapping)) {
			return ONE_IS_DELETED;
		}
		mapping = this.filtered.comeBack(mapping, Origin.GITHUB);
		if (Filtered.isOut(mapping)) {
			return Filtered.TWIN_LEFT;
		}
		Instant applied = mapping.state().githubUpdatedAt();
		boolean newer = applied == null || issue.updatedAt().isAfter(applied);
		if (!newer && isSelf(change.actor())) {
			return new JobOutcome.Ignored("echo");
		}
		return update(mapping, change, newer && alone, link);
	}

	/**
	 * The mapping of an issue, whose twin is made, and brought to its state, if there is
	 * none.
	 * @return empty if nothing of the issue may reach Jira
	 */
	Optional<IssueMapping> twin(GitHubIssueSnapshot issue, Link link) {
		return this.privacy.towardsJira(issue, link).map((open) -> made(issue, open));
	}

	private IssueMapping made(GitHubIssueSnapshot issue, Link link) {
		IssueMapping mapping = complete(issue, link);
		if (mapping.state().jiraUpdatedAt() != null || Field.isDeleted(mapping)) {
			return mapping;
		}
		Situation start = Situation.onGitHub(issue, false, mapping.state(), link,
				this.texts.in(issue.ref().repository()));
		return this.planning.plan(mapping, start, true)
			.map((planned) -> this.executor.execute(mapping, planned).mapping())
			.orElse(mapping);
	}

	/** The mapping of an issue that has a twin. */
	Optional<IssueMapping> known(long issueId) {
		return this.mappings.findByGitHubIssue(issueId)
			.filter(IssueMapping::complete)
			.flatMap((mapping) -> this.mappings.load(mapping.id()))
			.filter(IssueMapping::complete);
	}

	boolean isSelf(Actor actor) {
		return Long.toString(this.github.self().id()).equals(actor.id());
	}

	private IssueMapping complete(GitHubIssueSnapshot issue, Link link) {
		return known(issue.id()).or(() -> adopted(issue, link)).orElseGet(() -> this.twins.of(issue, link));
	}

	/** An issue that we opened for a Jira issue, but did not get to save as its twin. */
	private Optional<IssueMapping> adopted(GitHubIssueSnapshot issue, Link link) {
		if (!isSelf(issue.author())) {
			return Optional.empty();
		}
		return Markers.markedIssue(Objects.requireNonNullElse(issue.body(), "")).map((found) -> {
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
	private JobOutcome update(IssueMapping mapping, GitHubIssueChanged change, boolean newest, Link link) {
		JiraSide side = Objects.requireNonNull(mapping.jira());
		Situation start = Situation.onGitHub(change.issue(), isSelf(change.actor()), mapping.state(), link,
				this.texts.in(change.issue().ref().repository()));
		Optional<Planned> planned = this.planning.plan(mapping, start, newest);
		if (planned.isEmpty()) {
			return new JobOutcome.Ignored("the issue is gone from GitHub");
		}
		String left = this.executor.execute(mapping, planned.get()).left().describe();
		String summary = planned.get().plan().summary();
		return planned.get().plan().isEmpty() ? new JobOutcome.Ignored("nothing to change in " + side.key())
				: new JobOutcome.Done(change.issue().ref() + " → " + side.key() + ": "
						+ (summary.isEmpty() ? "link" : summary) + left);
	}

	private IssueMapping save(IssueMapping mapping, SyncedState state, @Nullable GitHubSide github) {
		return this.mappings.save(new IssueMapping(mapping.id(), mapping.link(), github, mapping.jira(), state,
				mapping.createdAt(), mapping.updatedAt(), mapping.syncVersion()));
	}

}
