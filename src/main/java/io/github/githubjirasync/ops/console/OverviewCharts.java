package io.github.githubjirasync.ops.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import io.github.githubjirasync.ops.console.ChartPainter.Series;
import io.github.githubjirasync.ops.history.CauseGroup;
import io.github.githubjirasync.ops.history.History;
import io.github.githubjirasync.ops.history.History.Slot;
import io.github.githubjirasync.ops.history.History.Span;

/**
 * The charts of the overview: throughput, depth, time of an attempt, failures by cause.
 */
final class OverviewCharts {

	private final History history;

	OverviewCharts(History history) {
		this.history = history;
	}

	List<Chart> of(Span span) {
		List<Slot> slots = this.history.last(span);
		ChartPainter painter = new ChartPainter(slots);
		return List.of(throughput(painter, slots), depth(painter, slots), latency(painter, slots),
				failures(painter, slots));
	}

	private static Chart throughput(ChartPainter painter, List<Slot> slots) {
		double minutes = slots.get(0).length().toMinutes();
		return painter.lines("throughput", "Throughput", "jobs a minute; sums below", (value) -> Formats.brief(value),
				1,
				List.of(series("Done", 1, "", true, slots, (slot) -> slot.done() / minutes, sum(slots, Slot::done)),
						series("Nothing to do", 7, "dashed", false, slots, (slot) -> slot.ignored() / minutes,
								sum(slots, Slot::ignored)),
						series("Postponed", 3, "dotted", false, slots, (slot) -> slot.snoozed() / minutes,
								sum(slots, Slot::snoozed))));
	}

	private static Chart depth(ChartPainter painter, List<Slot> slots) {
		Slot last = slots.get(slots.size() - 1);
		return painter.lines("depth", "Depth of the queue", "greatest of each step", Formats::brief, 4,
				List.of(series("Waiting", 1, "", true, slots, (slot) -> slot.depth().waiting(),
						Formats.brief(last.depth().waiting())),
						series("Delayed", 3, "dashed", false, slots, (slot) -> slot.depth().delayed(),
								Formats.brief(last.depth().delayed())),
						series("Active", 6, "dotted", false, slots, (slot) -> slot.depth().active(),
								Formats.brief(last.depth().active())),
						series("Dead", 4, "", false, slots, (slot) -> slot.depth().dead(),
								Formats.brief(last.depth().dead()))));
	}

	private static Chart latency(ChartPainter painter, List<Slot> slots) {
		Slot last = slots.get(slots.size() - 1);
		return painter.lines("latency", "Time of an attempt", "median and 95th percentile", Formats::millis, 100,
				List.of(series("p95", 5, "dashed", false, slots, Slot::p95Millis, Formats.millis(last.p95Millis())),
						series("p50", 1, "", true, slots, Slot::p50Millis, Formats.millis(last.p50Millis()))));
	}

	private static Chart failures(ChartPainter painter, List<Slot> slots) {
		Map<CauseGroup, Long> sums = new EnumMap<>(CauseGroup.class);
		slots.forEach((slot) -> slot.causes().forEach((group, count) -> sums.merge(group, count, Long::sum)));
		List<Series> series = new ArrayList<>();
		sums.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
			.forEach((cause) -> series.add(series(cause.getKey().label(), colour(cause.getKey()), "", false, slots,
					(slot) -> slot.causes().getOrDefault(cause.getKey(), 0L), Formats.brief(cause.getValue()))));
		long all = sums.values().stream().mapToLong(Long::longValue).sum();
		return painter.bars("failures", "Failed attempts by cause",
				(all == 0) ? "none" : Formats.brief(all) + " in all", Formats::brief, 4, series);
	}

	private static int colour(CauseGroup group) {
		return switch (group) {
			case REJECTED -> 4;
			case NOT_FOUND -> 3;
			case UNAUTHORISED -> 5;
			case FAILED -> 1;
			case UNREADABLE -> 6;
			case POISON -> 8;
			case UNEXPECTED -> 2;
			case OTHER -> 7;
		};
	}

	private static String sum(List<Slot> slots, ToDoubleFunction<Slot> value) {
		return Formats.brief(slots.stream().mapToDouble(value).sum());
	}

	private static Series series(String name, int colour, String dash, boolean filled, List<Slot> slots,
			ToDoubleFunction<Slot> value, String figure) {
		return new Series(name, colour, dash, filled, figure, slots.stream().map(value::applyAsDouble).toList());
	}

}
