package io.github.githubjirasync.mapping.jpa;

import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMapping.GitHubSide;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;
import io.github.githubjirasync.mapping.IssueMappingChanged;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.mapping.StaleMappingException;
import io.github.githubjirasync.mapping.SyncedState;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/**
 * The mappings of issues in PostgreSQL. Publishes {@link IssueMappingChanged} for each
 * claim, save and removal.
 */
final class JpaIssueMappings implements IssueMappings {

	private static final int CLAIM_TRIES = 5;

	private static final String NOTHING_SYNCED = SyncedStateJson.write(SyncedState.NONE);

	private final IssueMappingRepository repository;

	private final MappingTransactions transactions;

	private final @Nullable RecentChanges recent;

	private final ApplicationEventPublisher events;

	private final Stamps stamps;

	/**
	 * The mappings.
	 * @param recent what replicas may not know yet; {@code null} if there are none
	 */
	JpaIssueMappings(IssueMappingRepository repository, MappingTransactions transactions,
			@Nullable RecentChanges recent, ApplicationEventPublisher events, Stamps stamps) {
		this.repository = repository;
		this.transactions = transactions;
		this.recent = recent;
		this.events = events;
		this.stamps = stamps;
	}

	@Override
	public Optional<IssueMapping> findByGitHubIssue(long githubIssueId) {
		if (this.recent != null && this.recent.ofGitHubIssue(githubIssueId)) {
			return loadByGitHubIssue(githubIssueId);
		}
		return this.transactions.late(() -> mapping(this.repository.findByGithubIssueId(githubIssueId)));
	}

	@Override
	public Optional<IssueMapping> findByJiraIssue(long jiraIssueId) {
		if (this.recent != null && this.recent.ofJiraIssue(jiraIssueId)) {
			return loadByJiraIssue(jiraIssueId);
		}
		return this.transactions.late(() -> mapping(this.repository.findByJiraIssueId(jiraIssueId)));
	}

	@Override
	public Optional<IssueMapping> load(long id) {
		return this.transactions.primary("Issue mapping " + id, () -> mapping(this.repository.findById(id)));
	}

	@Override
	public Optional<IssueMapping> loadByGitHubIssue(long githubIssueId) {
		return this.transactions.primary("GitHub issue " + githubIssueId,
				() -> mapping(this.repository.findByGithubIssueId(githubIssueId)));
	}

	@Override
	public Optional<IssueMapping> loadByJiraIssue(long jiraIssueId) {
		return this.transactions.primary("Jira issue " + jiraIssueId,
				() -> mapping(this.repository.findByJiraIssueId(jiraIssueId)));
	}

	@Override
	public Claim claim(String link, GitHubSide github) {
		return claim("The claim of GitHub issue " + github.issueId(),
				() -> this.repository.insertGitHubClaim(link, github.issueId(), github.ref().repository(),
						github.ref().number(), NOTHING_SYNCED, this.stamps.now(), this.stamps.host()),
				() -> this.repository.findByGithubIssueId(github.issueId()));
	}

	@Override
	public Claim claim(String link, JiraSide jira) {
		return claim("The claim of Jira issue " + jira.issueId(),
				() -> this.repository.insertJiraClaim(link, jira.issueId(), jira.key().value(), jira.key().projectKey(),
						NOTHING_SYNCED, this.stamps.now(), this.stamps.host()),
				() -> this.repository.findByJiraIssueId(jira.issueId()));
	}

	@Override
	public IssueMapping save(IssueMapping mapping) {
		String subject = "Issue mapping " + mapping.id();
		return this.transactions.primary(subject, () -> {
			IssueMappingEntity entity = this.repository.findById(mapping.id())
				.filter((found) -> found.syncVersion() == mapping.syncVersion())
				.orElseThrow(() -> new StaleMappingException(
						subject + " is no longer at version " + mapping.syncVersion() + "; nothing was stored"));
			IssueMapping before = entity.toMapping();
			entity.update(mapping, this.stamps);
			this.repository.flush();
			IssueMapping after = entity.toMapping();
			this.events.publishEvent(new IssueMappingChanged(before, after));
			return after;
		});
	}

	@Override
	public void delete(long id) {
		this.transactions.primary("Issue mapping " + id, () -> {
			Optional<IssueMappingEntity> found = this.repository.findAndLockById(id);
			found.ifPresent((entity) -> {
				IssueMapping before = entity.toMapping();
				this.repository.delete(entity);
				this.repository.flush();
				this.events.publishEvent(new IssueMappingChanged(before, null));
			});
			return found.isPresent();
		});
	}

	/**
	 * The unique constraint decides. An insert that loses waits for the winner's commit,
	 * so that the winner's row can be read, unless it was removed right then: hence the
	 * loop.
	 */
	private Claim claim(String subject, IntSupplier insert, Supplier<Optional<IssueMappingEntity>> read) {
		return this.transactions.primary(subject, () -> {
			for (int attempt = 1; attempt <= CLAIM_TRIES; attempt++) {
				boolean fresh = insert.getAsInt() == 1;
				Optional<IssueMapping> mapping = mapping(read.get());
				if (mapping.isPresent()) {
					if (fresh) {
						this.events.publishEvent(new IssueMappingChanged(null, mapping.get()));
					}
					return new Claim(mapping.get(), fresh);
				}
			}
			throw new StaleMappingException(
					subject + " met a mapping that was removed at once, " + CLAIM_TRIES + " times");
		});
	}

	private static Optional<IssueMapping> mapping(Optional<IssueMappingEntity> entity) {
		return entity.map(IssueMappingEntity::toMapping);
	}

}
