package io.github.githubjirasync.mapping.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMapping.GitHubSide;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.mapping.StaleMappingException;
import io.github.githubjirasync.mapping.cache.CacheMeters.Layer;
import io.github.githubjirasync.mapping.cache.CacheMeters.Result;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The first layer: mappings in this instance's memory. Callers that ask for one key at
 * the same time share one look-up. That an issue has no mapping is kept for a short time.
 * A key that is forgotten while it is being looked up is looked up anew by the next
 * caller: the future holds the place, not a lock, so that forgetting never waits.
 */
final class LocalIssueMappings implements IssueMappings {

	private final IssueMappings next;

	private final CacheMeters meters;

	private final AsyncCache<MappingKey, Optional<IssueMapping>> cache;

	LocalIssueMappings(IssueMappings next, CacheMeters meters, MappingCacheProperties properties, Ticker ticker) {
		this.next = next;
		this.meters = meters;
		this.cache = Caffeine.newBuilder()
			.maximumSize(properties.l1Size())
			.expireAfter(
					Expiry.<MappingKey, Optional<IssueMapping>>creating((key, found) -> timeToLive(found, properties)))
			.ticker(ticker)
			.buildAsync();
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
		return this.next.load(id);
	}

	@Override
	public Optional<IssueMapping> loadByGitHubIssue(long githubIssueId) {
		return this.next.loadByGitHubIssue(githubIssueId);
	}

	@Override
	public Optional<IssueMapping> loadByJiraIssue(long jiraIssueId) {
		return this.next.loadByJiraIssue(jiraIssueId);
	}

	@Override
	public Claim claim(String link, GitHubSide github) {
		return refreshed(this.next.claim(link, github));
	}

	@Override
	public Claim claim(String link, JiraSide jira) {
		return refreshed(this.next.claim(link, jira));
	}

	@Override
	public IssueMapping save(IssueMapping mapping) {
		try {
			return this.next.save(mapping);
		}
		catch (StaleMappingException ex) {
			forget(MappingKey.of(mapping));
			throw ex;
		}
	}

	@Override
	public void delete(long id) {
		this.next.delete(id);
	}

	void forget(Collection<MappingKey> keys) {
		keys.forEach(this.cache.asMap()::remove);
	}

	void forgetAll() {
		this.cache.asMap().clear();
	}

	/** About how many look-ups are kept. */
	long size() {
		return this.cache.synchronous().estimatedSize();
	}

	private Optional<IssueMapping> find(MappingKey key) {
		if (TransactionSynchronizationManager.isActualTransactionActive()) {
			return key.findIn(this.next);
		}
		CompletableFuture<Optional<IssueMapping>> present = this.cache.getIfPresent(key);
		if (present != null) {
			this.meters.count(Layer.L1, Result.HIT);
			return await(present);
		}
		CompletableFuture<Optional<IssueMapping>> own = new CompletableFuture<>();
		CompletableFuture<Optional<IssueMapping>> shared = this.cache.get(key, (missing, executor) -> own);
		if (shared != own) {
			this.meters.count(Layer.L1, Result.HIT);
			return await(shared);
		}
		this.meters.count(Layer.L1, Result.MISS);
		try {
			Optional<IssueMapping> found = key.findIn(this.next);
			own.complete(found);
			return found;
		}
		catch (RuntimeException | Error ex) {
			own.completeExceptionally(ex);
			throw ex;
		}
	}

	private Claim refreshed(Claim claim) {
		if (!claim.fresh()) {
			forget(MappingKey.of(claim.mapping()));
		}
		return claim;
	}

	private static Optional<IssueMapping> await(CompletableFuture<Optional<IssueMapping>> shared) {
		try {
			return shared.join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw ex;
		}
	}

	private static Duration timeToLive(Optional<IssueMapping> found, MappingCacheProperties properties) {
		return found.isPresent() ? properties.l1Ttl() : properties.negativeTtl();
	}

}
