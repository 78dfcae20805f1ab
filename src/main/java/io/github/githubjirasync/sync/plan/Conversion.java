package io.github.githubjirasync.sync.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.JiraIssueSnapshot;

/**
 * Turns texts into the form that the other side takes, cut to what it holds. Pure
 * functions.
 */
public interface Conversion {

	/**
	 * A Markdown text as Jira takes it.
	 * @param markdown the text
	 * @param issue the GitHub issue that it belongs to
	 * @return an ADF document or a string of wiki markup
	 */
	JsonNode forJira(String markdown, GitHubIssueSnapshot issue);

	/**
	 * The description of a Jira issue as GitHub takes it, with room for our mark.
	 * @param issue the Jira issue
	 * @return Markdown, perhaps empty
	 */
	String forGitHub(JiraIssueSnapshot issue);

	/**
	 * A digest of the words of a text that is in the form that Jira takes.
	 * @param text what {@link #forJira} gave
	 * @return the digest
	 */
	default String wordsDigest(JsonNode text) {
		return Field.wordsDigest(text);
	}

}
