package io.github.githubjirasync.mapping.cache;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMapping.GitHubSide;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.mapping.MappingInstance.SettableTicker;
import io.github.githubjirasync.mapping.Mappings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link LocalIssueMappings} that need a look-up to be under way.
 */
class LocalIssueMappingsTests {

	private final GitHubSide github = Mappings.newGitHubSide();

	private final IssueMapping old = Mappings.mapping(7, 1, this.github, null);

	private final IssueMapping current = Mappings.mapping(7, 2, this.github, null);

	private final CountDownLatch asked = new CountDownLatch(1);

	private final CountDownLatch answer = new CountDownLatch(1);

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	/**
	 * A thread for each: the common pool may have but one, and one task waits for
	 * another.
	 */
	private final Executor threads = (work) -> new Thread(work).start();

	@Test
	void keyForgottenDuringItsLookUpIsLookedUpAnew() throws Exception {
		AtomicInteger lookUps = new AtomicInteger();
		LocalIssueMappings local = over(() -> {
			if (lookUps.incrementAndGet() > 1) {
				return Optional.of(this.current);
			}
			hold();
			return Optional.of(this.old);
		});
		CompletableFuture<Optional<IssueMapping>> slow = CompletableFuture
			.supplyAsync(() -> local.findByGitHubIssue(this.github.issueId()), this.threads);
		assertThat(this.asked.await(10, TimeUnit.SECONDS)).isTrue();
		local.forget(List.of(MappingKey.gitHub(this.github.issueId())));
		assertThat(local.findByGitHubIssue(this.github.issueId())).contains(this.current);
		this.answer.countDown();
		assertThat(slow.get(10, TimeUnit.SECONDS)).contains(this.old);
		assertThat(local.findByGitHubIssue(this.github.issueId())).contains(this.current);
		assertThat(lookUps).hasValue(2);
	}

	@Test
	void failedLookUpReachesWhoWaitedForItAndIsNotKept() {
		AtomicInteger lookUps = new AtomicInteger();
		LocalIssueMappings local = over(() -> {
			if (lookUps.incrementAndGet() > 1) {
				return Optional.of(this.current);
			}
			hold();
			throw new IllegalStateException("the database is away");
		});
		CompletableFuture<Optional<IssueMapping>> first = CompletableFuture
			.supplyAsync(() -> local.findByGitHubIssue(this.github.issueId()), this.threads);
		CompletableFuture<Void> release = CompletableFuture.runAsync(() -> {
			await().until(() -> this.registry.get("github.jira.sync.mapping.cache.requests")
				.tags("layer", "l1", "result", "hit")
				.counter()
				.count() == 1);
			this.answer.countDown();
		}, this.threads);
		await().atMost(Duration.ofSeconds(10)).until(() -> this.asked.getCount() == 0);
		assertThatIllegalStateException().isThrownBy(() -> local.findByGitHubIssue(this.github.issueId()))
			.withMessage("the database is away");
		assertThatThrownBy(first::join).hasRootCauseMessage("the database is away");
		release.join();
		assertThat(local.findByGitHubIssue(this.github.issueId())).contains(this.current);
	}

	@Test
	void noMoreIsKeptThanIsAllowed() {
		LocalIssueMappings local = over(() -> Optional.of(this.current));
		for (int issue = 0; issue < 1000; issue++) {
			local.findByGitHubIssue(issue);
		}
		await().atMost(Duration.ofSeconds(10)).until(() -> local.size() <= 10);
	}

	private void hold() {
		this.asked.countDown();
		await().atMost(Duration.ofSeconds(10)).until(() -> this.answer.getCount() == 0);
	}

	private LocalIssueMappings over(Supplier<Optional<IssueMapping>> lookUp) {
		MappingCacheProperties properties = new MappingCacheProperties(10, Duration.ofMinutes(1), Duration.ofMinutes(5),
				Duration.ofSeconds(5), Duration.ofSeconds(1));
		return new LocalIssueMappings(new LookUps(lookUp), new CacheMeters(this.registry), properties,
				new SettableTicker());
	}

	private record LookUps(Supplier<Optional<IssueMapping>> lookUp) implements IssueMappings {

		@Override
		public Optional<IssueMapping> findByGitHubIssue(long githubIssueId) {
			return this.lookUp.get();
		}

		@Override
		public Optional<IssueMapping> findByJiraIssue(long jiraIssueId) {
			return this.lookUp.get();
		}

		@Override
		public Optional<IssueMapping> load(long id) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Optional<IssueMapping> loadByGitHubIssue(long githubIssueId) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Optional<IssueMapping> loadByJiraIssue(long jiraIssueId) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Claim claim(String link, GitHubSide github) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Claim claim(String link, JiraSide jira) {
			throw new UnsupportedOperationException();
		}

		@Override
		public IssueMapping save(IssueMapping mapping) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void delete(long id) {
			throw new UnsupportedOperationException();
		}

	}

}
