package io.github.githubjirasync.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All values that were measured, by a name such as {@code ours_add_per_second}, and their
 * medians.
 */
final class Results {

	private final Map<String, List<Double>> values = new LinkedHashMap<>();

	void add(String contestant, String measurement, Map<String, Double> figures) {
		figures.forEach((figure, value) -> this.values
			.computeIfAbsent(contestant + "_" + measurement + "_" + figure, (name) -> new ArrayList<>())
			.add(value));
	}

	void add(String name, double value) {
		this.values.computeIfAbsent(name, (key) -> new ArrayList<>()).add(value);
	}

	/** The median, or not a number if nothing of that name was measured. */
	double median(String name) {
		double[] sorted = this.values.getOrDefault(name, List.of())
			.stream()
			.mapToDouble(Double::doubleValue)
			.sorted()
			.toArray();
		int middle = sorted.length / 2;
		if (sorted.length == 0) {
			return Double.NaN;
		}
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

	double ratio(String over, String under) {
		return median(over) / median(under);
	}

	/** One line for each name: the median, and the lowest and highest value. */
	void print() {
		this.values.forEach((name, measured) -> {
			double lowest = measured.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
			double highest = measured.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
			line(name, number(median(name)) + " [" + number(lowest) + "-" + number(highest) + "]");
		});
	}

	static void line(String name, String value) {
		System.out.println(name + ": " + value);
	}

	static String number(double value) {
		return String.format(Locale.ROOT, (Math.abs(value) >= 100) ? "%.0f" : "%.2f", value);
	}

}
