package io.github.githubjirasync.sync;

import org.jspecify.annotations.Nullable;

/**
 * Who did something.
 *
 * @param id the upstream's immutable id: GitHub's numeric user id, Jira's
 * {@code accountId} (Cloud) or user key or name (Server)
 * @param name what people see: GitHub's login, Jira's display name
 * @param username the name by which Jira Server and Data Center refer to the user;
 * {@code null} on Cloud and on GitHub
 * @param email the e-mail address of an assignee, where Jira tells it
 */
public record Actor(@Nullable String id, String name, @Nullable String username, @Nullable String email) {

	/**
	 * Somebody of whom no more is known.
	 * @param id the upstream's immutable id
	 * @param name what people see
	 */
	public Actor(@Nullable String id, String name) {
		this(id, name, null, null);
	}

}
