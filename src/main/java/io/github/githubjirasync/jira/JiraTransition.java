package io.github.githubjirasync.jira;

import java.util.List;

/**
 * A step that an issue's workflow allows.
 *
 * @param id its id
 * @param name its name
 * @param toStatusName the name of the status that it leads to
 * @param toDone whether that status is of the category {@code done}
 * @param fields the fields of its screen; none where it has no screen
 */
public record JiraTransition(String id, String name, String toStatusName, boolean toDone, List<JiraField> fields) {

	public JiraTransition {
		fields = List.copyOf(fields);
	}

	/**
	 * A transition without a screen.
	 * @param id its id
	 * @param name its name
	 * @param toStatusName the name of the status that it leads to
	 * @param toDone whether that status is of the category {@code done}
	 */
	public JiraTransition(String id, String name, String toStatusName, boolean toDone) {
		this(id, name, toStatusName, toDone, List.of());
	}

}
