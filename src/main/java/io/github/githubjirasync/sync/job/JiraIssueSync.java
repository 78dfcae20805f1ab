package io.github.githubjirasync.sync.job;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.jira.JiraClient;
import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMapping.GitHubSide;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.mapping.SyncedState;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.sync.Actor;
import io.github.githubjirasync.sync.Change;
import io.github.githubjirasync.sync.Change.JiraIssueChanged;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.Origin;
import io.github.githubjirasync.sync.job.Planning.Planned;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.plan.Field;
import io.github.githubjirasync.sync.plan.Markers;
import io.github.githubjirasync.sync.plan.Situation;
import org.jspecify.annotations.Nullable;

/**
 * Applies what happened to a Jira issue to its GitHub twin.
 */
final class JiraIssueSync {

	private static final JobOutcome ECHO = new JobOutcome.Ignored("echo");

	private static final JobOutcome ONE_IS_DELETED = new JobOutcome.Ignored("one of the twins was deleted");

	private static final JobOutcome NOT_FOR_GITHUB = new JobOutcome.Ignored(
			"the issue cannot be seen, or has a security level");

	private final IssueMappings mappings;

	private final GitHubTwins twins;

	private final Claims claims;

	private final JiraClient jira;

	private final Texts texts;

	private final Filtered filtered;

	private final Privacy privacy;

	private final Planning planning;

	private final PlanExecutor executor;

	JiraIssueSync(IssueMappings mappings, GitHubTwins twins, Claims claims, JiraClient jira, Texts texts,
			Privacy privacy, Planning planning, PlanExecutor executor) {
		this.mappings = mappings;
		this.twins = twins;
		this.claims = claims;
		this.jira = jira;
		this.texts = texts;
		this.filtered = new Filtered(mappings);
		this.privacy = privacy;
		this.planning = planning;
		this.executor = executor;
	}

	JobOutcome apply(JiraIssueChanged change, Link link) {
		JiraIssueSnapshot issue = change.issue();
		Optional<IssueMapping> known = this.mappings.findByJiraIssue(issue.id());
		if (change.kind() == Change.Kind.DELETED) {
			return known.or(() -> this.mappings.loadByJiraIssue(issue.id()))
				.map((mapping) -> deleted(mapping.id()))
				.orElseGet(() -> new JobOutcome.Ignored("deleted before it was synced"));
		}
		if (issue.secured()) {
			return NOT_FOR_GITHUB;
		}
		return this.privacy.towardsGitHub(issue.id(), link)
			.map((open) -> apply(change, known, open))
			.orElse(Privacy.NOT_FOR_GITHUB);
	}

	private JobOutcome apply(JiraIssueChanged change, Optional<IssueMapping> known, Link link) {
		JiraIssueSnapshot issue = change.issue();
		if (known.filter(Field::isDeleted).isPresent()) {
			return ONE_IS_DELETED;
		}
		if (!link.filter().admits(issue)) {
			known.ifPresent((mapping) -> this.filtered.leave(mapping, Origin.JIRA));
			return Filtered.LEFT;
		}
		Optional<IssueMapping> complete = complete(issue.id());
		if (complete.isEmpty()) {
			return visible(issue.id())
				.map((now) -> link.filter().admits(now) ? begin(change, now, link) : Filtered.LEFT)
				.orElse(NOT_FOR_GITHUB);
		}
		if (Field.isDeleted(complete.get())) {
			return ONE_IS_DELETED;
		}
		IssueMapping mapping = this.filtered.comeBack(complete.get(), Origin.JIRA);
		if (Filtered.isOut(mapping)) {
			return Filtered.TWIN_LEFT;
		}
		Instant applied = mapping.state().jiraUpdatedAt();
		boolean newer = applied != null && issue.updatedAt().isAfter(applied);
		boolean byUs = isSelf(change.actor());
		if (byUs && applied != null && !newer) {
			return ECHO;
		}
		// While an issue has a security level nothing of it is told, so that more may
		// have changed when it loses it.
		boolean opened = change.changedFields().contains("security");
		Situation start = Situation.inJira(issue, opened ? Set.of() : change.changedFields(), byUs, mapping.state(),
				link, texts(mapping));
		return this.planning.plan(mapping, opened ? start.namingReason() : start, newer)
			.map((planned) -> outcome(mapping, planned))
			.orElse(NOT_FOR_GITHUB);
	}

	private JobOutcome begin(JiraIssueChanged change, JiraIssueSnapshot now, Link link) {
		IssueMapping mapping = adopted(now, link).orElseGet(() -> this.twins.of(now, link));
		if (change.kind() == Change.Kind.CREATED && isSelf(change.actor())) {
			return ECHO;
		}
		return plan(mapping, now, link).map((planned) -> outcome(mapping, planned)).orElse(NOT_FOR_GITHUB);
	}

