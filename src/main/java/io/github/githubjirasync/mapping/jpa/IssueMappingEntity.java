package io.github.githubjirasync.mapping.jpa;

import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMapping.GitHubSide;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code issue_mappings}.
 */
@Entity
@Table(name = "issue_mappings")
class IssueMappingEntity extends VersionedEntity {

	private String link;

	private @Nullable Long githubIssueId;

	private @Nullable String githubRepo;

	private @Nullable Long githubIssueNumber;

	private @Nullable String jiraKey;

	private @Nullable Long jiraIssueId;

	private @Nullable String jiraProjectKey;

	@SuppressWarnings("NullAway.Init")
	IssueMappingEntity() {
	}

	IssueMapping toMapping() {
		return new IssueMapping(id(), this.link, githubSide(), jiraSide(), state(), createdAt(), updatedAt(),
				syncVersion());
	}

	void update(IssueMapping mapping, Stamps stamps) {
		GitHubSide github = mapping.github();
		JiraSide jira = mapping.jira();
		this.link = mapping.link();
		this.githubIssueId = (github != null) ? github.issueId() : null;
		this.githubRepo = (github != null) ? github.ref().repository() : null;
		this.githubIssueNumber = (github != null) ? github.ref().number() : null;
		this.jiraKey = (jira != null) ? jira.key().value() : null;
		this.jiraIssueId = (jira != null) ? jira.issueId() : null;
		this.jiraProjectKey = (jira != null) ? jira.key().projectKey() : null;
		update(mapping.state(), stamps);
	}

	private @Nullable GitHubSide githubSide() {
		if (this.githubIssueId == null || this.githubRepo == null || this.githubIssueNumber == null) {
			return null;
		}
		return new GitHubSide(this.githubIssueId, new GitHubIssueRef(this.githubRepo, this.githubIssueNumber));
	}

	private @Nullable JiraSide jiraSide() {
		if (this.jiraIssueId == null || this.jiraKey == null) {
			return null;
		}
		return new JiraSide(this.jiraIssueId, new JiraIssueKey(this.jiraKey));
	}

}
