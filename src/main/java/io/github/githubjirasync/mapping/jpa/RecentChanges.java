package io.github.githubjirasync.mapping.jpa;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMapping.GitHubSide;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;
import io.github.githubjirasync.mapping.IssueMappingChanged;
import io.github.githubjirasync.mapping.IssueMappingsChanged;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The issues whose mappings this instance has just changed: a replica may not have heard
 * of it yet, so they are read from the primary, and this instance reads what it has
 * written. Remembers at most {@value #MOST} of them.
 */
final class RecentChanges {

	static final int MOST = 200_000;

	private final Cache<Long, Boolean> githubIssues;

	private final Cache<Long, Boolean> jiraIssues;

	/**
	 * Remembers changes for a time.
	 * @param staleness how late a replica may be
	 */
	RecentChanges(Duration staleness, Ticker ticker) {
		this.githubIssues = issues(staleness, ticker);
		this.jiraIssues = issues(staleness, ticker);
	}

	boolean ofGitHubIssue(long issueId) {
		return this.githubIssues.getIfPresent(issueId) != null;
	}

	boolean ofJiraIssue(long issueId) {
		return this.jiraIssues.getIfPresent(issueId) != null;
	}

	/** Before the caches hear of it and the mapping is read anew. */
	@Order(Ordered.HIGHEST_PRECEDENCE)
	@TransactionalEventListener
	void committed(IssueMappingChanged change) {
		note(change.before());
		note(change.after());
	}

	@Order(Ordered.HIGHEST_PRECEDENCE)
	@TransactionalEventListener
	void committed(IssueMappingsChanged batch) {
		batch.changes().forEach(this::committed);
	}

	private void note(@Nullable IssueMapping mapping) {
		if (mapping == null) {
			return;
		}
		GitHubSide github = mapping.github();
		if (github != null) {
			this.githubIssues.put(github.issueId(), true);
		}
		JiraSide jira = mapping.jira();
		if (jira != null) {
			this.jiraIssues.put(jira.issueId(), true);
		}
	}

	private static Cache<Long, Boolean> issues(Duration staleness, Ticker ticker) {
		return Caffeine.newBuilder().maximumSize(MOST / 2).expireAfterWrite(staleness).ticker(ticker).build();
	}

}
