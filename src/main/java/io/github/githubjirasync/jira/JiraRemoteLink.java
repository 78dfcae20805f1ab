package io.github.githubjirasync.jira;

/**
 * A link from a Jira issue to a page elsewhere.
 *
 * @param globalId its identity; a second link with the same one replaces the first
 * @param url the page
 * @param title its title
 * @param resolved whether the thing behind it is done (shown struck out)
 */
public record JiraRemoteLink(String globalId, String url, String title, boolean resolved) {
}
