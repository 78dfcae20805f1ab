package io.github.githubjirasync.jira;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * The calls to Jira's REST API that the service makes: version 3 with ADF on Cloud,
 * version 2 with wiki markup on Data Center. Every method calls the network once for each
 * page and throws {@link io.github.githubjirasync.upstream.UpstreamException}. Safe for
 * use by many threads.
 */
public interface JiraClient extends JiraLinks {

	/**
	 * Who the service is on Jira. Cached after the first success.
	 * @return our own account
	 */
	JiraUser self();

	/**
	 * How texts are written on this Jira.
	 * @return {@code true} for ADF (version 3), {@code false} for wiki markup (version 2)
	 */
	boolean usesAdf();

	/**
	 * The page of an issue, for people.
	 * @param key its key
	 * @return the URL
	 */
	String browseUrl(String key);

	/**
	 * Reads an issue.
	 * @param idOrKey its id or a key that it has or had
	 * @return the issue
	 */
	JiraIssue issue(String idOrKey);

	/**
	 * Creates an issue, with its properties in the same call.
	 * @param issue what it shall hold
	 * @return its id and key
	 */
	CreatedJiraIssue createIssue(NewJiraIssue issue);

	/**
	 * Changes fields of an issue, in one call; calls nobody when nothing changes. Jira
	 * mails the watchers unless {@code github-jira-sync.jira.notify-watchers} says no.
	 * @param id its id
	 * @param update what shall change
	 */
	void updateIssue(long id, JiraIssueUpdate update);

	/**
	 * The transitions that the issue's status allows now, with the fields of their
	 * screens.
	 * @param id its id
	 * @return the transitions
	 */
	List<JiraTransition> transitions(long id);

	/**
	 * The transitions that issues of a workflow's status allow, which may be remembered
	 * from another issue.
	 * @param id the issue
	 * @param workflow its project, type and status, by name
	 * @return the transitions
	 */
	default List<JiraTransition> transitions(long id, List<String> workflow) {
		return transitions(id);
	}

	/**
	 * Moves an issue through a transition.
	 * @param id its id
	 * @param transitionId the transition
	 */
	default void transition(long id, String transitionId) {
		transition(id, transitionId, Map.of());
	}

	/**
	 * Moves an issue through a transition and fills its screen.
	 * @param id its id
	 * @param transitionId the transition
	 * @param fields values of fields of its screen, by id, in the form of the API (see
	 * {@link JiraFieldValues})
	 */
	void transition(long id, String transitionId, Map<String, JsonNode> fields);

	/**
	 * The value of a field that holds an account.
	 * @param reference {@code accountId} on Cloud, the user name on Data Center (see
	 * {@link JiraUser#reference()}); {@code null} for nobody
	 * @return the value
	 */
	JsonNode userField(@Nullable String reference);

	/**
	 * Issues of a project that our own account created lately, newest first, with one of
	 * their properties. Jira's search lags behind its writes by some seconds.
	 * @param projectKey the project
	 * @param within how far back, rounded up to whole minutes
	 * @param propertyKey the property to read along
	 * @return the issues, all pages, {@code property} set where the issue has it
	 */
	List<JiraIssue> issuesCreatedBySelf(String projectKey, Duration within, String propertyKey);

	/**
	 * One property of an issue.
	 * @param issueId the issue
	 * @param propertyKey the key of the property
	 * @return its value, or empty if the issue or the property does not exist
	 */
	Optional<JsonNode> issueProperty(long issueId, String propertyKey);

	/**
	 * All comments of an issue, with one of their properties.
	 * @param issueId the issue
	 * @param propertyKey the property to read along
	 * @return the comments, all pages, oldest first
	 */
	List<JiraComment> comments(long issueId, String propertyKey);

	/**
	 * Writes a comment that everybody may read, with a property in the same call.
	 * @param issueId the issue
	 * @param body an ADF document, or a string of wiki markup, after {@link #usesAdf()}
	 * @param propertyKey the key of the property
	 * @param property its value
	 * @return the comment as Jira made it
	 */
	JiraComment createComment(long issueId, JsonNode body, String propertyKey, JsonNode property);

	/**
	 * Changes a comment.
	 * @param issueId the issue
	 * @param commentId the comment
	 * @param body an ADF document, or a string of wiki markup, after {@link #usesAdf()}
	 * @return the comment after it
	 */
	JiraComment updateComment(long issueId, long commentId, JsonNode body);

	/**
	 * Deletes a comment; does nothing if it is gone.
	 * @param issueId the issue
	 * @param commentId the comment
	 */
	void deleteComment(long issueId, long commentId);

}
