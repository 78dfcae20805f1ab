package io.github.githubjirasync.ops.desk;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Something that is done to many dead letters, one after the other, those that died first
 * first. It goes on after the request that began it; when the instance that runs it ends,
 * it can be resumed by any other.
 *
 * @param id its id
 * @param kind what is done
 * @param who who began it
 * @param query to which dead letters
 * @param ratePerSecond how many are done in a second at most
 * @param state how it goes
 * @param total how many there are at the most; {@code null} if that is not known
 * @param done how many were done
 * @param skipped how many had gone before it was their turn
 * @param note what there is to say of its end
 * @param instance the instance that runs it, or ran it last
 * @param createdAt when it began
 * @param updatedAt the latest sign of life
 * @param endedAt when it ended
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BulkOperation(String id, Kind kind, String who, Letters query, int ratePerSecond, State state,
		@Nullable Long total, long done, long skipped, @Nullable String note, String instance, Instant createdAt,
		Instant updatedAt, @Nullable Instant endedAt) {

	/** What is done. */
	public enum Kind {

		/** They run again. */
		REPLAY,
		/** They are removed for good. */
		DISCARD

	}

	/** How an operation goes. */
	public enum State {

		/** An instance does it. */
		RUNNING,
		/** All is done. */
		DONE,
		/** An operator has ended it. */
		CANCELLED,
		/** Its instance has ended; it can be resumed. */
		INTERRUPTED,
		/** It could not go on; it can be resumed. */
		FAILED;

		/**
		 * Whether it can be resumed.
		 * @return {@code false} while it runs and when all is done
		 */
		public boolean isResumable() {
			return this != RUNNING && this != DONE;
		}

	}

	/**
	 * Which dead letters: those named, or all for which everything holds that is not
	 * {@code null}. None that cannot be read where they are to be replayed.
	 *
	 * @param ids the ids of their jobs, at most 1,000; {@code null} for any
	 * @param link the name of their link
	 * @param kind their kind
	 * @param cause a part of why they died
	 * @param from the earliest time of death
	 * @param to the time before which they died, not after the beginning of the operation
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Letters(@Nullable List<String> ids, @Nullable String link, @Nullable String kind,
			@Nullable String cause, @Nullable Instant from, @Nullable Instant to) {

		/** The most dead letters that can be named. */
		public static final int MAX_IDS = 1000;

		public Letters {
			if (ids != null) {
				ids = List.copyOf(ids);
				if (ids.isEmpty() || ids.size() > MAX_IDS) {
					throw DeskException.invalid("ids names 1 to " + MAX_IDS + " dead letters, got " + ids.size());
				}
			}
		}

		Letters before(Instant end) {
			return new Letters(this.ids, this.link, this.kind, this.cause, this.from,
					(this.to != null && this.to.isBefore(end)) ? this.to : end);
		}

	}

}
