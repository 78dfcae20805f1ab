package io.github.githubjirasync.sync.job;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.sync.Actor;
import io.github.githubjirasync.sync.link.Link;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Filtered}: a link with the opt-in label {@code sync}.
 */
class FilteredTests {

	private static final Actor HUMAN = new Actor("7", "ann");

	private static final Link LINK = new Binder(
			new MapConfigurationPropertySource(Map.of("name", "widgets", "allow-private-to-public", "true",
					"github.repository", "acme/widgets", "jira.project", "WID", "filter.opt-in-label", "sync")))
		.bind("", Link.class)
		.get();

	private final ModelPair pair = new ModelPair(new Random(1));

	@Test
	void issueThatIsNotWantedGetsNoTwin() {
		ModelSync sync = new ModelSync(this.pair, LINK, new NoMappings());
		this.pair.onGitHub(HUMAN, () -> this.pair.title = "B");
		assertThat(apply(sync)).isEqualTo(Filtered.LEFT);
		this.pair.inJira(HUMAN, Set.of("summary"), () -> this.pair.summary = "C");
		assertThat(apply(sync)).isEqualTo(Filtered.LEFT);
		assertThat(this.pair.writes).isZero();
	}

	@Test
	void pairThatLeavesTheFilterRestsUntilItComesBack() {
		ModelSync sync = new ModelSync(this.pair, LINK, new ModelMappings());
		this.pair.jiraLabels.add("sync");
		this.pair.onGitHub(HUMAN, () -> this.pair.labels.add("sync"));
		apply(sync);
		this.pair.onGitHub(HUMAN, () -> this.pair.title = "B");
		apply(sync);
		assertThat(this.pair.summary).isEqualTo("B");

		this.pair.onGitHub(HUMAN, () -> this.pair.labels.remove("sync"));
		assertThat(apply(sync)).isEqualTo(Filtered.LEFT);
		int writes = this.pair.writes;
		this.pair.inJira(HUMAN, Set.of("summary"), () -> this.pair.summary = "C");
		assertThat(apply(sync)).isEqualTo(Filtered.TWIN_LEFT);
		this.pair.onGitHub(HUMAN, () -> this.pair.body = "Other words");
		assertThat(apply(sync)).isEqualTo(Filtered.LEFT);
		assertThat(this.pair.writes).isEqualTo(writes);

		this.pair.onGitHub(HUMAN, () -> this.pair.labels.add("sync"));
		apply(sync);
		assertThat(this.pair.description.toString()).contains("Other words");
		this.pair.inJira(HUMAN, Set.of("labels"), () -> this.pair.jiraLabels.add("ui"));
		apply(sync);
		assertThat(this.pair.title).as("what changed in Jira follows with its next change").isEqualTo("C");
	}

	private JobOutcome apply(ModelSync sync) {
		return sync.apply(this.pair.sent.get(this.pair.sent.size() - 1), true);
	}

	/** Nothing has a twin, and none may be claimed. */
	private static final class NoMappings {

		Optional<IssueMapping> findByGitHubIssue(long id) {
			return Optional.empty();
		}

		Optional<IssueMapping> findByJiraIssue(long id) {
			return Optional.empty();
		}

		Optional<IssueMapping> loadByGitHubIssue(long id) {
			return Optional.empty();
		}

		Optional<IssueMapping> loadByJiraIssue(long id) {
			return Optional.empty();
		}

	}

}
