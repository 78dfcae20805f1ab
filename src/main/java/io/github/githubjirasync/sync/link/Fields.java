package io.github.githubjirasync.sync.link;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The rules of the fields of a link.
 *
 * @param title title and summary
 * @param body body and description
 * @param labels labels
 * @param assignees assignees and assignee
 * @param priority labels on GitHub that stand for priorities in Jira
 * @param type labels and types on GitHub that stand for issue types in Jira
 * @param milestone milestone and fix versions
 * @param state state and status
 */
public record Fields(@DefaultValue Text title, @DefaultValue Text body, @DefaultValue Labels labels,
		@DefaultValue Assignees assignees, @DefaultValue Priority priority, @DefaultValue Type type,
		@DefaultValue Milestone milestone, @DefaultValue State state) {

	/**
	 * The rule of a text.
	 *
	 * @param direction which way it goes
	 * @param conflict who wins where both sides changed it
	 */
	public record Text(@DefaultValue("both") FieldDirection direction,
			@DefaultValue("newest") ConflictRule conflict) implements FieldRule {
	}

	/**
	 * The rule of labels. Labels that are added or taken away on both sides are all added
	 * and taken away, so that there are no conflicts. Labels that stand for a priority or
	 * a type are left to those rules.
	 *
	 * @param direction which way they go
	 * @param prefix what a label of this link begins with in Jira; others there are left
	 * alone
	 * @param include the labels that are synced, by their names on GitHub, with {@code *}
	 * for any characters
	 * @param exclude the labels that are left alone, whatever {@code include} says
	 */
	public record Labels(@DefaultValue("both") FieldDirection direction, @DefaultValue("") String prefix,
			@DefaultValue("*") List<String> include, @DefaultValue List<String> exclude) implements FieldRule {

		public Labels {
			include = List.copyOf(include);
			exclude = List.copyOf(exclude);
		}

		@Override
		public ConflictRule conflict() {
			return ConflictRule.NEWEST;
		}

		/**
		 * Whether a label is synced at all.
		 * @param label its name on GitHub
		 * @return whether it is included and not excluded
		 */
		public boolean covers(String label) {
			return any(this.include, label) && !any(this.exclude, label);
		}

		private static boolean any(List<String> globs, String label) {
			for (String glob : globs) {
				if (Glob.of(glob).matches(label)) {
					return true;
				}
			}
			return false;
		}

	}

	/**
	 * The rule of assignees. Jira has one: the first on GitHub that Jira knows, unless
	 * the one that it has is among them.
	 *
	 * @param direction which way they go
	 * @param conflict who wins where both sides changed them
	 * @param lookUp whether people that {@code github-jira-sync.users} does not name are
	 * looked up by e-mail address and name
	 */
	public record Assignees(@DefaultValue("both") FieldDirection direction,
			@DefaultValue("newest") ConflictRule conflict, @DefaultValue("true") boolean lookUp) implements FieldRule {
	}

	/**
	 * The rule of the priority.
	 *
	 * @param direction which way it goes
	 * @param conflict who wins where both sides changed it
	 * @param map the labels that stand for priorities; of several on an issue the first
	 * in this list counts. Without any, priorities are left alone
	 */
	public record Priority(@DefaultValue("both") FieldDirection direction,
			@DefaultValue("newest") ConflictRule conflict, @DefaultValue List<PriorityEntry> map) implements FieldRule {

		public Priority {
			map = List.copyOf(map);
		}

	}

	/**
	 * A label that stands for a priority.
	 *
	 * @param label the label on GitHub
	 * @param priority the name of the priority in Jira
	 */
	public record PriorityEntry(String label, String priority) {
	}

	/**
	 * The rule of the issue type.
	 *
	 * @param direction which way it goes
	 * @param conflict who wins where both sides changed it
	 * @param map the labels and types on GitHub that stand for issue types; the first
	 * that an issue has counts. Without any, types are left alone
	 */
	public record Type(@DefaultValue("both") FieldDirection direction, @DefaultValue("newest") ConflictRule conflict,
			@DefaultValue List<TypeEntry> map) implements FieldRule {

		public Type {
			map = List.copyOf(map);
		}

	}

	/**
	 * A label or a type that stands for an issue type.
	 *
	 * @param label the label on GitHub; one of {@code label} and {@code type} is set
	 * @param type the name of the issue type on GitHub
	 * @param issueType the name of the issue type in Jira
	 */
	public record TypeEntry(@Nullable String label, @Nullable String type, String issueType) {
	}

	/**
	 * The rule of the milestone.
	 *
	 * @param direction which way it goes
	 * @param conflict who wins where both sides changed it
	 * @param create whether a milestone or version that the other side lacks is created;
	 * otherwise it is left out
	 */
	public record Milestone(@DefaultValue("both") FieldDirection direction,
			@DefaultValue("newest") ConflictRule conflict, @DefaultValue("false") boolean create) implements FieldRule {
	}

	/**
	 * The rule of state and status.
	 *
	 * @param direction which way it goes
	 * @param conflict who wins where both sides changed it
	 * @param statuses which status stands for which state. The first of a state is where
	 * issues are moved to; all of it count as that state. A status that is not named
	 * counts by its category
	 * @param resolutions which resolution stands for which reason of closing; the first
	 * of a reason is set by a transition that asks for one
	 * @param transitionFields what else transitions ask for
	 */
	public record State(@DefaultValue("both") FieldDirection direction, @DefaultValue("newest") ConflictRule conflict,
			@DefaultValue List<StatusEntry> statuses, @DefaultValue List<ResolutionEntry> resolutions,
			@DefaultValue List<TransitionField> transitionFields) implements FieldRule {

		public State {
			statuses = List.copyOf(statuses);
			resolutions = List.copyOf(resolutions);
			transitionFields = List.copyOf(transitionFields);
		}

	}

	/**
	 * A status that stands for a state.
	 *
	 * @param github the state on GitHub
	 * @param jira the name of the status in Jira
	 */
	public record StatusEntry(Standing github, String jira) {
	}

	/**
	 * A resolution that stands for a reason of closing.
	 *
	 * @param github the reason on GitHub
	 * @param jira the name of the resolution in Jira
	 */
	public record ResolutionEntry(Standing github, String jira) {
	}

	/**
	 * A value that a transition asks for.
	 *
	 * @param status the name of the status that it leads to
	 * @param field the id of the field, such as {@code customfield_10010}
	 * @param value the value
	 * @param form how Jira takes it
	 */
	public record TransitionField(String status, String field, String value, @DefaultValue("text") Form form) {
	}

	/** How Jira takes a value. */
	public enum Form {

		/** As it is. */
		TEXT,
		/** As a thing with a name, such as a resolution or a version. */
		NAME,
		/** As an option of a list. */
		OPTION

	}

}
