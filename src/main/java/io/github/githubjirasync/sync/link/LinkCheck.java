package io.github.githubjirasync.sync.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Finds what is wrong with the rules of a link, each with its place and what is allowed
 * there, so that one start tells all of it.
 */
final class LinkCheck {

	private final Link link;

	private final String place;

	private final List<String> problems = new ArrayList<>();

	private LinkCheck(Link link, String place) {
		this.link = link;
		this.place = place;
	}

	/**
	 * What is wrong with a link.
	 * @param link the link
	 * @param index its place in the list, from 0
	 * @return a sentence for each problem
	 */
	static List<String> problems(Link link, int index) {
		LinkCheck check = new LinkCheck(link, "links[" + index + "]");
		check.directions();
		check.filters();
		check.maps();
		check.states();
		check.events();
		check.attachments();
		return check.problems;
	}

	private void directions() {
		Fields fields = this.link.fields();
		direction("title", fields.title());
		direction("body", fields.body());
		direction("labels", fields.labels());
		direction("assignees", fields.assignees());
		direction("priority", fields.priority());
		direction("type", fields.type());
		direction("milestone", fields.milestone());
		direction("state", fields.state());
	}

	private void direction(String field, FieldRule rule) {
		boolean against = (rule.direction() == FieldDirection.GITHUB_TO_JIRA && !this.link.toJira())
				|| (rule.direction() == FieldDirection.JIRA_TO_GITHUB && !this.link.toGitHub());
		if (against) {
			add("fields." + field + ".direction",
					"is " + name(rule.direction()) + ", but the link goes " + name(this.link.direction())
							+ " only; allowed here: both, " + name(this.link.direction()) + ", off");
		}
	}

	private void filters() {
		condition("filter.github", this.link.filter().github());
		condition("filter.jira", this.link.filter().jira());
	}

	private void condition(String key, @Nullable String text) {
		if (text != null && !text.isBlank()) {
			try {
				Condition.parse(text);
			}
			catch (IllegalArgumentException ex) {
				add(key, ": " + ex.getMessage());
			}
		}
	}

	private void maps() {
		List<Fields.PriorityEntry> priorities = this.link.fields().priority().map();
		for (int i = 0; i < priorities.size(); i++) {
			String entry = "fields.priority.map[" + i + "]";
			required(entry + ".label", priorities.get(i).label(), "the name of a label on GitHub");
			required(entry + ".priority", priorities.get(i).priority(), "the name of a priority in Jira");
		}
		List<Fields.TypeEntry> types = this.link.fields().type().map();
		for (int i = 0; i < types.size(); i++) {
			String entry = "fields.type.map[" + i + "]";
			required(entry + ".issue-type", types.get(i).issueType(), "the name of an issue type in Jira");
			if (absent(types.get(i).label()) == absent(types.get(i).type())) {
				add(entry, "must have one of label and type");
			}
		}
		if (this.link.fields().labels().prefix().matches(".*\\s.*")) {
			add("fields.labels.prefix", "must have no white space, since Jira's labels have none");
		}
	}

	private void states() {
		Fields.State state = this.link.fields().state();
		String[] standings = Arrays.stream(Standing.values()).map(LinkCheck::name).toArray(String[]::new);
		for (int i = 0; i < state.statuses().size(); i++) {
			String entry = "fields.state.statuses[" + i + "]";
			required(entry + ".github", state.statuses().get(i).github(), String.join(", ", standings));
			required(entry + ".jira", state.statuses().get(i).jira(), "the name of a status in Jira");
		}
		for (int i = 0; i < state.resolutions().size(); i++) {
			String entry = "fields.state.resolutions[" + i + "]";
			Standing github = state.resolutions().get(i).github();
			if (github == null || github.open()) {
				add(entry + ".github", "is " + ((github != null) ? name(github) : "missing")
						+ "; allowed: closed, not-planned, duplicate");
			}
			required(entry + ".jira", state.resolutions().get(i).jira(), "the name of a resolution in Jira");
		}
		for (int i = 0; i < state.transitionFields().size(); i++) {
			String entry = "fields.state.transition-fields[" + i + "]";
			required(entry + ".status", state.transitionFields().get(i).status(), "the name of a status in Jira");
			required(entry + ".field", state.transitionFields().get(i).field(), "the id of a field in Jira");
			required(entry + ".value", state.transitionFields().get(i).value(), "a value");
		}
	}

	private void events() {
		for (int i = 0; i < this.link.eventPriorities().size(); i++) {
			EventPriority rule = this.link.eventPriorities().get(i);
			required("event-priorities[" + i + "].event", rule.event(), "the name of an event, such as issues.opened");
			if (rule.priority() < 1 || rule.priority() > 3) {
				add("event-priorities[" + i + "].priority", "is " + rule.priority() + "; allowed: 1, 2, 3");
			}
		}
	}

	private void attachments() {
		Attachments rule = this.link.attachments();
		if (rule.upload() && !this.link.toJira()) {
			add("attachments.upload", "is true, but the link goes jira-to-github only; allowed here: false");
		}
		if (rule.maxFiles() < 1 || rule.maxFiles() > Attachments.MOST_FILES) {
			add("attachments.max-files", "is " + rule.maxFiles() + "; allowed: 1 to " + Attachments.MOST_FILES);
		}
	}

	private void required(String key, @Nullable Object value, String what) {
		if (value == null || (value instanceof String text && text.isBlank())) {
			add(key, "is missing; it is " + what);
		}
	}

	private void add(String key, String problem) {
		this.problems.add(this.place + "." + key + (problem.startsWith(":") ? "" : " ") + problem);
	}

	private static boolean absent(@Nullable String text) {
		return text == null || text.isBlank();
	}

	private static String name(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
