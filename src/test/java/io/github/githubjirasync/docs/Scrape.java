package io.github.githubjirasync.docs;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What {@code /actuator/prometheus} answered.
 *
 * @param metrics each metric by name
 */
record Scrape(Map<String, Metric> metrics) {

	private static final Pattern TAG = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

	/**
	 * One metric.
	 *
	 * @param help its description
	 * @param type its type: counter, gauge, summary or histogram
	 * @param tags the values that were seen, by tag
	 */
	record Metric(String help, String type, Map<String, Set<String>> tags) {
	}

	Metric metric(String name) {
		return Objects.requireNonNull(this.metrics.get(name), name);
	}

	static Scrape parse(String text) {
		Map<String, Metric> metrics = new TreeMap<>();
		Map<String, String> help = new TreeMap<>();
		Metric metric = new Metric("", "", Map.of());
		for (String line : text.split("\n")) {
			String[] words = line.split(" ", 4);
			if (line.startsWith("# HELP ")) {
				help.put(words[2], (words.length > 3) ? words[3].strip() : "");
			}
			else if (line.startsWith("# TYPE ")) {
				metric = new Metric(help.getOrDefault(words[2], ""), words[3], new TreeMap<>());
				metrics.put(words[2], metric);
			}
			else if (line.contains("{")) {
				Map<String, Set<String>> tags = metric.tags();
				TAG.matcher(line)
					.results()
					.filter((MatchResult tag) -> !tag.group(1).equals("le"))
					.forEach((tag) -> tags.computeIfAbsent(tag.group(1), (key) -> new TreeSet<>()).add(tag.group(2)));
			}
		}
		return new Scrape(metrics);
	}

}
