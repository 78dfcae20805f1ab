package io.github.githubjirasync.sync.link;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The rules of the fields of a link.
 *
 * @param title title and summary
 * @param body body and description
 * @param labels labels
 * @param state state and status
 */
public record Fields(@DefaultValue Text title, @DefaultValue Text body, @DefaultValue Labels labels,
		@DefaultValue State state) {

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
	 * and taken away, so that there are no conflicts.
	 *
	 * @param direction which way they go
	 */
	public record Labels(@DefaultValue("both") FieldDirection direction) implements FieldRule {

		@Override
		public ConflictRule conflict() {
			return ConflictRule.NEWEST;
		}

	}

	/**
	 * The rule of state and status.
	 *
	 * @param direction which way it goes
	 * @param conflict who wins where both sides changed it
	 */
	public record State(@DefaultValue("both") FieldDirection direction,
			@DefaultValue("newest") ConflictRule conflict) implements FieldRule {
	}

}
