package io.github.githubjirasync.mapping.cache;

import java.util.Map;
import java.util.Optional;

import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMapping.GitHubSide;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.mapping.StaleMappingException;
import io.github.githubjirasync.mapping.cache.CacheMeters.Layer;
import io.github.githubjirasync.mapping.cache.CacheMeters.Result;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The second layer: mappings in Redis, in front of the database. That an issue has no
 * mapping is not kept here, since it has no version by which to tell it from a newer
 * claim. Within a transaction reads go to the database, which alone knows what the
 * transaction has written.
 */
final class RedisIssueMappings implements IssueMappings {

	private final IssueMappings database;

	private final RedisEntries entries;

	private final CacheMeters meters;

	RedisIssueMappings(IssueMappings database, RedisEntries entries, CacheMeters meters) {
		this.database = database;
		this.entries = entries;
		this.meters = meters;
	}

	@Override
	public Optional<IssueMapping> findByGitHubIssue(long githubIssueId) {
		return find(MappingKey.gitHub(githubIssueId));
	}

	@Override
	public Optional<IssueMapping> findByJiraIssue(long jiraIssueId) {
		return find(MappingKey.jira(jiraIssueId));
	}

	@Override
	public Optional<IssueMapping> load(long id) {
		return this.database.load(id);
	}

	@Override
	public Optional<IssueMapping> loadByGitHubIssue(long githubIssueId) {
		return this.database.loadByGitHubIssue(githubIssueId);
	}

	@Override
	public Optional<IssueMapping> loadByJiraIssue(long jiraIssueId) {
		return this.database.loadByJiraIssue(jiraIssueId);
	}

	@Override
	public Claim claim(String link, GitHubSide github) {
		return refreshed(this.database.claim(link, github));
	}

	@Override
	public Claim claim(String link, JiraSide jira) {
		return refreshed(this.database.claim(link, jira));
	}

	@Override
	public IssueMapping save(IssueMapping mapping) {
		try {
			return this.database.save(mapping);
		}
		catch (StaleMappingException ex) {
			refresh(mapping);
			throw ex;
		}
	}

	@Override
	public void delete(long id) {
		this.database.delete(id);
	}

	private Optional<IssueMapping> find(MappingKey key) {
		if (TransactionSynchronizationManager.isActualTransactionActive()) {
			return ask(key);
		}
		Optional<CacheEntry> cached = this.entries.find(key);
		if (cached.isPresent()) {
			return cached.map(CacheEntry::mapping);
		}
		Optional<IssueMapping> found = ask(key);
		found.ifPresent((mapping) -> this.entries.store(Map.of(key, CacheEntry.of(mapping))));
		return found;
	}

	private Optional<IssueMapping> ask(MappingKey key) {
		try {
			Optional<IssueMapping> found = this.meters.time(Layer.DB, () -> key.findIn(this.database));
			this.meters.count(Layer.DB, found.isPresent() ? Result.HIT : Result.MISS);
			return found;
		}
		catch (RuntimeException ex) {
			this.meters.count(Layer.DB, Result.ERROR);
			throw ex;
		}
	}

	/** Who claims what is mapped had read that it is not. */
	private Claim refreshed(Claim claim) {
		if (!claim.fresh() && !TransactionSynchronizationManager.isActualTransactionActive()) {
			this.entries.store(CacheEntry.present(claim.mapping()));
		}
		return claim;
	}

	/**
	 * Who saves a stale mapping may have read it here, and would read it again.
	 */
	private void refresh(IssueMapping stale) {
		if (!TransactionSynchronizationManager.isActualTransactionActive()) {
			this.entries.store(
					this.database.load(stale.id()).map(CacheEntry::present).orElseGet(() -> CacheEntry.removed(stale)));
		}
	}

}
