package io.github.githubjirasync.sync.job;

import java.time.Clock;

import io.github.githubjirasync.github.GitHubClient;
import io.github.githubjirasync.github.GitHubDirectory;
import io.github.githubjirasync.jira.JiraClient;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.queue.JobHandler;
import io.github.githubjirasync.sync.JobSubjects;
import io.github.githubjirasync.sync.LinkCatalog;
import io.github.githubjirasync.sync.Pairs;
import io.github.githubjirasync.sync.SyncIntake;
import io.github.githubjirasync.sync.link.Links;
import io.micrometer.tracing.Tracer;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * Wires what operators see of the sync and do about it.
 */
@Configuration(proxyBeanMethods = false)
class SyncOperationsConfiguration {

	@Bean
	LinkCatalog linkCatalog(Links links) {
		return new ConfiguredLinks(links);
	}

	@Bean
	JobSubjects jobSubjects() {
		return new ReadableSubjects();
	}

	@Bean
	Pairs syncPairs(Links links, RepositoryIds repositories, IssueMappings mappings, GitHubClient github,
			GitHubDirectory directory, JiraClient jira, SyncIntake intake) {
		return new SyncedPairs(links, repositories, mappings, github, directory, jira, intake, Clock.systemUTC());
	}

	/** Only where traces are made, so that nothing is in the way of jobs otherwise. */
	@Bean
	@Primary
	@ConditionalOnProperty(name = "management.tracing.enabled", havingValue = "true")
	JobHandler tracedJobHandler(SyncJobHandler handler, Tracer tracer) {
		return new TracedJobHandler(handler, tracer);
	}

}
