package io.github.githubjirasync.sync.job;

import java.time.Instant;
import java.util.Optional;

import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.StaleMappingException;
import io.github.githubjirasync.mapping.SyncedState;

/**
 * The mapping of the one pair of {@link ModelPair}.
 */
final class ModelMappings {

	private IssueMapping mapping = new IssueMapping(1, "widgets",
			new IssueMapping.GitHubSide(ModelPair.GITHUB_ID, new GitHubIssueRef("acme/widgets", 1)),
			new IssueMapping.JiraSide(ModelPair.JIRA_ID, new JiraIssueKey("WID-1")), SyncedState.NONE, Instant.EPOCH,
			Instant.EPOCH, 0);

	Optional<IssueMapping> findByGitHubIssue(long id) {
		return Optional.of(this.mapping);
	}

	Optional<IssueMapping> findByJiraIssue(long id) {
		return Optional.of(this.mapping);
	}

	Optional<IssueMapping> load(long id) {
		return Optional.of(this.mapping);
	}

	Optional<IssueMapping> loadByGitHubIssue(long id) {
		return Optional.of(this.mapping);
	}

	Optional<IssueMapping> loadByJiraIssue(long id) {
		return Optional.of(this.mapping);
	}

	IssueMapping save(IssueMapping changed) {
		if (changed.syncVersion() != this.mapping.syncVersion()) {
			throw new StaleMappingException("stale");
		}
		this.mapping = new IssueMapping(changed.id(), changed.link(), changed.github(), changed.jira(), changed.state(),
				changed.createdAt(), changed.updatedAt(), changed.syncVersion() + 1);
		return this.mapping;
	}

}
