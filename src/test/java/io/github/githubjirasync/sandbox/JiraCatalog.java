package io.github.githubjirasync.sandbox;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The issue types, priorities, statuses and fields that every project of the sandbox's
 * Jira has.
 */
final class JiraCatalog {

	static final List<Named> ISSUE_TYPES = List.of(new Named("10001", "Task"), new Named("10002", "Bug"),
			new Named("10003", "Story"), new Named("10000", "Epic"), new Named("10004", "Sub-task"));

	static final List<Named> PRIORITIES = List.of(new Named("1", "Highest"), new Named("2", "High"),
			new Named("3", "Medium"), new Named("4", "Low"), new Named("5", "Lowest"));

	static final List<Named> RESOLUTIONS = List.of(new Named("10000", "Done"), new Named("10001", "Won't Do"),
			new Named("10002", "Duplicate"), new Named("10003", "Cannot Reproduce"));

	static final List<Named> LINK_TYPES = List.of(new Named("10000", "Blocks"), new Named("10001", "Duplicate"),
			new Named("10002", "Relates"));

	static final List<String> FIELDS = List.of("summary", "description", "issuetype", "project", "priority", "labels",
			"status", "resolution", "reporter", "creator", "assignee", "parent", "fixVersions", "created", "updated",
			"comment", "security");

	private JiraCatalog() {
	}

	/**
	 * Finds one by the {@code id} or the {@code name} of a reference.
	 */
	static Optional<Named> find(List<Named> among, JsonNode reference) {
		return among.stream()
			.filter((named) -> named.id().equals(reference.path("id").asText(""))
					|| named.name().equalsIgnoreCase(reference.path("name").asText("")))
			.findFirst();
	}

	record Named(String id, String name) {
	}

	/** The workflow: each status with the transition that leads to it. */
	enum Status {

		TO_DO("10000", "To Do", "11", 2, "new", "blue-gray"),

		IN_PROGRESS("3", "In Progress", "21", 4, "indeterminate", "yellow"),

		DONE("10005", "Done", "31", 3, "done", "green");

		final String id;

		final String label;

		final String transition;

		final int categoryId;

		final String categoryKey;

		final String color;

		Status(String id, String label, String transition, int categoryId, String categoryKey, String color) {
			this.id = id;
			this.label = label;
			this.transition = transition;
			this.categoryId = categoryId;
			this.categoryKey = categoryKey;
			this.color = color;
		}

		List<Status> next(boolean stepwise) {
			return Arrays.stream(values())
				.filter((other) -> other != this && (!stepwise || Math.abs(other.ordinal() - ordinal()) == 1))
				.toList();
		}

		static Optional<Status> named(String label) {
			return Arrays.stream(values())
				.filter((status) -> status.label.toLowerCase(Locale.ROOT).equals(label.toLowerCase(Locale.ROOT)))
				.findFirst();
		}

	}

}
