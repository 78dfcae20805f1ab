package io.github.githubjirasync.jira;

import java.util.List;

/**
 * A webhook that an administrator of Jira has set up.
 *
 * @param name what people call it
 * @param url where it sends events
 * @param enabled whether it sends anything
 * @param events the names of the events that it sends
 */
public record JiraWebhook(String name, String url, boolean enabled, List<String> events) {

	public JiraWebhook {
		events = List.copyOf(events);
	}

}
