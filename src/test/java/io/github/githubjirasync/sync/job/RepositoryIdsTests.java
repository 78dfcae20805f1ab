package io.github.githubjirasync.sync.job;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;

import io.github.githubjirasync.github.GitHubDirectory;
import io.github.githubjirasync.github.GitHubRepository;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.link.Links;
import io.github.githubjirasync.upstream.Upstream;
import io.github.githubjirasync.upstream.UpstreamException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RepositoryIds}.
 */
class RepositoryIdsTests {

	private @Nullable GitHubRepository answer = new GitHubRepository(7, "acme/gadgets", false, true, false, true, true,
			true, true);

	private final Links links = links(Map.of("github-jira-sync.links[0].name", "widgets",
			"github-jira-sync.links[0].github.repository", "acme/widgets", "github-jira-sync.links[0].jira.project",
			"WID", "github-jira-sync.links[1].name", "rest", "github-jira-sync.links[1].github.repository", "*",
			"github-jira-sync.links[1].github.new-issues", "acme/rest", "github-jira-sync.links[1].jira.project",
			"REST"));

	private final RepositoryIds ids = new RepositoryIds(this.links, directory());

	@Test
	void renamedRepositoryKeepsItsLink() {
		assertThat(name(this.ids.linkOf("acme/gadgets", 7L))).isEqualTo("rest");
		assertThat(this.ids.learn(this.links.all().get(0))).isTrue();
		assertThat(name(this.ids.linkOf("acme/gadgets", 7L))).isEqualTo("widgets");
		assertThat(name(this.ids.linkOf("Acme/Widgets", null))).isEqualTo("widgets");
		assertThat(name(this.ids.linkOf("acme/other", 8L))).isEqualTo("rest");
		assertThat(name(this.ids.linkOf("acme/other", null))).isEqualTo("rest");
	}

	@Test
	void renameIsNotedFromItsDelivery() {
		assertThat(name(this.ids.renamed(9, "acme/widgets"))).isEqualTo("widgets");
		assertThat(name(this.ids.linkOf("acme/new", 9L))).isEqualTo("widgets");
		assertThat(name(this.ids.renamed(9, "acme/new"))).isEqualTo("widgets");
		assertThat(this.ids.renamed(10, "acme/unheard-of")).isEmpty();
	}

	@Test
	void whatCannotBeHadIsAskedForAgain() {
		GitHubRepository later = this.answer;
		this.answer = null;
		assertThat(this.ids.learn(this.links.all().get(0))).isFalse();
		this.answer = later;
		assertThat(this.ids.learn(this.links.all().get(0))).isTrue();
	}

	private static String name(Optional<Link> link) {
		return link.orElseThrow().name();
	}

	private GitHubDirectory directory() {
		return (GitHubDirectory) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { GitHubDirectory.class }, (proxy, method, arguments) -> {
					if (this.answer == null) {
						throw new UpstreamException.Transient(Upstream.GITHUB, "GitHub is away", null);
					}
					return Optional.of(this.answer);
				});
	}

	private static Links links(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties))
			.bind("github-jira-sync", Bindable.of(Links.class))
			.get();
	}

}
