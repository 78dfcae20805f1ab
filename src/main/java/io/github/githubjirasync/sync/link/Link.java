package io.github.githubjirasync.sync.link;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A configured pair of one GitHub repository and one Jira project, with its direction and
 * rules.
 *
 * @param name its name, which jobs and mappings carry: 1 to 60 letters, digits, {@code -}
 * and {@code _}
 * @param github GitHub's side
 * @param jira Jira's side
 * @param direction which way changes go
 * @param priorities the priority (1, 2 or 3) of jobs for issues with a label, by label;
 * others have that of their event
 * @param eventPriorities the priority of jobs by event, the first that matches; others
 * have 2
 * @param fields the rules of its fields
 * @param pullRequests what pull requests do to the issues that they mention
 * @param subIssues what sub-issues are in Jira
 * @param attachments what becomes of files that texts on GitHub show
 * @param allowPrivateToPublic whether what only some people may read may be repeated
 * where everybody may: a project in a public repository, or a private repository in a
 * public project. Without it nothing goes that way
 * @param filter which issues it is for
 */
public record Link(String name, GitHub github, Jira jira, @DefaultValue("both") Direction direction,
		@DefaultValue Map<String, Integer> priorities, @DefaultValue List<EventPriority> eventPriorities,
		@DefaultValue Fields fields, @DefaultValue PullRequests pullRequests, @DefaultValue SubIssueRule subIssues,
		@DefaultValue Attachments attachments, @DefaultValue("false") boolean allowPrivateToPublic,
		@DefaultValue Filter filter) {

	/** Stands for every repository, or every project. */
	public static final String ANY = "*";

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,60}");

	private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+");

	private static final Pattern PROJECT = Pattern.compile("[A-Z][A-Z0-9_]*");

	public Link {
		if (name == null || !NAME.matcher(name).matches()) {
			throw invalid(name, "name must have 1 to 60 letters, digits, - and _");
		}
		if (github == null || github.repository() == null) {
			throw invalid(name, "github.repository is missing; it is owner/name, or * for any repository");
		}
		if (jira == null || jira.project() == null) {
			throw invalid(name, "jira.project is missing; it is a project key, or * for any project");
		}
		if (!ANY.equals(github.repository()) && !REPOSITORY.matcher(github.repository()).matches()) {
			throw invalid(name, "github.repository '" + github.repository() + "' is not owner/name or *");
		}
		if (!ANY.equals(jira.project()) && !PROJECT.matcher(jira.project()).matches()) {
			throw invalid(name, "jira.project '" + jira.project() + "' is not a project key or *");
		}
		if (direction != Direction.JIRA_TO_GITHUB && ANY.equals(jira.project()) && jira.newIssues() == null) {
			throw invalid(name, "jira.new-issues must name a project, since jira.project is *");
		}
		if (direction != Direction.GITHUB_TO_JIRA && ANY.equals(github.repository()) && github.newIssues() == null) {
			throw invalid(name, "github.new-issues must name a repository, since github.repository is *");
		}
		priorities.forEach((label, priority) -> {
			if (priority == null || priority < 1 || priority > 3) {
				throw invalid(name, "priorities." + label + " must be 1, 2 or 3, got " + priority);
			}
		});
		priorities = Map.copyOf(priorities);
		eventPriorities = List.copyOf(eventPriorities);
	}

	private static IllegalArgumentException invalid(@Nullable String name, String problem) {
		return new IllegalArgumentException("github-jira-sync.links, link '" + name + "': " + problem);
	}

	/**
	 * Which way changes go.
	 */
	public enum Direction {

		/** Both ways. */
		BOTH,
		/** What happens on GitHub is repeated in Jira only. */
		GITHUB_TO_JIRA,
		/** What happens in Jira is repeated on GitHub only. */
		JIRA_TO_GITHUB

	}

	/**
	 * GitHub's side of a link.
	 *
	 * @param repository {@code owner/name}, or {@code *} for any repository that no other
	 * link names
	 * @param newIssues where issues that begin in Jira are opened; by default
	 * {@code repository}
	 */
	public record GitHub(String repository, @Nullable String newIssues) {
	}

	/**
	 * Jira's side of a link.
	 *
	 * @param project the project's key, or {@code *} for any project that no other link
	 * names
	 * @param newIssues the project in which issues that begin on GitHub are created; by
	 * default {@code project}
	 * @param issueType the name of the type of new issues
	 * @param openStatus the name of the status of reopened issues; by default the first
	 * that is not done
	 * @param doneStatus the name of the status of closed issues; by default the first
	 * that is done
	 * @param publicProject whether everybody may read the project without a login
	 */
	public record Jira(String project, @Nullable String newIssues, @DefaultValue("Task") String issueType,
			@Nullable String openStatus, @Nullable String doneStatus, @DefaultValue("false") boolean publicProject) {
	}

	/**
	 * Whether changes on GitHub go to Jira.
	 * @return {@code false} if the link goes the other way only
	 */
	public boolean toJira() {
		return this.direction != Direction.JIRA_TO_GITHUB;
	}

	/**
	 * Whether changes in Jira go to GitHub.
	 * @return {@code false} if the link goes the other way only
	 */
	public boolean toGitHub() {
		return this.direction != Direction.GITHUB_TO_JIRA;
	}

	/**
	 * The same link, but that nothing goes to GitHub.
	 * @return the link from GitHub to Jira only
	 */
	public Link towardsJiraOnly() {
		return new Link(this.name, this.github, this.jira, Direction.GITHUB_TO_JIRA, this.priorities,
				this.eventPriorities, this.fields, this.pullRequests, this.subIssues, this.attachments,
				this.allowPrivateToPublic, this.filter);
	}

	/**
	 * The same link, but that nothing goes to Jira.
	 * @return the link from Jira to GitHub only
	 */
	public Link towardsGitHubOnly() {
		return new Link(this.name, this.github, this.jira, Direction.JIRA_TO_GITHUB, this.priorities,
				this.eventPriorities, this.fields, this.pullRequests, this.subIssues, this.attachments,
				this.allowPrivateToPublic, this.filter);
	}

	/**
	 * The repository in which issues that begin in Jira are opened.
	 * @return {@code owner/name}
	 */
	public String repositoryForNewIssues() {
		return Optional.ofNullable(this.github.newIssues()).orElse(this.github.repository());
	}

	/**
	 * The project in which issues that begin on GitHub are created.
	 * @return a project key
	 */
	public String projectForNewIssues() {
		return Optional.ofNullable(this.jira.newIssues()).orElse(this.jira.project());
	}

}
