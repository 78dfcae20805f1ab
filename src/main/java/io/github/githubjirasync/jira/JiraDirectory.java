package io.github.githubjirasync.jira;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What issues in Jira can be made of: projects, their types, statuses and versions,
 * priorities, accounts. Much of it is remembered for some minutes. Every method calls the
 * network at most once for each page and throws
 * {@link io.github.githubjirasync.upstream.UpstreamException}. Safe for use by many
 * threads.
 */
public interface JiraDirectory {

	/** Asks Jira anew for whatever is remembered. */
	default void forget() {
	}

	/**
	 * A project.
	 * @param key its key, or one that it had
	 * @return the project, or empty if there is none or we may not see it
	 */
	Optional<JiraProject> project(String key);

	/**
	 * The statuses of a project's issues.
	 * @param projectKey the project
	 * @return the statuses by the name of the issue type
	 */
	Map<String, List<JiraStatus>> statuses(String projectKey);

	/**
	 * The versions of a project.
	 * @param projectKey the project
	 * @return the versions, in Jira's order
	 */
	List<JiraVersion> versions(String projectKey);

	/**
	 * Creates a version.
	 * @param projectKey the project
	 * @param name its name
	 * @return the version as Jira made it
	 */
	JiraVersion createVersion(String projectKey, String name);

	/**
	 * The types of which we may create issues.
	 * @param projectKey the project
	 * @return the types
	 */
	List<JiraIssueType> creatableTypes(String projectKey);

	/**
	 * The fields of the screen on which issues of a type are created.
	 * @param projectKey the project
	 * @param issueTypeId the id of the type
	 * @return the fields
	 */
	List<JiraField> createFields(String projectKey, String issueTypeId);

	/**
	 * The fields of the screen on which an issue is edited.
	 * @param issueId the issue
	 * @return the fields
	 */
	List<JiraField> editFields(long issueId);

	/**
	 * All priorities.
	 * @return their names, most urgent first
	 */
	List<String> priorities();

	/**
	 * Accounts whose name or e-mail address begins with a text. Cloud matches addresses
	 * also where it does not show them.
	 * @param query the text
	 * @return at most 50 accounts
	 */
	List<JiraUser> users(String query);

	/**
	 * The same, cut to those who issues of a project can be assigned to.
	 * @param projectKey the project
	 * @param query the text
	 * @return at most 50 accounts
	 */
	List<JiraUser> assignableUsers(String projectKey, String query);

	/**
	 * Which of some permissions we have in a project.
	 * @param projectKey the project
	 * @param permissions their keys, such as {@code CREATE_ISSUES}
	 * @return those that we have
	 */
	Set<String> permissions(String projectKey, Collection<String> permissions);

	/**
	 * The names of the types of links between issues.
	 * @return the names
	 */
	List<String> issueLinkTypes();

	/**
	 * The names of the roles of a project.
	 * @param projectKey the project
	 * @return the names
	 */
	Set<String> roles(String projectKey);

	/**
	 * The webhooks that administrators have set up.
	 * @return the webhooks, or empty if we may not see them, which only administrators
	 * may
	 */
	Optional<List<JiraWebhook>> webhooks();

}
