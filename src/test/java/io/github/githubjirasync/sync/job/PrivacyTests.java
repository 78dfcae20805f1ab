package io.github.githubjirasync.sync.job;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import io.github.githubjirasync.github.GitHubDirectory;
import io.github.githubjirasync.github.GitHubRepository;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.upstream.MovedClock;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Privacy}: the link as it goes for a pair, by what is known of its
 * repository.
 */
class PrivacyTests {

	private static final Link CLOSED = link(Map.of());

	private static final Link PUBLIC_PROJECT = link(Map.of("jira.public-project", "true"));

	private static final Link ALLOWED = link(Map.of("allow-private-to-public", "true"));

	private Optional<Boolean> seenAsPrivate = Optional.of(true);

	private int asked;

	private final MovedClock clock = new MovedClock();

	private final Privacy privacy = new Privacy(Fakes.of(IssueMappings.class, new NoMappings()),
			Fakes.of(GitHubDirectory.class, new Directory()), this.clock);

	@Test
	void linkThatAllowsItGoesAsItIs() {
		this.seenAsPrivate = Optional.of(false);
		assertThat(this.privacy.towardsJira(issue(false), ALLOWED)).containsSame(ALLOWED);
		assertThat(this.privacy.towardsGitHub(1, ALLOWED)).containsSame(ALLOWED);
		assertThat(this.asked).isZero();
	}

	@Test
	void privateRepositoryAndClosedProjectTellEachOtherAll() {
		assertThat(this.privacy.towardsJira(issue(true), CLOSED)).containsSame(CLOSED);
		assertThat(this.privacy.towardsGitHub(1, CLOSED)).containsSame(CLOSED);
	}

	@Test
	void closedProjectTellsAPublicRepositoryNothing() {
		this.seenAsPrivate = Optional.of(false);
		assertThat(this.privacy.towardsGitHub(1, CLOSED)).isEmpty();
		assertThat(this.privacy.towardsJira(issue(false), CLOSED)).contains(CLOSED.towardsJiraOnly());
	}

	@Test
	void repositoryThatWeMayNotSeeIsNotKnownToBePrivate() {
		this.seenAsPrivate = Optional.empty();
		assertThat(this.privacy.towardsGitHub(1, CLOSED)).isEmpty();
		assertThat(this.privacy.towardsJira(issue(true), CLOSED)).contains(CLOSED.towardsJiraOnly());
		assertThat(this.privacy.mayBePrivate("acme/widgets")).isTrue();
	}

	@Test
	void privateRepositoryTellsAPublicProjectNothing() {
		assertThat(this.privacy.towardsJira(issue(true), PUBLIC_PROJECT)).isEmpty();
		assertThat(this.privacy.towardsGitHub(1, PUBLIC_PROJECT)).contains(PUBLIC_PROJECT.towardsGitHubOnly());
	}

	@Test
	void publicRepositoryAndPublicProjectTellEachOtherAll() {
		this.seenAsPrivate = Optional.of(false);
		assertThat(this.privacy.towardsJira(issue(false), PUBLIC_PROJECT)).containsSame(PUBLIC_PROJECT);
		assertThat(this.privacy.towardsGitHub(1, PUBLIC_PROJECT)).containsSame(PUBLIC_PROJECT);
	}

	@Test
	void repositoryThatBecomesPublicIsNoticedAfterAMinute() {
		assertThat(this.privacy.towardsGitHub(1, CLOSED)).isPresent();
		this.seenAsPrivate = Optional.of(false);
		this.clock.move(Duration.ofMinutes(1));
		assertThat(this.privacy.towardsGitHub(1, CLOSED)).isPresent();
		this.clock.move(Duration.ofMillis(1));
		assertThat(this.privacy.towardsGitHub(1, CLOSED)).isEmpty();
		assertThat(this.privacy.towardsJira(issue(true), CLOSED)).contains(CLOSED.towardsJiraOnly());
		assertThat(this.asked).isEqualTo(2);
	}

	private static GitHubIssueSnapshot issue(boolean privateRepository) {
		return Snapshots.of(new ModelPair(new Random(1)).github(), privateRepository);
	}

	private static Link link(Map<String, String> more) {
		Map<String, String> keys = new HashMap<>(
				Map.of("name", "widgets", "github.repository", "acme/widgets", "jira.project", "WID"));
		keys.putAll(more);
		return new Binder(new MapConfigurationPropertySource(keys)).bind("", Link.class).get();
	}

	/** Knows one repository, or none. */
	final class Directory {

		Optional<GitHubRepository> repository(String fullName) {
			PrivacyTests.this.asked++;
			return PrivacyTests.this.seenAsPrivate
				.map((secret) -> new GitHubRepository(7, fullName, secret, true, false, true, true, true, true));
		}

	}

	/** Nothing has a twin. */
	static final class NoMappings {

		Optional<IssueMapping> findByJiraIssue(long id) {
			return Optional.empty();
		}

	}

}
