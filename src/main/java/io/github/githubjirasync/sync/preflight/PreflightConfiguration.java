package io.github.githubjirasync.sync.preflight;

import java.time.Clock;

import io.github.githubjirasync.github.GitHubDirectory;
import io.github.githubjirasync.jira.JiraClient;
import io.github.githubjirasync.jira.JiraDirectory;
import io.github.githubjirasync.sync.Preflight;
import io.github.githubjirasync.sync.job.SyncProperties;
import io.github.githubjirasync.sync.link.Links;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the preflight.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ Links.class, SyncProperties.class })
class PreflightConfiguration {

	@Bean
	Preflight preflight(Links links, GitHubDirectory github, JiraDirectory jiraDirectory, JiraClient jira) {
		return new LinkPreflight(links, new GitHubChecks(github), new JiraChecks(jiraDirectory, jira),
				Clock.systemUTC());
	}

	@Bean
	PreflightHealthIndicator preflightHealthIndicator(Preflight preflight) {
		return new PreflightHealthIndicator(preflight);
	}

	@Bean
	PreflightSchedule preflightSchedule(Preflight preflight, SyncProperties properties) {
		return new PreflightSchedule(preflight, properties.preflightInterval());
	}

}
