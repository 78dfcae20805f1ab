package io.github.githubjirasync.github;

import java.time.Clock;

import io.github.githubjirasync.upstream.Upstream;
import io.github.githubjirasync.upstream.UpstreamHttp;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes the client of GitHub.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ GitHubProperties.class, GitHubAppProperties.class, GitHubFilesProperties.class })
class GitHubConfiguration {

	@Bean
	GitHubAccess gitHubAccess(UpstreamHttp http, GitHubProperties properties, GitHubAppProperties app,
			ObjectProvider<Clock> clock) {
		return GitHubAccess.of(http, properties, app, clock.getIfAvailable(Clock::systemUTC));
	}

	@Bean
	GitHubApi gitHubApi(UpstreamHttp http, GitHubProperties properties, GitHubAccess access) {
		return http.client(GitHubApi.class, Upstream.GITHUB, properties.http(), access.credentials());
	}

	@Bean
	GitHubClient gitHubClient(GitHubApi api, GitHubAccess access, GitHubProperties properties) {
		return new RestGitHubClient(api, () -> access.self(api), HostedGitHubFiles.pages(properties.http().baseUrl()));
	}

	@Bean
	GitHubListing gitHubListing(GitHubApi api) {
		return new RestGitHubListing(api);
	}

	@Bean
	GitHubFiles gitHubFiles(UpstreamHttp http, GitHubProperties properties, GitHubFilesProperties files) {
		return new HostedGitHubFiles(http, properties.http(), files);
	}

	@Bean
	GitHubDirectory gitHubDirectory(GitHubApi api) {
		return new RestGitHubDirectory(api);
	}

}
