package io.github.githubjirasync.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * An issue of the sandbox's Jira, as it was when it was asked for.
 *
 * @param id its id
 * @param key its key
 * @param project the key of its project
 * @param issueType the name of its type
 * @param summary the summary
 * @param description the description as wiki markup, {@code null} where there is none
 * @param descriptionAdf the description as an ADF document, {@code null} where there is
 * none
 * @param status the name of its status
 * @param resolution the name of its resolution, or {@code null}
 * @param priority the name of its priority
 * @param labels its labels
 * @param fixVersions the names of the versions that it is fixed in
 * @param parent the key of its parent, or {@code null}
 * @param attachments the names of the attached files
 * @param reporter the name of who created it, such as {@code alice}
 * @param assignee the name of whose it is, or {@code null}
 * @param htmlUrl its page
 * @param comments its comments, oldest first
 * @param properties its properties
 * @param remoteLinks its remote links
 * @param createdAt when it was created
 * @param updatedAt when it last changed
 */
public record SandboxJiraIssue(long id, String key, String project, String issueType, String summary,
		@Nullable String description, @Nullable JsonNode descriptionAdf, String status, @Nullable String resolution,
		String priority, List<String> labels, List<String> fixVersions, @Nullable String parent,
		List<String> attachments, String reporter, @Nullable String assignee, String htmlUrl, List<Comment> comments,
		Map<String, JsonNode> properties, List<RemoteLink> remoteLinks, Instant createdAt, Instant updatedAt) {

	/**
	 * A comment.
	 *
	 * @param id its id
	 * @param body the text as wiki markup
	 * @param bodyAdf the text as an ADF document
	 * @param author the name of who wrote it
	 * @param restrictedTo the role that may read it, or {@code null} for everybody
	 * @param properties its properties
	 * @param createdAt when it was written
	 * @param updatedAt when it last changed
	 */
	public record Comment(long id, String body, JsonNode bodyAdf, String author, @Nullable String restrictedTo,
			Map<String, JsonNode> properties, Instant createdAt, Instant updatedAt) {
	}

	/**
	 * A link to a page elsewhere.
	 *
	 * @param id its id
	 * @param globalId its identity, or {@code null}
	 * @param url the page
	 * @param title its title
	 * @param resolved whether the thing behind it is done
	 */
	public record RemoteLink(long id, @Nullable String globalId, String url, String title, boolean resolved) {
	}

}
