package io.github.githubjirasync.sync.job;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import io.github.githubjirasync.jira.JiraClient;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.sync.Actor;
import io.github.githubjirasync.sync.Change;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.Preview;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.link.Links;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PlanningDryRun}: what it says of stored jobs.
 */
class PlanningDryRunTests {

	private static final Link LINK = new Binder(new MapConfigurationPropertySource(Map.of("name", "widgets",
			"allow-private-to-public", "true", "github.repository", "acme/widgets", "jira.project", "WID")))
		.bind("", Link.class)
		.get();

	private final ModelPair pair = new ModelPair(new Random(1));

	@Test
	void jobOfAnIssueThatWasTransferredWouldMakeNoTwin() {
		GitHubIssueSnapshot now = Snapshots.of(this.pair.github(), false);
		GitHubIssueSnapshot before = new GitHubIssueSnapshot(now.id() + 1, now.ref(), false, now.title(), now.body(),
				now.open(), now.stateReason(), now.labels(), now.assignees(), now.milestone(), now.author(),
				now.htmlUrl(), now.createdAt(), now.updatedAt());
		Preview preview = preview(before);
		assertThat(preview.verdict()).isEqualTo("It was transferred to another repository.");
		assertThat(preview.calls()).isEmpty();
		assertThat(preview(now).verdict()).isEqualTo("A twin would be created.");
	}

	private Preview preview(GitHubIssueSnapshot issue) {
		SyncJob job = new SyncJob("widgets", "issues.edited",
				new Change.GitHubIssueChanged(Change.Kind.UPDATED, "edited", issue, new Actor("7", "ann")));
		return dryRun().ofJob(SyncJob.kind(job.change()), job.toJson());
	}

	private PlanningDryRun dryRun() {
		Links links = new Links(List.of(LINK), List.of());
		ModelClients clients = new ModelClients(this.pair);
		JiraClient jira = clients.jira();
		IssueMappings mappings = Fakes.of(IssueMappings.class, new NoMappings());
		return new PlanningDryRun(links, mappings, clients.github(), jira,
				new Planning(clients.github(), jira,
						new PeopleDirectory(List.of(), clients.githubDirectory(), clients.jiraDirectory())),
				new Texts(clients.github(), jira, links), new RepositoryIds(links, clients.githubDirectory()),
				new Whereabouts(mappings, links), new Privacy(mappings, clients.githubDirectory(), Clock.systemUTC()));
	}

	/** Has no twins. */
	static final class NoMappings {

		Optional<IssueMapping> findByGitHubIssue(long id) {
			return Optional.empty();
		}

	}

}
