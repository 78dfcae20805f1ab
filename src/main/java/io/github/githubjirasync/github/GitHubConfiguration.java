package io.github.githubjirasync.github;

import io.github.githubjirasync.upstream.Upstream;
import io.github.githubjirasync.upstream.UpstreamHttp;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes the client of GitHub.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GitHubProperties.class)
class GitHubConfiguration {

	@Bean
	GitHubApi gitHubApi(UpstreamHttp http, GitHubProperties properties) {
		return http.client(GitHubApi.class, Upstream.GITHUB, properties.http(), properties.credentials());
	}

	@Bean
	GitHubClient gitHubClient(GitHubApi api) {
		return new RestGitHubClient(api);
	}

	@Bean
	GitHubDirectory gitHubDirectory(GitHubApi api) {
		return new RestGitHubDirectory(api);
	}

}
