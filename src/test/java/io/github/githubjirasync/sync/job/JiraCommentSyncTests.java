package io.github.githubjirasync.sync.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import io.github.githubjirasync.github.GitHubClient;
import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.mapping.CommentMapping;
import io.github.githubjirasync.mapping.CommentMappings;
import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.mapping.SyncedState;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.sync.Actor;
import io.github.githubjirasync.sync.Change;
import io.github.githubjirasync.sync.Change.JiraCommentChanged;
import io.github.githubjirasync.sync.CommentSnapshot;
import io.github.githubjirasync.sync.JiraIssueIdentity;
import io.github.githubjirasync.sync.RichText;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.plan.Field;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JiraCommentSync}: a comment that was repeated on GitHub, of a pair
 * that is outside of the filter of its link.
 */
class JiraCommentSyncTests {

	private static final Actor ANN = new Actor("7", "ann");

	private static final Instant WRITTEN = Instant.parse("2026-01-02T03:04:05Z");

	private static final Link LINK = new Binder(
			new MapConfigurationPropertySource(Map.of("name", "widgets", "allow-private-to-public", "true",
					"github.repository", "acme/widgets", "jira.project", "WID", "filter.opt-in-label", "sync")))
		.bind("", Link.class)
		.get();

	private final List<Long> deleted = new ArrayList<>();

	private final ModelPair pair = new ModelPair(new Random(1));

	private final ModelSync sync = new ModelSync(this.pair, LINK, new ModelMappings());

	private final JiraCommentSync comments = this.sync.jiraComments(Fakes.of(CommentMappings.class, new Comments()),
			Fakes.of(GitHubClient.class, new GitHub()));

	@BeforeEach
	void leaveTheFilter() {
		this.pair.jiraLabels.add("sync");
		this.pair.onGitHub(ANN, () -> this.pair.labels.add("sync"));
		this.sync.apply(this.pair.sent.get(this.pair.sent.size() - 1), true);
		this.pair.onGitHub(ANN, () -> this.pair.labels.remove("sync"));
		assertThat(this.sync.apply(this.pair.sent.get(this.pair.sent.size() - 1), true)).isEqualTo(Filtered.LEFT);
	}

	@Test
	void editedCommentStaysAsItIs() {
		assertThat(apply(Change.Kind.UPDATED, false)).isEqualTo(Filtered.TWIN_LEFT);
		assertThat(this.deleted).isEmpty();
	}

	@Test
	void commentThatBecomesRestrictedIsWithdrawn() {
		assertThat(apply(Change.Kind.UPDATED, true)).isInstanceOf(JobOutcome.Done.class);
		assertThat(this.deleted).containsExactly(9L);
	}

	@Test
	void deletedCommentIsDeleted() {
		assertThat(apply(Change.Kind.DELETED, false)).isInstanceOf(JobOutcome.Done.class);
		assertThat(this.deleted).containsExactly(9L);
	}

	private JobOutcome apply(Change.Kind kind, boolean restricted) {
		CommentSnapshot comment = new CommentSnapshot(5, RichText.wiki("Words"), ANN, null, restricted, WRITTEN,
				WRITTEN.plusSeconds(1));
		return this.comments.apply(new JiraCommentChanged(kind,
				new JiraIssueIdentity(ModelPair.JIRA_ID, new JiraIssueKey("WID-1")), comment, ANN, WRITTEN), LINK);
	}

	/** Knows one comment, which has the id 5 in Jira and 9 on GitHub. */
	static final class Comments {

		private final CommentMapping mapping = new CommentMapping(3, 1, 9L, 5L,
				new SyncedState(WRITTEN, WRITTEN, Map.of(Field.ORIGIN, new FieldState(null, "jira"))), WRITTEN, WRITTEN,
				0);

		Optional<CommentMapping> findByJiraComment(long id) {
			return Optional.of(this.mapping);
		}

		CommentMappings.Claim claimForJiraComment(long issueMappingId, long id) {
			return new CommentMappings.Claim(this.mapping, false);
		}

		CommentMapping save(CommentMapping changed) {
			return changed;
		}

	}

	/** Deletes comments. */
	final class GitHub {

		void deleteComment(String repository, long commentId) {
			JiraCommentSyncTests.this.deleted.add(commentId);
		}

	}

}
