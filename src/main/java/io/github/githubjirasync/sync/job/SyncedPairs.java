package io.github.githubjirasync.sync.job;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.github.githubjirasync.github.GitHubClient;
import io.github.githubjirasync.github.GitHubDirectory;
import io.github.githubjirasync.github.GitHubIssue;
import io.github.githubjirasync.github.GitHubRepository;
import io.github.githubjirasync.issue.DeliveryId;
import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.jira.JiraClient;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMapping.GitHubSide;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.mapping.MappingConflictException;
import io.github.githubjirasync.mapping.StaleMappingException;
import io.github.githubjirasync.sync.Actor;
import io.github.githubjirasync.sync.Change;
import io.github.githubjirasync.sync.Change.GitHubIssueChanged;
import io.github.githubjirasync.sync.Change.JiraIssueChanged;
import io.github.githubjirasync.sync.Delivery;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.Origin;
import io.github.githubjirasync.sync.Pairs;
import io.github.githubjirasync.sync.Receipt;
import io.github.githubjirasync.sync.SyncIntake;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.link.Links;

/**
 * Reads issues from their upstreams and sends them through the same door as deliveries.
 */
final class SyncedPairs implements Pairs {

	/** What an operator asked for is told from deliveries by its event. */
	private static final String EVENT = "operator.sync";

	/** A claim that was saved within this time may have a twin on its way. */
	private static final Duration BEING_CREATED = Duration.ofMinutes(2);

	private final Links links;

	private final IssueMappings mappings;

	private final GitHubClient github;

	private final GitHubDirectory directory;

	private final JiraClient jira;

	private final SyncIntake intake;

	private final RepositoryIds repositories;

	private final Clock clock;

	SyncedPairs(Links links, RepositoryIds repositories, IssueMappings mappings, GitHubClient github,
			GitHubDirectory directory, JiraClient jira, SyncIntake intake, Clock clock) {
		this.links = links;
		this.mappings = mappings;
		this.github = github;
		this.directory = directory;
		this.jira = jira;
		this.intake = intake;
		this.repositories = repositories;
		this.clock = clock;
	}

	@Override
	public IssueMapping link(GitHubIssueRef ref, JiraIssueKey key) {
		Link link = this.repositories.linkOf(ref.repository())
			.filter((of) -> this.links.ofProject(key.projectKey()).filter(of::equals).isPresent())
			.orElseThrow(() -> new NotPairableException(
					"No link is for both " + ref.repository() + " and " + key.projectKey() + "; see the links"));
		GitHubIssue issue = this.github.issue(ref);
		JiraIssueSnapshot twin = Snapshots.of(this.jira.issue(key.value()));
		if (twin.secured()) {
			throw new NotPairableException(key + " has a security level, so that it stays in Jira");
		}
		GitHubSide githubSide = new GitHubSide(issue.id(), issue.ref());
		JiraSide jiraSide = new JiraSide(twin.id(), twin.key());
		IssueMappings.Claim claim = this.mappings.claim(link.name(), githubSide);
		IssueMapping mapping = claim.mapping();
		JiraSide before = mapping.jira();
		if (!claim.fresh() && before == null && mapping.updatedAt().plus(BEING_CREATED).isAfter(this.clock.instant())) {
			throw new NotPairableException(
					"The twin of " + issue.ref() + " is just being created; look again in two minutes");
		}
		if (before != null && before.issueId() != jiraSide.issueId()) {
			throw new NotPairableException(
					issue.ref() + " is the twin of " + before.key() + " already; unlink them first");
		}
		try {
			return this.mappings.save(new IssueMapping(mapping.id(), link.name(), githubSide, jiraSide, mapping.state(),
					mapping.createdAt(), mapping.updatedAt(), mapping.syncVersion()));
		}
		catch (MappingConflictException | StaleMappingException ex) {
			if (claim.fresh()) {
				this.mappings.delete(mapping.id());
			}
			throw new NotPairableException(
					key + " is the twin of another issue, or somebody has just changed the mapping; look again");
		}
	}

	@Override
	public Receipt sync(GitHubIssueRef ref, String who) {
		GitHubIssue issue = this.github.issue(ref);
		boolean privateRepository = this.directory.repository(issue.ref().repository())
			.map(GitHubRepository::privateRepository)
			.orElseThrow(() -> new NotPairableException(
					"The repository " + issue.ref().repository() + " cannot be seen, so nothing of it is synced"));
		return accept(Origin.GITHUB, new GitHubIssueChanged(Change.Kind.UPDATED, EVENT,
				Snapshots.of(issue, privateRepository), operator(who)));
	}

	@Override
	public Receipt sync(JiraIssueKey key, String who) {
		JiraIssueSnapshot issue = Snapshots.of(this.jira.issue(key.value()));
		return accept(Origin.JIRA,
				new JiraIssueChanged(Change.Kind.UPDATED, issue, Set.of(), operator(who), issue.updatedAt()));
	}

	@Override
	public List<Receipt> sync(IssueMapping mapping, String who) {
		List<Receipt> receipts = new ArrayList<>();
		GitHubSide githubSide = mapping.github();
		JiraSide jiraSide = mapping.jira();
		if (githubSide != null) {
			receipts.add(sync(githubSide.ref(), who));
		}
		if (jiraSide != null) {
			receipts.add(sync(jiraSide.key(), who));
		}
		return receipts;
	}

	private Receipt accept(Origin origin, Change change) {
		return this.intake.accept(new Delivery(origin, new DeliveryId("operator-" + UUID.randomUUID()), EVENT), change);
	}

	private static Actor operator(String who) {
		return new Actor("operator:" + who, who);
	}

}
