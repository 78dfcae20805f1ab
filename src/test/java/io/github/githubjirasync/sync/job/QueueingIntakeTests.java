package io.github.githubjirasync.sync.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import io.github.githubjirasync.github.GitHubDirectory;
import io.github.githubjirasync.issue.DeliveryId;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.queue.Enqueued;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.NewJob;
import io.github.githubjirasync.sync.Actor;
import io.github.githubjirasync.sync.Change;
import io.github.githubjirasync.sync.Change.JiraIssueChanged;
import io.github.githubjirasync.sync.Delivery;
import io.github.githubjirasync.sync.Origin;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.link.Links;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link QueueingIntake}: which deliveries may take each other's place.
 */
class QueueingIntakeTests {

	private final List<NewJob> jobs = new ArrayList<>();

	private final Links links = new Links(List.of(new Binder(new MapConfigurationPropertySource(
			Map.of("name", "widgets", "github.repository", "acme/widgets", "jira.project", "WID")))
		.bind("", Link.class)
		.get()), List.of());

	private final ModelPair pair = new ModelPair(new Random(1));

	@Test
	void fieldsWhoseNamesAloneTellSomethingKeepDeliveriesApart() {
		assertThat(key("labels")).isEqualTo(key("summary", "labels")).isEqualTo("issue by 7");
		assertThat(key("description", "summary")).isEqualTo("issue and description by 7");
		assertThat(key("resolution")).isNotEqualTo(key("labels"));
		assertThat(key("status")).isNotEqualTo(key("labels")).isNotEqualTo(key("resolution"));
		assertThat(key("security")).isNotEqualTo(key("labels"));
		assertThat(key("status", "resolution", "Rank")).isEqualTo(key("resolution", "status"));
	}

	private String key(String... changedFields) {
		Actor ann = new Actor("7", "ann");
		IssueMappings mappings = Fakes.of(IssueMappings.class, new NoMappings());
		RepositoryIds repositories = new RepositoryIds(this.links, Fakes.of(GitHubDirectory.class, new Object()));
		new QueueingIntake(Fakes.of(JobQueue.class, new Queue()), this.links, new Lanes(mappings), repositories,
				new Whereabouts(mappings, this.links))
			.accept(new Delivery(Origin.JIRA, new DeliveryId("d1"), "jira:issue_updated"), new JiraIssueChanged(
					Change.Kind.UPDATED, Snapshots.of(this.pair.jira()), Set.of(changedFields), ann, Instant.EPOCH));
		return Objects.requireNonNull(this.jobs.get(this.jobs.size() - 1).snapshot()).thing();
	}

	/** Keeps what it is given. */
	final class Queue {

		Enqueued enqueue(NewJob job) {
			QueueingIntakeTests.this.jobs.add(job);
			return new Enqueued("j1", Enqueued.How.NEW);
		}

	}

	/** Nothing has a twin. */
	static final class NoMappings {

		Optional<IssueMapping> findByJiraIssue(long id) {
			return Optional.empty();
		}

	}

}
