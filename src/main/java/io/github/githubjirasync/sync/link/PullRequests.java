package io.github.githubjirasync.sync.link;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What pull requests that mention Jira issues do to these.
 *
 * @param links whether the issue shows a link to the pull request
 * @param mentions where a key counts as a mention; by default in all of them
 * @param openedStatus the status that an issue goes to when a pull request is opened that
 * is no draft; by default it stays. One that is done stays in any case
 * @param mergedStatus the status that it goes to when the pull request is merged; by
 * default it stays
 * @param closedStatus the status that it goes to when the pull request is closed without
 * being merged; by default it stays
 */
public record PullRequests(@DefaultValue("true") boolean links, @DefaultValue List<Place> mentions,
		@Nullable String openedStatus, @Nullable String mergedStatus, @Nullable String closedStatus) {

	public PullRequests {
		mentions = List.copyOf(mentions);
	}

	/**
	 * Whether a key at a place counts as a mention.
	 * @param place the place
	 * @return whether it does
	 */
	public boolean in(Place place) {
		return this.mentions.isEmpty() || this.mentions.contains(place);
	}

	/**
	 * Whether pull requests matter at all.
	 * @return {@code false} if they do nothing
	 */
	public boolean matter() {
		return this.links || this.openedStatus != null || this.mergedStatus != null || this.closedStatus != null;
	}

	/** Where the key of an issue can be mentioned. */
	public enum Place {

		/** In the title. */
		TITLE,
		/** In the name of the branch, in any case. */
		BRANCH,
		/** In the text, but not in code. */
		BODY

	}

}
