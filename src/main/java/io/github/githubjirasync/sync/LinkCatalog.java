package io.github.githubjirasync.sync;

import java.util.List;
import java.util.Map;

/**
 * The links as people see them.
 */
public interface LinkCatalog {

	/**
	 * All links, in the order of the configuration.
	 * @return the links
	 */
	List<LinkInfo> all();

	/**
	 * A link.
	 *
	 * @param name its name
	 * @param repository {@code owner/name} on GitHub, or {@code *} for any
	 * @param project the project's key in Jira, or {@code *} for any
	 * @param direction which way changes go: {@code both}, {@code github-to-jira} or
	 * {@code jira-to-github}
	 * @param scope the scope by which its jobs are held back
	 * @param rules all that is configured, by key
	 */
	record LinkInfo(String name, String repository, String project, String direction, String scope,
			Map<String, Object> rules) {

		public LinkInfo {
			rules = Map.copyOf(rules);
		}

	}

}
