package io.github.githubjirasync.bench;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was asked for on the command line.
 *
 * @param rounds how many rounds are measured
 * @param quick whether fewer jobs are measured
 * @param figures what is printed
 * @param logging whether our worker logs as in production
 */
record Options(int rounds, boolean quick, Set<Figure> figures, boolean logging) {

	private static final int MOST_ROUNDS = 50;

	static final String USAGE = "usage: bench/run queue [--rounds N] [--quick] [--only figure[,figure]] [--log]";

	Options {
		if (rounds < 1 || rounds > MOST_ROUNDS) {
			throw new IllegalArgumentException("1 to 50 rounds, got " + rounds);
		}
	}

	static Options parse(String[] arguments) {
		int rounds = 0;
		boolean quick = false;
		boolean logging = false;
		Set<Figure> figures = EnumSet.allOf(Figure.class);
		for (int i = 0; i < arguments.length; i++) {
			switch (arguments[i]) {
				case "--quick" -> quick = true;
				case "--log" -> logging = true;
				case "--rounds" -> rounds = Integer.parseInt(value(arguments, ++i));
				case "--only" -> figures = figures(value(arguments, ++i));
				default -> throw new IllegalArgumentException("Unknown option " + arguments[i]);
			}
		}
		int usual = quick ? 3 : 7;
		return new Options((rounds == 0) ? usual : rounds, quick, figures, logging);
	}

	private static String value(String[] arguments, int at) {
		if (at >= arguments.length) {
			throw new IllegalArgumentException(arguments[at - 1] + " needs a value");
		}
		return arguments[at];
	}

	private static Set<Figure> figures(String names) {
		Set<String> wanted = Set.of(names.split(","));
		Set<Figure> found = Arrays.stream(Figure.values())
			.filter((figure) -> wanted.contains(figure.printedName()))
			.collect(Collectors.toCollection(() -> EnumSet.noneOf(Figure.class)));
		if (found.size() < wanted.size()) {
			throw new IllegalArgumentException("Unknown figure in " + names + "; known are "
					+ Arrays.stream(Figure.values()).map(Figure::printedName).collect(Collectors.joining(", ")));
		}
		return found;
	}

	boolean wants(Measurement measurement) {
		return this.figures.stream().anyMatch((figure) -> figure.needs().contains(measurement));
	}

	boolean wants(Figure figure) {
		return this.figures.contains(figure);
	}

}
