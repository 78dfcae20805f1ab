package io.github.githubjirasync.github;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class GitHubPropertiesTests {

	@Test
	void defaultsPointToGitHub() {
		GitHubProperties properties = bind(Map.of());
		assertThat(properties.http().baseUrl()).isEqualTo(URI.create("https://api.github.com"));
		assertThat(properties.http().maxResponseSize()).isEqualTo(DataSize.ofMegabytes(10));
		assertThat(properties.credentials()).hasToString("no credentials");
	}

	@Test
	void everyKeyIsBound() {
		GitHubProperties properties = bind(Map.of("github-jira-sync.github.base-url", "https://ghe.example/api/v3/",
				"github-jira-sync.github.token", "s3cret", "github-jira-sync.github.connect-timeout", "1s",
				"github-jira-sync.github.response-timeout", "2s", "github-jira-sync.github.max-connections", "3",
				"github-jira-sync.github.max-response-size", "4KB"));
		assertThat(properties.http().baseUrl()).isEqualTo(URI.create("https://ghe.example/api/v3"));
		assertThat(properties.http().connectTimeout()).isEqualTo(Duration.ofSeconds(1));
		assertThat(properties.http().responseTimeout()).isEqualTo(Duration.ofSeconds(2));
		assertThat(properties.http().maxConnections()).isEqualTo(3);
		assertThat(properties.http().maxResponseSize()).isEqualTo(DataSize.ofKilobytes(4));
		assertThat(properties.toString()).doesNotContain("s3cret");
	}

	@Test
	void emptyTokenIsNone() {
		assertThat(bind(Map.of("github-jira-sync.github.token", " ")).credentials()).hasToString("no credentials");
	}

	private static GitHubProperties bind(Map<String, String> keys) {
		return new Binder(new MapConfigurationPropertySource(keys)).bindOrCreate("github-jira-sync.github",
				GitHubProperties.class);
	}

}
