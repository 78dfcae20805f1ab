package io.github.githubjirasync.sync.job;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.github.githubjirasync.github.GitHubClient;
import io.github.githubjirasync.github.GitHubIssue;
import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMapping.GitHubSide;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.mapping.SyncedState;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.plan.Call;
import io.github.githubjirasync.sync.plan.Markers;
import io.github.githubjirasync.sync.plan.Plan;
import io.github.githubjirasync.sync.plan.Situation;
import io.github.githubjirasync.upstream.UpstreamException;

/**
 * Makes the GitHub twin of a Jira issue exactly once: the right to create is claimed in
 * the database, and the body of the new issue carries a hidden marker by which it is
 * found again after a create whose answer was lost.
 */
final class GitHubTwins {

	private static final Duration CLOCK_SLACK = Duration.ofMinutes(5);

	private final IssueMappings mappings;

	private final GitHubClient github;

	private final Texts texts;

	private final Claims claims;

	private final Planning planning;

	private final GitHubWriter writer;

	GitHubTwins(IssueMappings mappings, GitHubClient github, Texts texts, Claims claims, Planning planning,
			GitHubWriter writer) {
		this.mappings = mappings;
		this.github = github;
		this.texts = texts;
		this.claims = claims;
		this.planning = planning;
		this.writer = writer;
	}

	/**
	 * The complete mapping of a Jira issue; its twin is created or found if need be.
	 * @throws Holding if another attempt's create is not settled yet
	 */
	IssueMapping of(JiraIssueSnapshot issue, Link link) {
		IssueMappings.Claim claim = this.mappings.claim(link.name(), new JiraSide(issue.id(), issue.key()));
		IssueMapping mapping = claim.mapping();
		if (mapping.complete()) {
			return mapping;
		}
		if (!claim.fresh() || this.claims.mayHaveTwin(issue.createdAt())) {
			Optional<IssueMapping> found = find(mapping, issue, link);
			if (found.isPresent()) {
				return found.get();
			}
		}
		return create(mapping, issue, link);
	}

	private Optional<IssueMapping> find(IssueMapping claim, JiraIssueSnapshot issue, Link link) {
		this.claims.awaitSettled(claim);
		return this.github
			.issuesCreatedBy(link.repositoryForNewIssues(), this.github.self().login(),
					this.claims.earliestTwin(claim, issue.createdAt()).minus(CLOCK_SLACK))
			.stream()
			.filter((found) -> Markers.markedIssue(Objects.requireNonNullElse(found.body(), ""))
				.filter((mark) -> mark.id() == issue.id())
				.isPresent())
			.findFirst()
			.map((found) -> this.mappings.save(withGitHub(claim, found, claim.state())));
	}

	/**
	 * What is about to be written is saved first, so that whoever finds the issue later
	 * can tell what somebody else has changed in it. That also renews the claim's age.
	 */
	private IssueMapping create(IssueMapping found, JiraIssueSnapshot issue, Link link) {
		Plan plan = this.planning.newTwin(Situation.inJira(issue, Set.of(), false, SyncedState.NONE, link,
				this.texts.in(link.repositoryForNewIssues())));
		Call.CreateGitHubIssue create = (Call.CreateGitHubIssue) plan.steps().get(0).call();
		Map<String, FieldState> fields = plan.steps().get(0).then();
		IssueMapping claim = this.mappings.save(new IssueMapping(found.id(), found.link(), null, found.jira(),
				new SyncedState(null, null, fields), found.createdAt(), found.updatedAt(), found.syncVersion()));
		GitHubIssue created;
		LeftOut left = new LeftOut();
		try {
			created = this.writer.create(link.repositoryForNewIssues(),
					issue.summary().isBlank() ? "(no summary)" : issue.summary(),
					Markers.issue("", issue.id(), issue.key().value()), create.changes(), create.labels(), link, left);
		}
		catch (UpstreamException.Transient ex) {
			throw ex;
		}
		catch (UpstreamException ex) {
			// Refused: nothing was created, so there is nothing to look for later.
			this.mappings.delete(claim.id());
			throw ex;
		}
		Map<String, FieldState> noted = left.note(fields, plan.steps().get(0));
		noted.putAll(PlanExecutor.assigned(create.changes().assignees(), created, issue, left));
		return this.mappings.save(withGitHub(claim, created, new SyncedState(created.updatedAt(), null, noted)));
	}

	private static IssueMapping withGitHub(IssueMapping claim, GitHubIssue issue, SyncedState state) {
		return new IssueMapping(claim.id(), claim.link(), new GitHubSide(issue.id(), issue.ref()), claim.jira(), state,
				claim.createdAt(), claim.updatedAt(), claim.syncVersion());
	}

}
