package io.github.githubjirasync.sync.link;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.github.githubjirasync.sync.Actor;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Condition} can ask of an issue of either side.
 *
 * @param facts the values of each fact; none where the issue has none
 */
public record Subject(Map<Fact, List<String>> facts) {

	/** What can be asked. */
	public enum Fact {

		/** Its labels. */
		LABEL,
		/** Who opened it: GitHub's login; the name or id of Jira's reporter. */
		AUTHOR,
		/** Who works on it: GitHub's logins; the name or id of Jira's assignee. */
		ASSIGNEE,
		/** Its type. */
		TYPE,
		/** Its milestone; in Jira its fix versions. */
		MILESTONE,
		/** Its priority; none on GitHub. */
		PRIORITY,
		/** {@code open} or {@code closed}; in Jira also the name of the status. */
		STATE,
		/** Its title. */
		TITLE,
		/** The components of a Jira issue. */
		COMPONENT

	}

	/**
	 * An issue on GitHub.
	 * @param issue the issue
	 * @return its facts
	 */
	public static Subject of(GitHubIssueSnapshot issue) {
		Map<Fact, List<String>> facts = new EnumMap<>(Fact.class);
		facts.put(Fact.LABEL, issue.labels());
		facts.put(Fact.AUTHOR, List.of(issue.author().name()));
		facts.put(Fact.ASSIGNEE, issue.assignees());
		facts.put(Fact.TYPE, one((issue.details() != null) ? issue.details().type() : null));
		facts.put(Fact.MILESTONE, one(issue.milestone()));
		facts.put(Fact.STATE, List.of(issue.open() ? "open" : "closed"));
		facts.put(Fact.TITLE, List.of(issue.title()));
		return new Subject(facts);
	}

	/**
	 * An issue in Jira.
	 * @param issue the issue
	 * @return its facts
	 */
	public static Subject of(JiraIssueSnapshot issue) {
		Map<Fact, List<String>> facts = new EnumMap<>(Fact.class);
		facts.put(Fact.LABEL, issue.labels());
		facts.put(Fact.AUTHOR, names(issue.reporter()));
		facts.put(Fact.ASSIGNEE, names(issue.assignee()));
		facts.put(Fact.TYPE, List.of(issue.issueType()));
		facts.put(Fact.PRIORITY, one(issue.priority()));
		facts.put(Fact.STATE, List.of(issue.done() ? "closed" : "open", issue.statusName()));
		facts.put(Fact.TITLE, List.of(issue.summary()));
		if (issue.details() != null) {
			facts.put(Fact.MILESTONE, Objects.requireNonNullElse(issue.details().fixVersions(), List.of()));
			facts.put(Fact.COMPONENT, issue.details().components());
		}
		return new Subject(facts);
	}

	List<String> values(Fact fact) {
		return this.facts.getOrDefault(fact, List.of());
	}

	private static List<String> names(@Nullable Actor actor) {
		List<String> names = new ArrayList<>();
		if (actor != null) {
			names.add(actor.name());
			names.addAll(one(actor.id()));
			names.addAll(one(actor.username()));
		}
		return names;
	}

	private static List<String> one(@Nullable String value) {
		return (value != null) ? List.of(value) : List.of();
	}

	static String allowed() {
		List<String> names = new ArrayList<>();
		for (Fact fact : Fact.values()) {
			names.add(fact.name().toLowerCase(Locale.ROOT));
		}
		return String.join(", ", names);
	}

}
