package io.github.githubjirasync.jira;

import java.util.List;

/**
 * A Jira project.
 *
 * @param id its immutable id
 * @param key its key today
 * @param name what people call it
 * @param issueTypes the types that its issues can have
 */
public record JiraProject(long id, String key, String name, List<JiraIssueType> issueTypes) {

	public JiraProject {
		issueTypes = List.copyOf(issueTypes);
	}

}