	/**
	 * What an issue is now.
	 * @return empty if it is gone, or we may not see it, or not everybody may
	 */
	Optional<JiraIssueSnapshot> visible(long issueId) {
		return this.planning.visible(issueId);
	}

	/**
	 * The mapping of an issue, whose twin is made, and brought to its state, if there is
	 * none.
	 * @param now the issue as it is now
	 * @return empty if nothing of the issue may reach GitHub
	 */
	Optional<IssueMapping> twin(JiraIssueSnapshot now, Link link) {
		return this.privacy.towardsGitHub(now.id(), link).map((open) -> made(now, open));
	}

	private IssueMapping made(JiraIssueSnapshot now, Link link) {
		IssueMapping mapping = complete(now.id()).or(() -> adopted(now, link))
			.orElseGet(() -> this.twins.of(now, link));
		if (mapping.state().jiraUpdatedAt() != null || Field.isDeleted(mapping)) {
			return mapping;
		}
		return plan(mapping, now, link).map((planned) -> this.executor.execute(mapping, planned).mapping())
			.orElse(mapping);
	}

	private Optional<IssueMapping> complete(long issueId) {
		return this.mappings.findByJiraIssue(issueId)
			.filter(IssueMapping::complete)
			.flatMap((mapping) -> this.mappings.load(mapping.id()))
			.filter(IssueMapping::complete);
	}

	boolean isSelf(Actor actor) {
		return this.jira.self().id().equals(actor.id());
	}

	/**
	 * An issue that we created for a GitHub issue, but did not get to save as its twin.
	 */
	private Optional<IssueMapping> adopted(JiraIssueSnapshot issue, Link link) {
		return this.jira.issueProperty(issue.id(), Markers.JIRA_PROPERTY)
			.filter((mark) -> mark.path("githubIssueId").isIntegralNumber())
			.map((mark) -> {
				GitHubSide side = new GitHubSide(mark.path("githubIssueId").asLong(),
						new GitHubIssueRef(mark.path("repository").asText(), mark.path("number").asLong()));
				IssueMapping claim = this.mappings.claim(link.name(), side).mapping();
				this.claims.awaitSettled(claim);
				return claim.complete() ? claim
						: this.mappings.save(new IssueMapping(claim.id(), claim.link(), claim.github(),
								new JiraSide(issue.id(), issue.key()), claim.state(), claim.createdAt(),
								claim.updatedAt(), claim.syncVersion()));
			})
			// A clone carries the mark of the issue that it was made from, whose twin is
			// taken.
			.filter((mapping) -> Objects.requireNonNull(mapping.jira()).issueId() == issue.id());
	}

	private JobOutcome deleted(long mappingId) {
		return this.mappings.load(mappingId).map((mapping) -> {
			Map<String, FieldState> fields = new HashMap<>(mapping.state().fields());
			fields.put(Field.DELETED, new FieldState(null, "deleted"));
			save(mapping, mapping.jira(),
					new SyncedState(mapping.state().githubUpdatedAt(), mapping.state().jiraUpdatedAt(), fields));
			return (JobOutcome) new JobOutcome.Done("Jira issue deleted; its GitHub twin stays as it is");
		}).orElseGet(() -> new JobOutcome.Ignored("deleted before it was synced"));
	}

	private JobOutcome outcome(IssueMapping mapping, Planned planned) {
		GitHubIssueRef ref = Objects.requireNonNull(mapping.github()).ref();
		String left = this.executor.execute(mapping, planned).left().describe();
		String summary = planned.plan().summary();
		return planned.plan().isEmpty() ? new JobOutcome.Ignored("nothing to change in " + ref)
				: new JobOutcome.Done(Objects.requireNonNull(mapping.jira()).key() + " → " + ref + ": "
						+ (summary.isEmpty() ? "link" : summary) + left);
	}

	/** The plan for what an issue is now. */
	private Optional<Planned> plan(IssueMapping mapping, JiraIssueSnapshot now, Link link) {
		return this.planning.plan(mapping,
				Situation.inJira(now, Set.of(), false, mapping.state(), link, texts(mapping)), true);
	}

	private Texts texts(IssueMapping mapping) {
		return this.texts.in(Objects.requireNonNull(mapping.github()).ref().repository());
	}

	private IssueMapping save(IssueMapping mapping, @Nullable JiraSide jira, SyncedState state) {
		return this.mappings.save(new IssueMapping(mapping.id(), mapping.link(), mapping.github(), jira, state,
				mapping.createdAt(), mapping.updatedAt(), mapping.syncVersion()));
	}

}
