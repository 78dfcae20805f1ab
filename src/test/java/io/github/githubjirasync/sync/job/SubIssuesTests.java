package io.github.githubjirasync.sync.job;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMapping.GitHubSide;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;
import io.github.githubjirasync.mapping.SyncedState;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.sync.Actor;
import io.github.githubjirasync.sync.Change;
import io.github.githubjirasync.sync.Change.JiraIssueChanged;
import io.github.githubjirasync.sync.JiraIssueDetails;
import io.github.githubjirasync.sync.JiraIssueIdentity;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.link.Links;
import io.github.githubjirasync.sync.plan.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for {@link SubIssues}. Mappings can be found in their caches only: any further
 * read fails.
 */
class SubIssuesTests {

	private static final JobOutcome REST = new JobOutcome.Done("the rest");

	private final Link link = new Binder(new MapConfigurationPropertySource(Map.of("name", "widgets",
			"allow-private-to-public", "true", "github.repository", "acme/widgets", "jira.project", "WID")))
		.bind("", Link.class)
		.get();

	private FieldState noted = new FieldState("", "");

	@Test
	void parentThatALinkStandsForCostsNoRead() {
		this.noted = new FieldState("8", "link 20");
		assertThat(after(null)).isSameAs(REST);
		assertThat(after("WID-2")).isSameAs(REST);
	}

	@Test
	void parentOfAProjectWithoutALinkCostsNoRead() {
		assertThat(after("HR-2")).isSameAs(REST);
	}

	@Test
	void parentThatIsNotedCostsNoRead() {
		assertThat(after(null)).isSameAs(REST);
		this.noted = new FieldState("8", "20");
		assertThat(after("WID-2")).isSameAs(REST);
	}

	@Test
	void anyOtherParentIsReadAnew() {
		assertThatThrownBy(() -> after("WID-2")).hasMessageContaining("load");
		this.noted = new FieldState("8", "20");
		assertThatThrownBy(() -> after(null)).hasMessageContaining("load");
	}

	private JobOutcome after(@Nullable String parent) {
		ModelPair pair = new ModelPair(new Random(1));
		JiraIssueSnapshot issue = Snapshots.of(pair.jira());
		JiraIssueDetails details = new JiraIssueDetails(null, null, false, null, List.of(),
				(parent != null) ? new JiraIssueIdentity(20, new JiraIssueKey(parent)) : null, null, List.of());
		JiraIssueSnapshot told = new JiraIssueSnapshot(issue.id(), issue.key(), issue.summary(), issue.description(),
				issue.statusName(), issue.done(), issue.resolution(), issue.issueType(), issue.priority(),
				issue.labels(), issue.assignee(), issue.reporter(), false, issue.createdAt(), issue.updatedAt(),
				details);
		return new ModelSync(pair, this.link, new Found()).parts(new Links(List.of(this.link), List.of()))
			.after(REST,
					new JiraIssueChanged(Change.Kind.UPDATED, told, Set.of(), new Actor("7", "ann"), Instant.EPOCH),
					this.link);
	}

	/** The mapping as caches have it. */
	final class Found {

		Optional<IssueMapping> findByJiraIssue(long id) {
			return Optional.of(new IssueMapping(1, "widgets", new GitHubSide(7, new GitHubIssueRef("acme/widgets", 1)),
					new JiraSide(id, new JiraIssueKey("WID-1")),
					new SyncedState(null, null, Map.of(Field.PARENT, SubIssuesTests.this.noted)), Instant.EPOCH,
					Instant.EPOCH, 0));
		}

	}

}
