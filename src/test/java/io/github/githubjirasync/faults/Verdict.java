package io.github.githubjirasync.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What a fault did, in figures, and which of its bars were missed. Not safe for use by
 * many threads.
 */
final class Verdict {

	private final String fault;

	private final List<String> figures = new ArrayList<>();

	private final List<String> misses = new ArrayList<>();

	private int times;

	private int jobs;

	private int lost;

	private int doubled;

	private int worstSlidingSecond;

	private @Nullable Duration recovery;

	Verdict(String fault) {
		this.fault = fault;
	}

	/** The fault was injected once more. */
	void injected() {
		this.times++;
	}

	/**
	 * Jobs were judged. None may be doubled.
	 * @param judge the judgement
	 */
	void judged(Judge judge) {
		this.jobs += judge.accepted().size();
		this.lost += judge.lost().size();
		this.doubled += judge.doubled().size();
		require(judge.lost().isEmpty(), "lost " + some(judge.lost()));
		require(judge.doubled().isEmpty(), "doubled " + some(judge.doubled()));
	}

	/**
	 * Jobs were judged of which some may be lost: those have figures of their own.
	 * @param judge the judgement
	 */
	void judgedAfterPowerLoss(Judge judge) {
		this.jobs += judge.accepted().size();
		this.doubled += judge.effectsTwice().size();
		require(judge.effectsTwice().isEmpty(), "doubled " + some(judge.effectsTwice()));
	}

	private static String some(Iterable<String> keys) {
		List<String> all = new ArrayList<>();
		keys.forEach(all::add);
		return all.stream().limit(5).collect(Collectors.joining(" ")) + ((all.size() > 5) ? " …" : "");
	}

	/**
	 * It took so long to recover; the worst counts.
	 * @param duration how long
	 */
	void recovered(Duration duration) {
		if (this.recovery == null || duration.compareTo(this.recovery) > 0) {
			this.recovery = duration;
		}
	}

	void slidingSecond(int starts) {
		this.worstSlidingSecond = Math.max(this.worstSlidingSecond, starts);
	}

	/**
	 * Another figure for the line.
	 * @param format a format and its arguments
	 */
	void figure(String format, Object... arguments) {
		this.figures.add(String.format(Locale.ROOT, format, arguments));
	}

	/**
	 * A bar.
	 * @param met whether it is met
	 * @param otherwise what to say if it is not
	 */
	void require(boolean met, String otherwise) {
		if (!met) {
			this.misses.add(otherwise);
		}
	}

	List<String> misses() {
		return List.copyOf(this.misses);
	}

	int lost() {
		return this.lost;
	}

	int doubled() {
		return this.doubled;
	}

	int worstSlidingSecond() {
		return this.worstSlidingSecond;
	}

	/**
	 * The longest recovery.
	 * @return how long, or zero if there was nothing to recover
	 */
	Duration recovery() {
		return (this.recovery != null) ? this.recovery : Duration.ZERO;
	}

	@Override
	public String toString() {
		String seconds = (this.recovery != null) ? seconds(this.recovery) : "-";
		String line = String.format(Locale.ROOT,
				"%-22s times: %d  jobs: %d  lost: %d  doubled: %d  seconds_to_recover: %s", this.fault, this.times,
				this.jobs, this.lost, this.doubled, seconds);
		String more = this.figures.stream().map((figure) -> "  " + figure).collect(Collectors.joining());
		return line + more + (this.misses.isEmpty() ? "  ok" : "  FAILED: " + String.join("; ", this.misses));
	}

	static String seconds(Duration duration) {
		return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
	}

}
