package io.github.githubjirasync.sync.job;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.jira.CreatedJiraIssue;
import io.github.githubjirasync.jira.JiraClient;
import io.github.githubjirasync.jira.JiraIssue;
import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMapping.GitHubSide;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.mapping.SyncedState;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.plan.Call;
import io.github.githubjirasync.sync.plan.Field;
import io.github.githubjirasync.sync.plan.JiraChanges;
import io.github.githubjirasync.sync.plan.Markers;
import io.github.githubjirasync.sync.plan.Plan;
import io.github.githubjirasync.sync.plan.Situation;
import io.github.githubjirasync.upstream.UpstreamException;

/**
 * Makes the Jira twin of a GitHub issue exactly once: the right to create is claimed in
 * the database, and the new issue carries a property that names its twin from the moment
 * it exists. After a create whose answer was lost, the issue is looked for by that
 * property, as soon as Jira's search can be trusted to show it.
 */
final class JiraTwins {

	/**
	 * How much earlier than our claim Jira's clock may say that the issue was created.
	 */
	private static final Duration CLOCK_SLACK = Duration.ofMinutes(5);

	private final IssueMappings mappings;

	private final JiraClient jira;

	private final Texts texts;

	private final Claims claims;

	private final Planning planning;

	private final JiraWriter writer;

	JiraTwins(IssueMappings mappings, JiraClient jira, Texts texts, Claims claims, Planning planning,
			JiraWriter writer) {
		this.mappings = mappings;
		this.jira = jira;
		this.texts = texts;
		this.claims = claims;
		this.planning = planning;
		this.writer = writer;
	}

	/**
	 * The complete mapping of a GitHub issue; its twin is created or found if need be.
	 * @throws Holding if another attempt's create is not settled yet
	 */
	IssueMapping of(GitHubIssueSnapshot issue, Link link) {
		IssueMappings.Claim claim = this.mappings.claim(link.name(), new GitHubSide(issue.id(), issue.ref()));
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

	private Optional<IssueMapping> find(IssueMapping claim, GitHubIssueSnapshot issue, Link link) {
		this.claims.awaitSettled(claim);
		return this.jira
			.issuesCreatedBySelf(link.projectForNewIssues(),
					this.claims.age(claim, issue.createdAt()).plus(CLOCK_SLACK), Markers.JIRA_PROPERTY)
			.stream()
			.filter((found) -> marks(found, issue.id()))
			.findFirst()
			.map((found) -> this.mappings.save(withJira(claim, found.id(), found.key())));
	}

	private static boolean marks(JiraIssue issue, long githubIssueId) {
		return issue.property() != null && issue.property().path("githubIssueId").asLong() == githubIssueId;
	}

	/**
	 * What is about to be written is saved first, so that whoever finds the issue later
	 * can tell what somebody else has changed in it. That also renews the claim's age.
	 */
	private IssueMapping create(IssueMapping found, GitHubIssueSnapshot issue, Link link) {
		Plan plan = this.planning.newTwin(Situation.onGitHub(issue, false, SyncedState.NONE, link, this.texts));
		JiraChanges changes = ((Call.CreateJiraIssue) plan.steps().get(0).call()).changes();
		Map<String, FieldState> fields = plan.steps().get(0).then();
		IssueMapping claim = this.mappings.save(new IssueMapping(found.id(), found.link(), found.github(), null,
				new SyncedState(null, null, fields), found.createdAt(), found.updatedAt(), found.syncVersion()));
		CreatedJiraIssue created;
		LeftOut left = new LeftOut();
		try {
			created = this.writer.create(changes, Field.summary(issue.title()), mark(issue), link, left);
		}
		catch (UpstreamException.Transient ex) {
			throw ex;
		}
		catch (UpstreamException ex) {
			// Refused: nothing was created, so there is nothing to look for later.
			this.mappings.delete(claim.id());
			throw ex;
		}
		IssueMapping noted = new IssueMapping(claim.id(), claim.link(), claim.github(), null,
				new SyncedState(null, null, left.note(fields, plan.steps().get(0))), claim.createdAt(),
				claim.updatedAt(), claim.syncVersion());
		return this.mappings.save(withJira(noted, created.id(), created.key()));
	}

	static ObjectNode mark(GitHubIssueSnapshot issue) {
		return JsonNodeFactory.instance.objectNode()
			.put("githubIssueId", issue.id())
			.put("repository", issue.ref().repository())
			.put("number", issue.ref().number());
	}

	private static IssueMapping withJira(IssueMapping claim, long id, String key) {
		return new IssueMapping(claim.id(), claim.link(), claim.github(), new JiraSide(id, new JiraIssueKey(key)),
				claim.state(), claim.createdAt(), claim.updatedAt(), claim.syncVersion());
	}

}
