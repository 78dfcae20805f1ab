package io.github.githubjirasync.sync.job;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.mapping.SyncedState;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.sync.Origin;
import io.github.githubjirasync.sync.plan.Field;
import org.jspecify.annotations.Nullable;

/**
 * Notes which side of a pair has left the filter of its link. While one has, nothing of
 * the pair is synced either way; what it missed follows when that side comes back.
 */
final class Filtered {

	/** The issue itself is not what the link is for. */
	static final JobOutcome LEFT = new JobOutcome.Ignored("not what the link's filter is for");

	/** The twin has left the filter. */
	static final JobOutcome TWIN_LEFT = new JobOutcome.Ignored("its twin has left the link's filter");

	private final IssueMappings mappings;

	Filtered(IssueMappings mappings) {
		this.mappings = mappings;
	}

	/**
	 * Whether a side of a pair has left.
	 * @param mapping the pair
	 * @return whether one has
	 */
	static boolean isOut(IssueMapping mapping) {
		return mapping.state().fields().containsKey(Field.FILTERED);
	}

	/**
	 * Notes that a side has left.
	 * @param known the pair, perhaps from a cache
	 * @param side the side
	 */
	void leave(IssueMapping known, Origin side) {
		Optional<IssueMapping> mapping = this.mappings.load(known.id()).filter(IssueMapping::complete);
		mapping.ifPresent((pair) -> note(pair, side, "left"));
	}

	/**
	 * Notes that a side is what the link is for.
	 * @param mapping the pair
	 * @param side the side
	 * @return the pair after it
	 */
	IssueMapping comeBack(IssueMapping mapping, Origin side) {
		return isOut(mapping) ? note(mapping, side, null) : mapping;
	}

	private IssueMapping note(IssueMapping mapping, Origin side, @Nullable String left) {
		Map<String, FieldState> fields = new HashMap<>(mapping.state().fields());
		@Nullable FieldState before = fields.get(Field.FILTERED);
		FieldState noted = new FieldState((side == Origin.GITHUB) ? left : (before != null) ? before.github() : null,
				(side == Origin.JIRA) ? left : (before != null) ? before.jira() : null);
		fields.remove(Field.FILTERED);
		if (noted.github() != null || noted.jira() != null) {
			fields.put(Field.FILTERED, noted);
		}
		SyncedState state = new SyncedState(mapping.state().githubUpdatedAt(), mapping.state().jiraUpdatedAt(), fields);
		return state.equals(mapping.state()) ? mapping
				: this.mappings.save(new IssueMapping(mapping.id(), mapping.link(), mapping.github(), mapping.jira(),
						state, mapping.createdAt(), mapping.updatedAt(), mapping.syncVersion()));
	}

}
