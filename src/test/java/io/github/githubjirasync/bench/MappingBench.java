package io.github.githubjirasync.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Measures the mappings: their caches, their replicas, large tables and batches, on real
 * servers of its own. Started by {@code bench/run mapping}.
 */
final class MappingBench {

	static final String USAGE = "usage: bench/run mapping [--rounds N] [--rows N] [--only l1,stampede,zipf,replicas,batches,rows]";

	private static final List<String> PARTS = List.of("l1", "stampede", "zipf", "replicas", "batches", "rows");

	private final Map<String, List<Double>> measured = new LinkedHashMap<>();

	private MappingBench() {
	}

	/**
	 * Runs the benchmark.
	 * @param arguments see {@link #USAGE}
	 * @throws Exception if a part fails
	 */
	public static void main(String[] arguments) throws Exception {
		int rounds = 5;
		long rows = 10_000_000;
		Set<String> parts = new TreeSet<>(PARTS);
		try {
			for (int i = 0; i < arguments.length; i += 2) {
				String value = (i + 1 < arguments.length) ? arguments[i + 1] : "";
				switch (arguments[i]) {
					case "--rounds" -> rounds = Integer.parseInt(value);
					case "--rows" -> rows = Long.parseLong(value);
					case "--only" -> parts.retainAll(Arrays.asList(value.split(",")));
					default -> throw new IllegalArgumentException("Unknown option " + arguments[i]);
				}
			}
			if (parts.isEmpty() || rounds < 1 || rows < 1) {
				throw new IllegalArgumentException("Nothing to measure");
			}
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage());
			System.err.println(USAGE);
			System.exit(2);
			return;
		}
		new MappingBench().run(parts, rounds, rows);
		System.exit(0);
	}

	private void run(Set<String> parts, int rounds, long rows) throws Exception {
		OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
		Results.line("rounds", Integer.toString(rounds));
		Results.line("java", System.getProperty("java.version"));
		Results.line("cores", Integer.toString(system.getAvailableProcessors()));
		Results.line("load_average_before", Results.number(system.getSystemLoadAverage()));
		if (parts.contains("l1") || parts.contains("stampede") || parts.contains("zipf")) {
			new CacheFigures(this).run(parts, rounds);
		}
		if (parts.contains("replicas") || parts.contains("batches")) {
			new DatabaseFigures(this).run(parts, rounds);
		}
		if (parts.contains("rows")) {
			new RowsFigures(this).run(rounds, rows);
		}
		Results.line("load_average_after", Results.number(system.getSystemLoadAverage()));
	}

	/** Notes one round's value. */
	void add(String name, double value) {
		this.measured.computeIfAbsent(name, (key) -> new ArrayList<>()).add(value);
		System.err.println(name + " = " + Results.number(value));
	}

	double median(String name) {
		double[] sorted = this.measured.getOrDefault(name, List.of())
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

	/** Prints the median of each name, with the lowest and the highest round. */
	void print(String... names) {
		for (String name : names) {
			List<Double> values = this.measured.getOrDefault(name, List.of());
			double lowest = values.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
			double highest = values.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
			Results.line(name,
					Results.number(median(name)) + " [" + Results.number(lowest) + "-" + Results.number(highest) + "]");
		}
	}

	/** Prints a figure, and whether it reaches what is wanted. */
	void judge(String name, double value, String bar) {
		double limit = Double.parseDouble(bar.substring(3));
		boolean reached = bar.startsWith(">") ? value >= limit : value <= limit;
		Results.line(name, String.format(Locale.ROOT, "%.2f", value));
		Results.line(name + "_bar", bar + (reached ? " reached" : " missed"));
	}

}
