package io.github.githubjirasync.ops.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

import io.github.githubjirasync.ops.history.History.Slot;

/**
 * Draws series of numbers as lines or as stacked bars. Nothing that comes from outside
 * gets into the drawing but numbers and times.
 */
final class ChartPainter {

	private static final int HEIGHT = 100;

	private static final int SLOT = 10;

	private static final double[] STEPS = { 1, 2, 4, 5, 10 };

	private final List<Slot> slots;

	ChartPainter(List<Slot> slots) {
		this.slots = slots;
	}

	Chart lines(String id, String title, String now, DoubleFunction<String> unit, double least, List<Series> series) {
		double top = top(series.stream().flatMap((line) -> line.values.stream()).mapToDouble(Double::doubleValue),
				least);
		StringBuilder plot = rules();
		for (Series line : series) {
			draw(plot, line, top);
		}
		return chart(id, title, now, unit, top, plot, series, false);
	}

	Chart bars(String id, String title, String now, DoubleFunction<String> unit, double least, List<Series> series) {
		List<Double> sums = new ArrayList<>();
		for (int i = 0; i < this.slots.size(); i++) {
			double sum = 0;
			for (Series part : series) {
				sum += part.values.get(i);
			}
			sums.add(sum);
		}
		double top = top(sums.stream().mapToDouble(Double::doubleValue), least);
		StringBuilder plot = rules();
		for (int i = 0; i < this.slots.size(); i++) {
			double at = HEIGHT;
			for (Series part : series) {
				double height = part.values.get(i) / top * HEIGHT;
				if (height > 0) {
					at -= height;
					plot.append(String.format(Locale.ROOT,
							"<rect class=\"f%d\" x=\"%s\" y=\"%.2f\" width=\"%s\" height=\"%.2f\"/>", part.colour,
							number(i * SLOT + 1.2), at, number(SLOT - 2.4), height));
				}
			}
		}
		return chart(id, title, now, unit, top, plot, series, true);
	}

	private Chart chart(String id, String title, String now, DoubleFunction<String> unit, double top,
			StringBuilder plot, List<Series> series, boolean bar) {
		List<List<String>> rows = new ArrayList<>();
		for (int i = 0; i < this.slots.size(); i++) {
			List<String> row = new ArrayList<>();
			row.add(Formats.clock(this.slots.get(i).from()));
			StringBuilder words = new StringBuilder(row.get(0)).append(" UTC");
			for (Series part : series) {
				String figure = this.slots.get(i).known() ? unit.apply(part.values.get(i)) : "–";
				row.add(figure);
				words.append("\n").append(part.name).append(": ").append(figure);
			}
			if (this.slots.get(i).known()) {
				rows.add(0, row);
				plot.append("<rect class=\"hit\" x=\"")
					.append(i * SLOT)
					.append("\" y=\"0\" width=\"")
					.append(SLOT)
					.append("\" height=\"")
					.append(HEIGHT)
					.append("\"><title>")
					.append(words)
					.append("</title></rect>");
			}
		}
		List<Chart.Key> keys = series.stream()
			.map((part) -> new Chart.Key(part.name, part.colour, part.dash, bar, part.figure))
			.toList();
		return new Chart(id, title, now, rows.isEmpty(), plot.toString(), this.slots.size() * SLOT,
				List.of(unit.apply(top), unit.apply(top / 2), "0"), times(), keys, rows);
	}

	private List<String> times() {
		int last = this.slots.size() - 1;
		List<String> times = new ArrayList<>();
		for (int part = 0; part < 4; part++) {
			Instant time = this.slots.get(last * part / 4).from();
			times.add(Formats.clock(time));
		}
		times.add("now");
		return times;
	}

	private void draw(StringBuilder plot, Series line, double top) {
		StringBuilder path = new StringBuilder();
		StringBuilder area = new StringBuilder();
		boolean drawing = false;
		double lastX = 0;
		for (int i = 0; i < this.slots.size(); i++) {
			if (!this.slots.get(i).known()) {
				if (drawing) {
					area.append("L").append(number(lastX)).append(' ').append(HEIGHT).append('Z');
				}
				drawing = false;
				continue;
			}
			double x = i * SLOT + SLOT / 2.0;
			String point = number(x) + " " + number(HEIGHT - line.values.get(i) / top * HEIGHT);
			if (drawing) {
				path.append('L').append(point);
				area.append('L').append(point);
			}
			else {
				// A point alone would not be seen.
				path.append('M')
					.append(number(x - SLOT / 2.0))
					.append(point.substring(point.indexOf(' ')))
					.append('L')
					.append(point);
				area.append('M')
					.append(number(x - SLOT / 2.0))
					.append(' ')
					.append(HEIGHT)
					.append('L')
					.append(number(x - SLOT / 2.0))
					.append(point.substring(point.indexOf(' ')))
					.append('L')
					.append(point);
			}
			drawing = true;
			lastX = x;
		}
		if (drawing) {
			area.append("L").append(number(lastX)).append(' ').append(HEIGHT).append('Z');
		}
		if (line.filled) {
			plot.append("<path class=\"area f").append(line.colour).append("\" d=\"").append(area).append("\"/>");
		}
		plot.append("<path class=\"line s")
			.append(line.colour)
			.append(' ')
			.append(line.dash)
			.append("\" d=\"")
			.append(path)
			.append("\"/>");
	}

	private StringBuilder rules() {
		StringBuilder plot = new StringBuilder();
		for (int y = 0; y <= HEIGHT; y += HEIGHT / 2) {
			plot.append("<path class=\"rule\" d=\"M0 ")
				.append(y)
				.append('H')
				.append(this.slots.size() * SLOT)
				.append("\"/>");
		}
		return plot;
	}

	/**
	 * The least round number that is not below any of the values: 1, 2, 4, 5, 10, 20 …
	 */
	private static double top(java.util.stream.DoubleStream values, double least) {
		double greatest = Math.max(least, values.max().orElse(least));
		double power = Math.pow(10, Math.floor(Math.log10(greatest)));
		for (double step : STEPS) {
			if (step * power >= greatest) {
				return step * power;
			}
		}
		return 10 * power;
	}

	private static String number(double value) {
		String text = String.format(Locale.ROOT, "%.2f", value);
		return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
	}

	/**
	 * A series of numbers.
	 *
	 * @param name its name
	 * @param colour the number of its colour
	 * @param dash {@code dashed}, {@code dotted} or nothing
	 * @param filled whether the ground below the line is tinted
	 * @param figure the latest or the sum, in words
	 * @param values a value for each slot
	 */
	record Series(String name, int colour, String dash, boolean filled, String figure, List<Double> values) {

		Series {
			values = List.copyOf(values);
		}

	}

}
