package io.github.githubjirasync.sync.job;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.github.githubjirasync.github.GitHubClient;
import io.github.githubjirasync.github.GitHubDirectory;
import io.github.githubjirasync.github.GitHubFiles;
import io.github.githubjirasync.jira.JiraClient;
import io.github.githubjirasync.mapping.CommentMappings;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.sync.Change;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.link.Links;
import io.github.githubjirasync.sync.link.Person;

/**
 * What jobs do, wired as the service does it, over a {@link ModelPair}. Jira knows alice
 * as a1 and bob as b1.
 */
final class ModelSync {

	private final GitHubIssueSync fromGitHub;

	private final JiraIssueSync fromJira;

	private final IssueMappings mappings;

	private final GitHubClient github;

	private final JiraClient jira;

	private final Claims claims;

	private final Texts texts;

	private final Privacy privacy;

	private final GitHubDirectory directory;

	private final Link link;

	ModelSync(ModelPair pair, Link link, Object mappingsModel) {
		this.link = link;
		ModelClients clients = new ModelClients(pair);
		GitHubClient github = clients.github();
		JiraClient jira = clients.jira();
		IssueMappings mappings = Fakes.of(IssueMappings.class, mappingsModel);
		this.mappings = mappings;
		this.github = github;
		this.jira = jira;
		Texts texts = new Texts(github, jira, new Links(List.of(link), List.of()));
		Claims claims = new Claims(new SyncProperties(Duration.ofSeconds(1), Duration.ZERO), Clock.systemUTC(),
				Optional::empty);
		this.texts = texts;
		this.claims = claims;
		Planning planning = new Planning(github, jira,
				new PeopleDirectory(List.of(new Person("alice", "a1"), new Person("bob", "b1")),
						clients.githubDirectory(), clients.jiraDirectory()));
		Privacy privacy = new Privacy(mappings, clients.githubDirectory(), Clock.systemUTC());
		this.privacy = privacy;
		this.directory = clients.githubDirectory();
		Milestones milestones = new Milestones(clients.githubDirectory(), clients.jiraDirectory());
		GitHubWriter githubWriter = new GitHubWriter(github, milestones);
		JiraWriter jiraWriter = new JiraWriter(jira, milestones);
		PlanExecutor executor = new PlanExecutor(mappings, github, jira, githubWriter, jiraWriter,
				new Uploads(Fakes.of(GitHubFiles.class, new Object()), jira));
		this.fromGitHub = new GitHubIssueSync(mappings,
				new JiraTwins(mappings, jira, texts, claims, planning, jiraWriter), claims, github, texts, privacy,
				planning, executor);
		this.fromJira = new JiraIssueSync(mappings,
				new GitHubTwins(mappings, github, texts, claims, planning, githubWriter), claims, jira, texts, privacy,
				planning, executor);
	}

	/** What keeps parents in step. */
	SubIssues parts(Links links) {
		return new SubIssues(this.mappings, this.fromGitHub, this.fromJira, this.github, this.jira, links,
				new RepositoryIds(links, this.directory), this.privacy);
	}

	/** What repeats comments of Jira. */
	JiraCommentSync jiraComments(CommentMappings comments, GitHubClient client) {
		return new JiraCommentSync(comments, this.mappings, this.fromJira, this.claims, client, this.jira, this.texts);
	}

	JobOutcome apply(Change change, boolean alone) {
		return (change instanceof Change.GitHubIssueChanged github) ? this.fromGitHub.apply(github, this.link, alone)
				: this.fromJira.apply((Change.JiraIssueChanged) change, this.link);
	}

}
