package io.github.githubjirasync.mapping;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.mapping.IssueMapping.GitHubSide;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;
import org.jspecify.annotations.Nullable;

/**
 * Issues and mappings for tests. No two issues have the same id, and all ids are beyond
 * 32 bits.
 */
public final class Mappings {

	private static final AtomicLong IDS = new AtomicLong(5_000_000_000L);

	private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678901Z");

	private Mappings() {
	}

	public static long newId() {
		return IDS.incrementAndGet();
	}

	public static GitHubSide newGitHubSide() {
		long id = newId();
		return new GitHubSide(id, new GitHubIssueRef("acme/widgets", id));
	}

	public static JiraSide newJiraSide() {
		long id = newId();
		return new JiraSide(id, new JiraIssueKey("WID-" + id));
	}

	public static IssueMapping mapping(long id, long version, @Nullable GitHubSide github, @Nullable JiraSide jira) {
		return new IssueMapping(id, "widgets", github, jira, SyncedState.NONE, TIME, TIME, version);
	}

	/**
	 * The mapping with other sides and state.
	 * @param mapping the mapping
	 * @param github its GitHub side
	 * @param jira its Jira side
	 * @param state its state
	 * @return a copy of the same version
	 */
	public static IssueMapping with(IssueMapping mapping, @Nullable GitHubSide github, @Nullable JiraSide jira,
			SyncedState state) {
		return new IssueMapping(mapping.id(), mapping.link(), github, jira, state, mapping.createdAt(),
				mapping.updatedAt(), mapping.syncVersion());
	}

}
