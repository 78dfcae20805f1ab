package io.github.githubjirasync.jira;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What hangs on Jira issues: links, files, properties. Part of {@link JiraClient}.
 */
public interface JiraLinks {

	/**
	 * Creates or replaces the remote link with a global id.
	 * @param issueId the issue
	 * @param link the link
	 */
	void putRemoteLink(long issueId, JiraRemoteLink link);

	/**
	 * The remote links of an issue that have a global id.
	 * @param issueId the issue
	 * @return the links
	 */
	List<JiraRemoteLink> remoteLinks(long issueId);

	/**
	 * Takes away the remote link with a global id; does nothing if there is none.
	 * @param issueId the issue
	 * @param globalId the link
	 */
	void deleteRemoteLink(long issueId, String globalId);

	/**
	 * Links two issues; does nothing if they are linked so.
	 * @param type the name of the type, such as {@code Blocks}
	 * @param fromIssueId the issue that, for example, blocks
	 * @param toIssueId the issue that, for example, is blocked
	 */
	void linkIssues(String type, long fromIssueId, long toIssueId);

	/**
	 * Takes away a link between issues; does nothing if it is gone.
	 * @param linkId the link
	 */
	void deleteIssueLink(long linkId);

	/**
	 * Sets a property of an issue.
	 * @param issueId the issue
	 * @param key the key of the property, at most 255 characters
	 * @param value JSON of at most 32,768 characters
	 */
	void setIssueProperty(long issueId, String key, JsonNode value);

	/**
	 * Takes away a property of an issue; does nothing if there is none.
	 * @param issueId the issue
	 * @param key the key of the property
	 */
	void deleteIssueProperty(long issueId, String key);

	/**
	 * Attaches a file to an issue.
	 * @param issueId the issue
	 * @param name its file name
	 * @param mimeType its type
	 * @param content its bytes
	 * @return the attachment as Jira made it
	 */
	JiraAttachment attach(long issueId, String name, String mimeType, byte[] content);

	/**
	 * Reads an attached file.
	 * @param attachment the attachment
	 * @return its bytes, at most {@code github-jira-sync.jira.max-response-size}
	 */
	byte[] content(JiraAttachment attachment);

}
