package io.github.githubjirasync.sync.job;

import java.time.Clock;

import io.github.githubjirasync.github.GitHubClient;
import io.github.githubjirasync.jira.JiraClient;
import io.github.githubjirasync.mapping.CommentMappings;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.sync.link.Links;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires what jobs do.
 */
@Configuration(proxyBeanMethods = false)
class SyncConfiguration {

	@Bean
	QueueingIntake syncIntake(JobQueue queue, Links links, IssueMappings mappings) {
		return new QueueingIntake(queue, links, new Lanes(mappings));
	}

	@Bean
	SyncJobHandler syncJobHandler(Links links, IssueMappings mappings, CommentMappings comments, GitHubClient github,
			JiraClient jira, SyncProperties properties) {
		Clock clock = Clock.systemUTC();
		Texts texts = new Texts(jira, links);
		Claims claims = new Claims(properties, clock);
		Planning planning = new Planning(github, jira);
		PlanExecutor executor = new PlanExecutor(mappings, github, jira);
		GitHubIssueSync githubIssues = new GitHubIssueSync(mappings, new JiraTwins(mappings, jira, texts, claims),
				claims, github, texts, planning, executor);
		JiraIssueSync jiraIssues = new JiraIssueSync(mappings, new GitHubTwins(mappings, github, jira, texts, claims),
				claims, jira, texts, planning, executor);
		return new SyncJobHandler(links, new Lanes(mappings), githubIssues, jiraIssues,
				new GitHubCommentSync(comments, githubIssues, github, jira, texts),
				new JiraCommentSync(comments, mappings, jiraIssues, github, jira, texts), new Outcomes(clock));
	}

}
