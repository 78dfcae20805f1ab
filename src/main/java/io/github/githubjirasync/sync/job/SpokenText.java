package io.github.githubjirasync.sync.job;

import java.util.HashMap;
import java.util.Map;

/**
 * What a Markdown text says: without comments, such as those of templates, fenced code
 * and code in a line. A fence and a comment at the start of a line that are not closed
 * hide the rest; what else is not closed is text. Anybody may have written it, so each
 * sign is looked at a few times at most, whatever it says.
 */
final class SpokenText {

	private static final String COMMENT = "<!--";

	private static final String COMMENT_END = "-->";

	private static final int DEEPEST_FENCE = 3;

	private final String text;

	/** Where the last run of backticks of each length starts. */
	private final Map<Integer, Integer> lastRuns = new HashMap<>();

	private final int lastCommentEnd;

	private final StringBuilder spoken = new StringBuilder();

	private SpokenText(String text) {
		this.text = text;
		this.lastCommentEnd = text.lastIndexOf(COMMENT_END);
		for (int at = text.indexOf('`'); at >= 0; at = text.indexOf('`', at)) {
			int length = run(at);
			this.lastRuns.put(length, at);
			at += length;
		}
	}

	/**
	 * What a text says.
	 * @param markdown the text
	 * @return the text with a blank for each comment and each piece of code
	 */
	static String of(String markdown) {
		return new SpokenText(markdown).read();
	}

	private String read() {
		int at = 0;
		while (at < this.text.length()) {
			int end = startsLine(at) ? blockEnd(at) : at;
			end = (end > at) ? end : pieceEnd(at);
			if (end > at) {
				this.spoken.append(' ');
				at = end;
			}
			else {
				int length = Math.max(run(at), 1);
				this.spoken.append(this.text, at, at + length);
				at += length;
			}
		}
		return this.spoken.toString();
	}

	/** Where a fence or an open comment that starts a line ends; else the same place. */
	private int blockEnd(int at) {
		int start = indented(at);
		char sign = signOfFence(start);
		if (sign != 0) {
			return fenceEnd(start, sign);
		}
		return (this.text.startsWith(COMMENT, start) && this.lastCommentEnd < start + COMMENT.length())
				? this.text.length() : at;
	}

	private int fenceEnd(int start, char sign) {
		int line = this.text.indexOf('\n', start);
		while (line >= 0) {
			int end = indented(line + 1);
			if (signOfFence(end) == sign) {
				while (end < this.text.length() && this.text.charAt(end) == sign) {
					end++;
				}
				return end;
			}
			line = this.text.indexOf('\n', line + 1);
		}
		return this.text.length();
	}

	/** Where a comment or code within a line ends; the same place if there is none. */
	private int pieceEnd(int at) {
		if (this.text.startsWith(COMMENT, at) && this.lastCommentEnd >= at + COMMENT.length()) {
			return this.text.indexOf(COMMENT_END, at + COMMENT.length()) + COMMENT_END.length();
		}
		int length = run(at);
		if (length == 0 || this.lastRuns.getOrDefault(length, at) <= at) {
			return at;
		}
		int close = this.text.indexOf('`', at + length);
		while (run(close) != length) {
			close = this.text.indexOf('`', close + run(close));
		}
		return close + length;
	}

	private boolean startsLine(int at) {
		return at == 0 || this.text.charAt(at - 1) == '\n';
	}

	private int indented(int at) {
		int start = at;
		while (start < this.text.length() && start - at < DEEPEST_FENCE && this.text.charAt(start) == ' ') {
			start++;
		}
		return start;
	}

	private char signOfFence(int at) {
		return this.text.startsWith("```", at) ? '`' : this.text.startsWith("~~~", at) ? '~' : 0;
	}

	/** How many backticks follow each other from here. */
	private int run(int at) {
		int end = at;
		while (end < this.text.length() && this.text.charAt(end) == '`') {
			end++;
		}
		return end - at;
	}

}
