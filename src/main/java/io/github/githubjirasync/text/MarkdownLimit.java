package io.github.githubjirasync.text;

import java.util.Locale;

/**
 * Cuts Markdown to a length without leaving anything open. Reads line by line, since the
 * fences of nested blocks are found without the blocks around them: what a line starts
 * with besides the fence does not matter.
 */
final class MarkdownLimit {

	/** Room for closing fence, comment and details behind the cut. */
	private static final int MAX_OPEN_DETAILS = 20;

	private static final int MAX_WORD = 200;

	private static final int MAX_ENTITY = 40;

	private MarkdownLimit() {
	}

	static String limit(String markdown, int maxCharacters, String fullTextUrl) {
		if (markdown.length() <= maxCharacters) {
			return markdown;
		}
		String tail = "\n\n\u2026 [Full text](<" + fullTextUrl + ">)";
		if (tail.length() > maxCharacters) {
			throw new IllegalArgumentException("A limit of " + maxCharacters + " characters has no room for the link");
		}
		for (int budget = maxCharacters - tail.length(); budget > 0;) {
			int cut = border(markdown, budget);
			String kept = markdown.substring(0, cut).stripTrailing();
			String closed = kept + closing(kept);
			if (closed.length() + tail.length() <= maxCharacters) {
				return closed + tail;
			}
			budget = Math.min(cut, maxCharacters - tail.length() - (closed.length() - kept.length())) - 1;
		}
		return tail.strip();
	}

	/**
	 * Where to cut.
	 * @param text the text
	 * @param budget the latest place
	 * @return the end of a paragraph in the last quarter, else of a line in the last
	 * half, else of a word or at least of a whole character
	 */
	static int border(String text, int budget) {
		int paragraph = text.lastIndexOf("\n\n", budget);
		if (paragraph > budget - budget / 4) {
			return paragraph;
		}
		int line = text.lastIndexOf('\n', budget);
		if (line > budget / 2) {
			return line;
		}
		int blank = text.lastIndexOf(' ', budget);
		return (blank > Math.max(budget - MAX_WORD, budget / 2)) ? blank : wholeCharacter(text, budget);
	}

	/** Not behind half a character, and not within an escape or a character reference. */
	private static int wholeCharacter(String text, int budget) {
		int cut = budget;
		int amp = text.lastIndexOf('&', cut - 1);
		int semicolon = text.indexOf(';', Math.max(amp, 0));
		if (amp >= 0 && cut - amp < MAX_ENTITY && semicolon >= cut && semicolon - amp < MAX_ENTITY) {
			cut = amp;
		}
		if (cut > 0 && (Character.isHighSurrogate(text.charAt(cut - 1)) || text.charAt(cut - 1) == '\\')) {
			cut--;
		}
		return cut;
	}

	private static String closing(String text) {
		String fence = "";
		int fenceIndent = 0;
		boolean comment = false;
		int details = 0;
		int start = 0;
		while (start < text.length()) {
			int end = text.indexOf('\n', start);
			end = (end < 0) ? text.length() : end;
			int marker = marker(text, start, end);
			String run = run(text, marker, end);
			if (comment) {
				comment = text.indexOf("-->", start) < 0 || text.indexOf("-->", start) >= end;
			}
			else if (!fence.isEmpty()) {
				boolean closes = run.startsWith(fence) && text.substring(marker + run.length(), end).isBlank();
				fence = closes ? "" : fence;
			}
			else if (run.length() > 2 && (run.charAt(0) == '~' || text.indexOf('`', marker + run.length()) < 0
					|| text.indexOf('`', marker + run.length()) >= end)) {
				fence = run;
				fenceIndent = marker - start;
			}
			else {
				String line = text.substring(start, end).toLowerCase(Locale.ROOT);
				details += occurrences(line, "<details") - occurrences(line, "</details");
				comment = line.lastIndexOf("<!--") > line.lastIndexOf("-->");
			}
			start = end + 1;
		}
		StringBuilder closing = new StringBuilder();
		if (!fence.isEmpty()) {
			closing.append('\n').append(indent(text, fenceIndent)).append(fence);
		}
		closing.append(comment ? "\n-->" : "");
		for (int i = 0; i < Math.min(details, MAX_OPEN_DETAILS); i++) {
			closing.append("\n\n</details>");
		}
		return closing.toString();
	}

	private static String indent(String text, int width) {
		int line = text.lastIndexOf('\n') + 1;
		StringBuilder indent = new StringBuilder();
		for (int i = line; i < Math.min(text.length(), line + width); i++) {
			char c = text.charAt(i);
			indent.append((c == '>') ? '>' : ' ');
		}
		while (indent.length() < width) {
			indent.append(' ');
		}
		return indent.toString();
	}

	private static int marker(String text, int start, int end) {
		int i = start;
		while (i < end && " \t>-*+.)0123456789".indexOf(text.charAt(i)) >= 0) {
			i++;
		}
		return i;
	}

	private static String run(String text, int start, int end) {
		int i = start;
		if (i < end && (text.charAt(i) == '`' || text.charAt(i) == '~')) {
			while (i < end && text.charAt(i) == text.charAt(start)) {
				i++;
			}
		}
		return text.substring(start, i);
	}

	private static int occurrences(String line, String tag) {
		int count = 0;
		for (int i = line.indexOf(tag); i >= 0; i = line.indexOf(tag, i + 1)) {
			count++;
		}
		return count;
	}

}
