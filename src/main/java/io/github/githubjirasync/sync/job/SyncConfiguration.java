package io.github.githubjirasync.sync.job;

import java.time.Clock;

import io.github.githubjirasync.github.GitHubClient;
import io.github.githubjirasync.github.GitHubDirectory;
import io.github.githubjirasync.github.GitHubFiles;
import io.github.githubjirasync.github.GitHubListing;
import io.github.githubjirasync.jira.JiraBulk;
import io.github.githubjirasync.jira.JiraClient;
import io.github.githubjirasync.jira.JiraDirectory;
import io.github.githubjirasync.jira.JiraListing;
import io.github.githubjirasync.mapping.CommentMappings;
import io.github.githubjirasync.mapping.IssueMappingBatches;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.mapping.Restores;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.sync.BackfillStore;
import io.github.githubjirasync.sync.DryRun;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.link.Links;
import io.github.githubjirasync.sync.link.Person;
import io.github.githubjirasync.upstream.Upstreams;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

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

	/** A key that nobody knows is a rule that nobody follows. */
	@Bean
	InitializingBean linksHaveNoUnknownKeys(Environment environment) {
		return () -> {
			Binder binder = Binder.get(environment);
			BindHandler strict = new NoUnboundElementsBindHandler(BindHandler.DEFAULT,
					new UnboundElementsSourceFilter());
			binder.bind("github-jira-sync.links", Bindable.listOf(Link.class), strict);
			binder.bind("github-jira-sync.users", Bindable.listOf(Person.class), strict);
		};
	}

	@Bean
	Texts syncTexts(GitHubClient github, JiraClient jira, Links links) {
		return new Texts(github, jira, links);
	}

	@Bean
	Planning syncPlanning(Links links, GitHubClient github, GitHubDirectory githubDirectory, JiraClient jira,
			JiraDirectory jiraDirectory) {
		return new Planning(github, jira, new PeopleDirectory(links.users(), githubDirectory, jiraDirectory));
	}

	/** Its clock is the one that tells how old an answer is. */
	@Bean
	Privacy syncPrivacy(IssueMappings mappings, GitHubDirectory directory, ObjectProvider<Clock> clocks) {
		return new Privacy(mappings, directory, clocks.getIfAvailable(Clock::systemUTC));
	}

	@Bean
	DryRun syncDryRun(Links links, IssueMappings mappings, GitHubClient github, JiraClient jira, Planning planning,
			Texts texts, RepositoryIds repositories, Privacy privacy) {
		return new PlanningDryRun(links, mappings, github, jira, planning, texts, repositories,
				new Whereabouts(mappings, links), privacy);
	}

	@Bean
	BackgroundBackfill backfill(Links links, GitHubListing github, GitHubDirectory directory, JiraListing jira,
			JiraBulk bulk, IssueMappingBatches mappings, BackfillStore store, JobQueue queue,
			ObjectProvider<Clock> clocks) {
		Clock clock = clocks.getIfAvailable(Clock::systemUTC);
		return new BackgroundBackfill(links, new BackfillWalk(github, directory, jira, bulk, mappings, queue, clock),
				store, queue, clock);
	}

	@Bean
	SyncJobHandler syncJobHandler(Links links, IssueMappings mappings, CommentMappings comments, GitHubClient github,
			GitHubDirectory githubDirectory, GitHubFiles files, JiraClient jira, JiraDirectory jiraDirectory,
			Planning planning, Texts texts, RepositoryIds repositories, Privacy privacy, SyncProperties properties,
			Upstreams upstreams, Restores restores, ObjectProvider<Clock> clocks,
			ObjectProvider<MeterRegistry> meters) {
		// The one that mappings are stamped by, too: a claim's age is measured with it.
		Clock clock = clocks.getIfAvailable(Clock::systemUTC);
		Claims claims = new Claims(properties, clock, restores);
		Milestones milestones = new Milestones(githubDirectory, jiraDirectory);
		GitHubWriter githubWriter = new GitHubWriter(github, milestones);
		JiraWriter jiraWriter = new JiraWriter(jira, milestones);
		Uploads uploads = new Uploads(files, jira);
		PlanExecutor executor = new PlanExecutor(mappings, github, jira, githubWriter, jiraWriter, uploads);
		GitHubIssueSync githubIssues = new GitHubIssueSync(mappings,
				new JiraTwins(mappings, jira, texts, claims, planning, jiraWriter), claims, github, texts, privacy,
				planning, executor);
		JiraIssueSync jiraIssues = new JiraIssueSync(mappings,
				new GitHubTwins(mappings, github, texts, claims, planning, githubWriter), claims, jira, texts, privacy,
				planning, executor);
		Sides sides = new Sides(mappings, new PullRequestSync(github, jira, links),
				new SubIssues(mappings, githubIssues, jiraIssues, github, jira, links, repositories, privacy),
				new Transfers(mappings, githubIssues, github, jira), new Whereabouts(mappings, links), repositories,
				privacy, clock);
		return new SyncJobHandler(links, new Lanes(mappings), githubIssues, jiraIssues,
				new GitHubCommentSync(comments, githubIssues, claims, github, jira, texts, uploads),
				new JiraCommentSync(comments, mappings, jiraIssues, claims, github, jira, texts), sides,
				new Outcomes(clock), upstreams, new SyncLag(meters.getIfAvailable(SimpleMeterRegistry::new), clock));
	}

}
