package io.github.githubjirasync.sync;

import java.util.Optional;
import java.util.Set;

import io.github.githubjirasync.mapping.IssueMapping;
import org.jspecify.annotations.Nullable;

/**
 * Tells what jobs are about. No upstream is called. Safe for use by many threads.
 */
public interface JobSubjects {

	/** The kind of a dead letter that holds a delivery which could not be read. */
	String UNREADABLE = "unreadable";

	/**
	 * What a job is about.
	 * @param kind its kind
	 * @param payload what it holds
	 * @return its subject, or empty if this instance cannot read it
	 */
	Optional<JobSubject> of(String kind, String payload);

	/**
	 * The lanes that jobs of a pair may be in.
	 * @param mapping the pair
	 * @return one or two lanes
	 */
	Set<String> lanes(IssueMapping mapping);

	/**
	 * What a job is about.
	 *
	 * @param link the name of its link
	 * @param event the sender's name for what happened, such as {@code issues.opened}
	 * @param github the issue or pull request on GitHub that changed, such as
	 * {@code acme/widgets#7}
	 * @param jira the key of the issue in Jira that changed
	 * @param actor who changed it
	 */
	record JobSubject(String link, String event, @Nullable String github, @Nullable String jira, String actor) {
	}

}
