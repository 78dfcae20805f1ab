package io.github.githubjirasync.sync.plan;

import io.github.githubjirasync.sync.Origin;
import org.jspecify.annotations.Nullable;

/**
 * What a plan means for one field.
 *
 * @param field its name
 * @param reason why it is written, or is not
 * @param to the side that is written, or {@code null} if none is
 * @param before what that side shows now, or was last known to show; {@code null} where
 * that is nothing or not known
 * @param after what it shows after the plan; {@code null} for nothing
 * @param note what else there is to say, such as the user that is not known
 */
public record FieldResult(String field, Reason reason, @Nullable Origin to, @Nullable String before,
		@Nullable String after, @Nullable String note) {

	static FieldResult noted(String field, Reason reason, @Nullable String note) {
		return new FieldResult(field, reason, null, null, null, note);
	}

	static FieldResult unwritten(String field, Reason reason) {
		return new FieldResult(field, reason, null, null, null, null);
	}

}
