package io.github.githubjirasync.mapping.cache;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMapping.GitHubSide;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;
import io.github.githubjirasync.mapping.IssueMappings;
import org.jspecify.annotations.Nullable;

/**
 * One of the two ids that a mapping is found by. Its text is {@code gh:<id>} or
 * {@code jira:<id>}.
 *
 * @param side whose id it is
 * @param issueId the tracker's immutable id
 */
record MappingKey(Side side, long issueId) {

	enum Side {

		GITHUB("gh"), JIRA("jira");

		private final String word;

		Side(String word) {
			this.word = word;
		}

	}

	static MappingKey gitHub(long issueId) {
		return new MappingKey(Side.GITHUB, issueId);
	}

	static MappingKey jira(long issueId) {
		return new MappingKey(Side.JIRA, issueId);
	}

	/** The keys of a mapping: none, one or two. */
	static Set<MappingKey> of(@Nullable IssueMapping mapping) {
		Set<MappingKey> keys = new HashSet<>();
		GitHubSide github = (mapping != null) ? mapping.github() : null;
		if (github != null) {
			keys.add(gitHub(github.issueId()));
		}
		JiraSide jira = (mapping != null) ? mapping.jira() : null;
		if (jira != null) {
			keys.add(jira(jira.issueId()));
		}
		return keys;
	}

	/**
	 * Reads a key's text.
	 * @throws IllegalArgumentException if it is none
	 */
	static MappingKey parse(String text) {
		for (Side side : Side.values()) {
			String prefix = side.word + ":";
			if (text.startsWith(prefix)) {
				return new MappingKey(side, Long.parseLong(text.substring(prefix.length())));
			}
		}
		throw new IllegalArgumentException("Not a mapping's key: '" + text + "'");
	}

	String redisKey() {
		return "cache:mapping:" + this;
	}

	Optional<IssueMapping> findIn(IssueMappings mappings) {
		return switch (this.side) {
			case GITHUB -> mappings.findByGitHubIssue(this.issueId);
			case JIRA -> mappings.findByJiraIssue(this.issueId);
		};
	}

	@Override
	public String toString() {
		return this.side.word + ":" + this.issueId;
	}

}
