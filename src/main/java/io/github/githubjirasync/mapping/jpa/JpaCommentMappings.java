package io.github.githubjirasync.mapping.jpa;

import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

import io.github.githubjirasync.mapping.CommentMapping;
import io.github.githubjirasync.mapping.CommentMappings;
import io.github.githubjirasync.mapping.StaleMappingException;
import io.github.githubjirasync.mapping.SyncedState;

/**
 * The mappings of comments in PostgreSQL, always on the primary.
 */
final class JpaCommentMappings implements CommentMappings {

	private static final int CLAIM_TRIES = 5;

	private static final String NOTHING_SYNCED = SyncedStateJson.write(SyncedState.NONE);

	private final CommentMappingRepository repository;

	private final MappingTransactions transactions;

	private final Stamps stamps;

	JpaCommentMappings(CommentMappingRepository repository, MappingTransactions transactions, Stamps stamps) {
		this.repository = repository;
		this.transactions = transactions;
		this.stamps = stamps;
	}

	@Override
	public Optional<CommentMapping> findByGitHubComment(long githubCommentId) {
		return this.transactions.primary("GitHub comment " + githubCommentId,
				() -> mapping(this.repository.findByGithubCommentId(githubCommentId)));
	}

	@Override
	public Optional<CommentMapping> findByJiraComment(long jiraCommentId) {
		return this.transactions.primary("Jira comment " + jiraCommentId,
				() -> mapping(this.repository.findByJiraCommentId(jiraCommentId)));
	}

	@Override
	public List<CommentMapping> findByIssue(long issueMappingId) {
		return this.transactions.primary("Comments on issue mapping " + issueMappingId,
				() -> this.repository.findByIssueMappingIdOrderById(issueMappingId)
					.stream()
					.map(CommentMappingEntity::toMapping)
					.toList());
	}

	@Override
	public Claim claimForGitHubComment(long issueMappingId, long githubCommentId) {
		return claim("The claim of GitHub comment " + githubCommentId,
				() -> this.repository.insertGitHubClaim(issueMappingId, githubCommentId, NOTHING_SYNCED,
						this.stamps.now(), this.stamps.host()),
				() -> this.repository.findByGithubCommentId(githubCommentId));
	}

	@Override
	public Claim claimForJiraComment(long issueMappingId, long jiraCommentId) {
		return claim(
				"The claim of Jira comment " + jiraCommentId, () -> this.repository.insertJiraClaim(issueMappingId,
						jiraCommentId, NOTHING_SYNCED, this.stamps.now(), this.stamps.host()),
				() -> this.repository.findByJiraCommentId(jiraCommentId));
	}

	@Override
	public CommentMapping save(CommentMapping mapping) {
		String subject = "Comment mapping " + mapping.id();
		return this.transactions.primary(subject, () -> {
			CommentMappingEntity entity = this.repository.findById(mapping.id())
				.filter((found) -> found.syncVersion() == mapping.syncVersion())
				.orElseThrow(() -> new StaleMappingException(
						subject + " is no longer at version " + mapping.syncVersion() + "; nothing was stored"));
			entity.update(mapping, this.stamps);
			this.repository.flush();
			return entity.toMapping();
		});
	}

	@Override
	public void delete(long id) {
		this.transactions.primary("Comment mapping " + id, () -> {
			this.repository.deleteRow(id);
			return id;
		});
	}

	/** As for issues: the unique constraint decides. */
	private Claim claim(String subject, IntSupplier insert, Supplier<Optional<CommentMappingEntity>> read) {
		return this.transactions.primary(subject, () -> {
			for (int attempt = 1; attempt <= CLAIM_TRIES; attempt++) {
				boolean fresh = insert.getAsInt() == 1;
				Optional<CommentMapping> mapping = mapping(read.get());
				if (mapping.isPresent()) {
					return new Claim(mapping.get(), fresh);
				}
			}
			throw new StaleMappingException(
					subject + " met a mapping that was removed at once, " + CLAIM_TRIES + " times");
		});
	}

	private static Optional<CommentMapping> mapping(Optional<CommentMappingEntity> entity) {
		return entity.map(CommentMappingEntity::toMapping);
	}

}
