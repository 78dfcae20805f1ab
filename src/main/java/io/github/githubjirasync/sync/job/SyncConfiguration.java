package io.github.githubjirasync.sync.job;

import java.time.Clock;

import io.github.githubjirasync.github.GitHubClient;
import io.github.githubjirasync.github.GitHubDirectory;
import io.github.githubjirasync.jira.JiraClient;
import io.github.githubjirasync.mapping.CommentMappings;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.sync.link.Links;
import io.github.githubjirasync.upstream.Upstreams;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires what jobs do.
 */
@Configuration(proxyBeanMethods = false)
class SyncConfiguration {

	@Bean
	RepositoryIds repositoryIds(Links links, GitHubDirectory directory) {
		return new RepositoryIds(links, directory);
	}

	@Bean
	QueueingIntake syncIntake(JobQueue queue, Links links, IssueMappings mappings, RepositoryIds repositories) {
		return new QueueingIntake(queue, links, new Lanes(mappings), repositories, new Whereabouts(mappings, links));
	}

	@Bean
	SyncJobHandler syncJobHandler(Links links, IssueMappings mappings, CommentMappings comments, GitHubClient github,
			JiraClient jira, GitHubDirectory directory, RepositoryIds repositories, SyncProperties properties,
			Upstreams upstreams, ObjectProvider<Clock> clients) {
		Clock clock = Clock.systemUTC();
		Texts texts = new Texts(jira, links);
		Claims claims = new Claims(properties, clock);
		Planning planning = new Planning(github, jira);
		PlanExecutor executor = new PlanExecutor(mappings, github, jira);
		GitHubIssueSync githubIssues = new GitHubIssueSync(mappings, new JiraTwins(mappings, jira, texts, claims),
				claims, github, texts, planning, executor);
		JiraIssueSync jiraIssues = new JiraIssueSync(mappings, new GitHubTwins(mappings, github, jira, texts, claims),
				claims, jira, texts, planning, executor);
		Sides sides = new Sides(mappings, new PullRequestSync(github, jira, links),
				new SubIssues(mappings, githubIssues, jiraIssues, github, jira, links),
				new Transfers(mappings, githubIssues, github, jira), new Whereabouts(mappings, links), repositories,
				new Privacy(mappings, directory, clock), clock);
		return new SyncJobHandler(links, new Lanes(mappings), githubIssues, jiraIssues,
				new GitHubCommentSync(comments, githubIssues, github, jira, texts),
				new JiraCommentSync(comments, mappings, jiraIssues, github, jira, texts), sides,
				new Outcomes(clients.getIfAvailable(() -> clock)), upstreams);
	}

}
