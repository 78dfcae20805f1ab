package io.github.githubjirasync.sync.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.githubjirasync.github.GitHubDirectory;
import io.github.githubjirasync.github.GitHubMilestone;
import io.github.githubjirasync.jira.JiraDirectory;
import io.github.githubjirasync.jira.JiraVersion;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.plan.Field;
import io.github.githubjirasync.upstream.UpstreamException;

/**
 * Finds milestones and versions by name, and makes those that are missing where the link
 * lets it.
 */
final class Milestones {

	private final GitHubDirectory github;

	private final JiraDirectory jira;

	Milestones(GitHubDirectory github, JiraDirectory jira) {
		this.github = github;
		this.jira = jira;
	}

	/**
	 * The versions of a project with the given names.
	 * @param project the project
	 * @param names the names
	 * @param link says whether missing ones are made
	 * @param left takes those that there are not
	 * @return the names as Jira has them
	 */
	List<String> versions(String project, List<String> names, Link link, LeftOut left) {
		List<JiraVersion> known = this.jira.versions(project);
		List<String> found = new ArrayList<>();
		for (String name : names) {
			Optional<JiraVersion> version = known.stream()
				.filter((candidate) -> candidate.name().equalsIgnoreCase(name))
				.findFirst();
			if (version.isPresent()) {
				found.add(version.get().name());
			}
			else if (!link.fields().milestone().create()) {
				left.add(Field.MILESTONE, "project " + project + " has no version '" + name
						+ "', and fields.milestone.create is not set");
			}
			else {
				try {
					found.add(this.jira.createVersion(project, name).name());
				}
				catch (UpstreamException.Rejected | UpstreamException.Unauthorised | UpstreamException.Gone ex) {
					left.add(Field.MILESTONE, "version '" + name + "' could not be made: " + ex.getMessage());
				}
			}
		}
		return found;
	}

	/**
	 * The number of a repository's milestone.
	 * @param repository {@code owner/name}
	 * @param title its title
	 * @param link says whether a missing one is made
	 * @param left takes the milestone if there is none
	 * @return the number, or empty if there is none
	 */
	Optional<Long> milestone(String repository, String title, Link link, LeftOut left) {
		Optional<Long> known = this.github.milestones(repository)
			.stream()
			.filter((milestone) -> milestone.title().equalsIgnoreCase(title))
			.map(GitHubMilestone::number)
			.findFirst();
		if (known.isPresent()) {
			return known;
		}
		if (!link.fields().milestone().create()) {
			left.add(Field.MILESTONE,
					repository + " has no milestone '" + title + "', and fields.milestone.create is not set");
			return Optional.empty();
		}
		try {
			return Optional.of(this.github.createMilestone(repository, title, null).number());
		}
		catch (UpstreamException.Rejected | UpstreamException.Unauthorised | UpstreamException.Gone ex) {
			left.add(Field.MILESTONE, "milestone '" + title + "' could not be made: " + ex.getMessage());
			return Optional.empty();
		}
	}

}
