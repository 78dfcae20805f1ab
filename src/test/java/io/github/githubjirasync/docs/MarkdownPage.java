package io.github.githubjirasync.docs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What tests read out of a page.
 *
 * @param name its path from the project's root
 * @param text its Markdown
 */
record MarkdownPage(String name, String text) {

	private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");

	static MarkdownPage of(String name) {
		return new MarkdownPage(name, Project.read(name));
	}

	/** The text between a heading and the next one of the same or a higher level. */
	String section(String heading) {
		int level = heading.indexOf(' ');
		List<String> lines = new ArrayList<>();
		boolean inside = false;
		boolean code = false;
		for (String line : this.text.split("\n")) {
			code ^= line.startsWith("```");
			if (!code && line.matches("#{1," + level + "} .*")) {
				inside = line.equals(heading);
			}
			else if (inside) {
				lines.add(line);
			}
		}
		if (lines.isEmpty()) {
			throw new AssertionError(this.name + " has no section '" + heading + "'");
		}
		return String.join("\n", lines);
	}

	/** The rows of the tables of a section, without their headers. */
	List<List<String>> rows(String heading) {
		List<List<String>> rows = new ArrayList<>();
		boolean header = true;
		for (String line : section(heading).split("\n")) {
			if (!line.startsWith("|")) {
				header = true;
			}
			else if (line.matches("[|\\-: ]+")) {
				header = false;
			}
			else if (!header) {
				String inner = line.substring(1, line.lastIndexOf('|'));
				rows.add(Arrays.stream(inner.split("(?<!\\\\)\\|", -1)).map(String::strip).toList());
			}
		}
		return rows;
	}

	/** What stands between backticks in a text. */
	static List<String> code(String text) {
		return CODE.matcher(text).results().map((MatchResult result) -> result.group(1)).toList();
	}

}
