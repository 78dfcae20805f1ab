package io.github.githubjirasync.ops.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Tells what the queue did over the last hours. Safe for use by many threads.
 */
public final class History {

	private static final long MINUTE_SECONDS = 60;

	private final HistoryStore store;

	private final Clock clock;

	History(HistoryStore store, Clock clock) {
		this.store = store;
		this.clock = clock;
	}

	/**
	 * A history over a store.
	 * @param store the store
	 * @param clock the time
	 * @return the history
	 */
	public static History of(HistoryStore store, Clock clock) {
		return new History(store, clock);
	}

	/**
	 * What was done in a span of time that ends now.
	 * @param span how long, a day at most
	 * @return its slots, oldest first; the last one is not over yet
	 */
	public List<Slot> last(Span span) {
		long minutes = span.slot.toMinutes();
		long to = this.clock.instant().getEpochSecond() / MINUTE_SECONDS;
		long last = to / minutes;
		long first = last - span.slots + 1;
		Map<Long, List<MinuteRow>> rows = this.store.read(first * minutes, to);
		List<Slot> slots = new ArrayList<>();
		for (long slot = first; slot <= last; slot++) {
			Sum sum = new Sum();
			for (long minute = slot * minutes; minute < (slot + 1) * minutes; minute++) {
				rows.getOrDefault(minute, List.of()).forEach(sum::add);
			}
			slots.add(sum.slot(Instant.ofEpochSecond(slot * minutes * MINUTE_SECONDS), span.slot));
		}
		return slots;
	}

	/** How far to look back, and in which steps. */
	public enum Span {

		/** An hour in minutes. */
		HOUR("1h", "1 hour", Duration.ofMinutes(1), 60),
		/** Six hours in steps of five minutes. */
		SIX_HOURS("6h", "6 hours", Duration.ofMinutes(5), 72),
		/** A day in steps of twenty minutes. */
		DAY("24h", "24 hours", Duration.ofMinutes(20), 72);

		private final String id;

		private final String label;

		private final Duration slot;

		private final int slots;

		Span(String id, String label, Duration slot, int slots) {
			this.id = id;
			this.label = label;
			this.slot = slot;
			this.slots = slots;
		}

		/**
		 * The word for it in addresses.
		 * @return such as {@code 6h}
		 */
		public String id() {
			return this.id;
		}

		/**
		 * The word for it on pages.
		 * @return such as {@code 6 hours}
		 */
		public String label() {
			return this.label;
		}

		/**
		 * The length of a slot.
		 * @return a whole number of minutes
		 */
		public Duration slot() {
			return this.slot;
		}

		/**
		 * The span of a word.
		 * @param id the word in an address
		 * @return the span; six hours for a word that is none
		 */
		public static Span of(String id) {
			for (Span span : values()) {
				if (span.id.equals(id)) {
					return span;
				}
			}
			return SIX_HOURS;
		}

	}

	/**
	 * What all instances did in a part of the time.
	 *
	 * @param from its start
	 * @param length its length
	 * @param known whether any instance told of it
	 * @param done attempts that did their work
	 * @param ignored attempts that had nothing to do
	 * @param retried attempts that failed and were made again
	 * @param snoozed attempts that could not be made
	 * @param died attempts after which the job was a dead letter
	 * @param p50Millis what half of the attempts took at most
	 * @param p95Millis what 95 % of the attempts took at most
	 * @param causes failed attempts by cause
	 * @param depth the greatest depth of the queue
	 */
	public record Slot(Instant from, Duration length, boolean known, long done, long ignored, long retried,
			long snoozed, long died, double p50Millis, double p95Millis, Map<CauseGroup, Long> causes,
			MinuteRow.Depth depth) {

		public Slot {
			causes = Map.copyOf(causes);
		}

		/**
		 * The attempts that failed.
		 * @return retried and died
		 */
		public long failed() {
			return this.retried + this.died;
		}

	}

	private static final class Sum {

		private final long[] durations = new long[Durations.BOUNDS_MILLIS.length + 1];

		private final Map<CauseGroup, Long> causes = new EnumMap<>(CauseGroup.class);

		private boolean known;

		private long done;

		private long ignored;

		private long retried;

		private long snoozed;

		private long died;

		private MinuteRow.Depth depth = MinuteRow.Depth.NONE;

		private void add(MinuteRow row) {
			this.known = true;
			this.done += row.done();
			this.ignored += row.ignored();
			this.retried += row.retried();
			this.snoozed += row.snoozed();
			this.died += row.died();
			for (int i = 0; i < Math.min(this.durations.length, row.durations().size()); i++) {
				this.durations[i] += row.durations().get(i);
			}
			for (CauseGroup group : CauseGroup.values()) {
				long count = row.causes().getOrDefault(group.name(), 0L);
				if (count > 0) {
					this.causes.merge(group, count, Long::sum);
				}
			}
			this.depth = this.depth.max(row.depth());
		}

		private Slot slot(Instant from, Duration length) {
			return new Slot(from, length, this.known, this.done, this.ignored, this.retried, this.snoozed, this.died,
					Durations.percentile(this.durations, 0.5), Durations.percentile(this.durations, 0.95), this.causes,
					this.depth);
		}

	}

}
