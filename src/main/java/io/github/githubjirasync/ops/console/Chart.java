package io.github.githubjirasync.ops.console;

import java.util.List;

/**
 * A chart as a page shows it: a plot that is stretched to its place, words around it, and
 * the same figures as a table for those who do not see it.
 *
 * @param id a word for it
 * @param title its title
 * @param now the latest figure, in words
 * @param empty whether there is nothing to draw
 * @param plot the inside of the plot, SVG made of numbers and fixed words only
 * @param columns the width of the plot, ten for each slot
 * @param upper the labels at the left, from the top
 * @param times the labels below, from the left
 * @param series the names of the series
 * @param rows the table: the time, then a figure for each series
 */
public record Chart(String id, String title, String now, boolean empty, String plot, int columns, List<String> upper,
		List<String> times, List<Key> series, List<List<String>> rows) {

	public Chart {
		upper = List.copyOf(upper);
		times = List.copyOf(times);
		series = List.copyOf(series);
		rows = List.copyOf(rows);
	}

	/**
	 * An entry of the legend.
	 *
	 * @param name the name of the series
	 * @param colour the number of its colour
	 * @param dash {@code dashed}, {@code dotted} or nothing
	 * @param bar whether it is drawn as bars
	 * @param figure the latest or the sum
	 */
	public record Key(String name, int colour, String dash, boolean bar, String figure) {
	}

}
