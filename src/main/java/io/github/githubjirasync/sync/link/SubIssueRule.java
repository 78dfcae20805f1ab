package io.github.githubjirasync.sync.link;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What sub-issues on GitHub are in Jira.
 *
 * @param as how Jira shows them
 * @param linkType the name of the type of link; also used where Jira refuses a parent,
 * since types of issues allow only some. Without one such a parent is left out
 */
public record SubIssueRule(@DefaultValue("parent") As as, @Nullable String linkType) {

	/** How Jira shows that an issue is a part of another. */
	public enum As {

		/** By the field parent, both ways. */
		PARENT,
		/** By a link between the issues, from GitHub to Jira only. */
		LINK,
		/** Not at all. */
		OFF

	}

}
