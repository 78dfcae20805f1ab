package io.github.githubjirasync.sync.job;

import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.githubjirasync.github.GitHubClient;
import io.github.githubjirasync.jira.JiraClient;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.RichText;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.link.Links;
import io.github.githubjirasync.sync.plan.Conversion;
import io.github.githubjirasync.sync.plan.Field;
import io.github.githubjirasync.sync.plan.People;
import io.github.githubjirasync.text.Adf;
import io.github.githubjirasync.text.ConversionContext;
import io.github.githubjirasync.text.Markdown;
import io.github.githubjirasync.text.Wiki;
import org.jspecify.annotations.Nullable;

/**
 * Texts in the form that each upstream takes, cut to what it holds.
 */
final class Texts implements Conversion {

	/** A Jira text field holds 32,767 characters. */
	private static final int JIRA_LIMIT = 32_767;

	/** A GitHub body holds 65,536 characters; the rest is room for the marker. */
	private static final int GITHUB_LIMIT = 65_536 - 200;

	private final JiraClient jira;

	/** The projects of our links, whose issue keys are links in texts. */
	private final Set<String> projects;

	private final String browseUrl;

	/** Whom a mention may notify. */
	private final People people;

	private final GitHubClient github;

	/** The page of the repository that texts of Jira's go to, where it is known. */
	private final @Nullable String repositoryUrl;

	Texts(GitHubClient github, JiraClient jira, Links links) {
		this.github = github;
		this.repositoryUrl = null;
		this.jira = jira;
		this.projects = links.all()
			.stream()
			.map((link) -> link.jira().project())
			.filter((project) -> !project.equals(Link.ANY))
			.collect(Collectors.toUnmodifiableSet());
		this.people = People.of(links.users());
		String page = jira.browseUrl("A-1");
		this.browseUrl = page.substring(0, page.lastIndexOf('/'));
	}

	private Texts(Texts texts, String repository) {
		this.github = texts.github;
		this.jira = texts.jira;
		this.projects = texts.projects;
		this.browseUrl = texts.browseUrl;
		this.people = texts.people;
		this.repositoryUrl = this.github.repositoryUrl(repository);
	}

	/**
	 * The same for texts of Jira's that go to a repository: what leads to its issues is
	 * written as {@code #12} there.
	 * @param repository {@code owner/name}
	 * @return the same for it
	 */
	Texts in(String repository) {
		return new Texts(this, repository);
	}

	@Override
	public JsonNode forJira(String markdown, GitHubIssueSnapshot issue) {
		return forJira(markdown, issue, issue.htmlUrl());
	}

	@Override
	public String forGitHub(JiraIssueSnapshot issue) {
		return forGitHub(markdown(AttachmentLinks.description(issue)), this.jira.browseUrl(issue.key().value()));
	}

	/** A Markdown text as Jira's REST API takes it. */
	JsonNode forJira(String markdown, GitHubIssueSnapshot issue, String fullTextUrl) {
		int end = issue.htmlUrl().indexOf("/issues/");
		ConversionContext context = context((end > 0) ? issue.htmlUrl().substring(0, end) : null);
		if (this.jira.usesAdf()) {
			return Adf.limit(Adf.fromMarkdown(markdown, context), JIRA_LIMIT, fullTextUrl);
		}
		return TextNode.valueOf(Wiki.limit(Wiki.fromMarkdown(markdown, context), JIRA_LIMIT, fullTextUrl));
	}

	/** A text of Jira's as Markdown. */
	String markdown(@Nullable RichText text) {
		return Field.markdown(text, context(this.repositoryUrl));
	}

	/** A Markdown text as GitHub takes it, with room for a marker. */
	String forGitHub(String markdown, String fullTextUrl) {
		return Markdown.limit(markdown, GITHUB_LIMIT, fullTextUrl);
	}

	/**
	 * What links and references are resolved with.
	 * @param repositoryUrl the page of the repository that a text comes from or goes to
	 */
	private ConversionContext context(@Nullable String repositoryUrl) {
		return new ConversionContext(repositoryUrl, this.browseUrl, this.projects, this.people::inJira,
				this.people::onGitHub);
	}

}
