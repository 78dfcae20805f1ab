package io.github.githubjirasync.jira;

import java.util.List;

/**
 * A field of a screen: of creating, editing or moving an issue through a transition.
 *
 * @param id what the API calls it, such as {@code resolution} or
 * {@code customfield_10010}
 * @param name what people call it
 * @param required whether it must have a value
 * @param hasDefault whether Jira sets a value where none is sent
 * @param allowed the names of its values, where they are few; empty where any is
 */
public record JiraField(String id, String name, boolean required, boolean hasDefault, List<String> allowed) {

	public JiraField {
		allowed = List.copyOf(allowed);
	}

}
