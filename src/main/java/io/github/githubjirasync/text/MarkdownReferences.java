package io.github.githubjirasync.text;

import org.jspecify.annotations.Nullable;

/**
 * Finds mentions, issue numbers and issue keys in the text of a Markdown document and
 * adds them as ADF, in one pass over the text.
 */
final class MarkdownReferences {

	private static final int MAX_LOGIN = 39;

	private final ConversionContext context;

	MarkdownReferences(ConversionContext context) {
		this.context = context;
	}

	void add(String text, int marks, InlineBuilder out) {
		int done = 0;
		int i = 0;
		while (i < text.length()) {
			char c = text.charAt(i);
			int end = i + 1;
			if (c == Characters.ZERO_WIDTH_SPACE && isInertMark(text, i)) {
				out.text(text.substring(done, i), marks, null);
				done = end;
			}
			else if (c >= 'a' && c <= 'z') {
				// The most frequent case starts nothing.
			}
			else if (c == '@' && !precededByWord(text, i)) {
				end = mention(text, i, done, marks, out);
				done = (end > i + 1) ? end : done;
			}
			else if (c == '#' && !precededByWord(text, i)) {
				int digits = digits(text, i + 1);
				Link link = (digits > i + 1 && followedByEnd(text, digits))
						? link(this.context.gitHubIssueUrl(text.substring(i + 1, digits))) : null;
				if (link != null) {
					out.text(text.substring(done, i), marks, null);
					out.text(text.substring(i, digits), marks, link);
					end = digits;
					done = end;
				}
			}
			else if (c >= 'A' && c <= 'Z' && !precededByWord(text, i)) {
				int keyEnd = keyEnd(text, i);
				Link link = (keyEnd > 0) ? link(this.context.jiraIssueUrl(text.substring(i, keyEnd))) : null;
				if (link != null) {
					out.text(text.substring(done, i), marks, null);
					out.text(text.substring(i, keyEnd), marks, link);
					end = keyEnd;
					done = end;
				}
			}
			i = end;
		}
		out.text((done == 0) ? text : text.substring(done), marks, null);
	}

	/**
	 * Takes the marks out that keep mentions and references in our own Markdown inert.
	 * @param text any text
	 * @return the text as it was
	 */
	static String unmark(String text) {
		int found = text.indexOf(Characters.ZERO_WIDTH_SPACE);
		if (found < 0) {
			return text;
		}
		StringBuilder plain = new StringBuilder(text);
		for (int i = plain.length() - 1; i >= found; i--) {
			if (plain.charAt(i) == Characters.ZERO_WIDTH_SPACE && isInertMark(plain, i)) {
				plain.deleteCharAt(i);
			}
		}
		return plain.toString();
	}

	/**
	 * Where the issue key that starts at a place ends.
	 * @param text the text
	 * @param start an upper-case letter
	 * @return the index behind the key, or -1 when there is none
	 */
	static int keyEnd(String text, int start) {
		int i = start;
		while (i < text.length() && (text.charAt(i) >= 'A' && text.charAt(i) <= 'Z' || text.charAt(i) == '_'
				|| Characters.isDigit(text.charAt(i)))) {
			i++;
		}
		if (i < start + 2 || i >= text.length() || text.charAt(i) != '-') {
			return -1;
		}
		int end = digits(text, i + 1);
		return (end > i + 1 && followedByEnd(text, end)) ? end : -1;
	}

	private int mention(String text, int at, int done, int marks, InlineBuilder out) {
		int end = at + 1;
		while (end < text.length() && end - at <= MAX_LOGIN && isLogin(text.charAt(end))) {
			end++;
		}
		while (end > at + 1 && text.charAt(end - 1) == '-') {
			end--;
		}
		if (end == at + 1
				|| (end < text.length() && (text.charAt(end) == '/' || Characters.isWord(text.charAt(end))))) {
			return at + 1;
		}
		String user = this.context.jiraUsers().find(text.substring(at + 1, end));
		if (user == null) {
			return at + 1;
		}
		out.text(text.substring(done, at), marks, null);
		out.node(AdfNodes.mention(user, text.substring(at, end)));
		return end;
	}

	private static boolean isLogin(char c) {
		return c < 128 && (c == '-' || Characters.isAlphanumeric(c));
	}

	private static boolean isInertMark(CharSequence text, int i) {
		if (i == 0 || i + 1 >= text.length()) {
			return false;
		}
		char before = text.charAt(i - 1);
		return before == '@' || before == '#' || (before == '-' && Characters.isDigit(text.charAt(i + 1)));
	}

	private static boolean precededByWord(String text, int i) {
		return i > 0 && (Characters.isWord(text.charAt(i - 1)) || text.charAt(i - 1) == '-' || text.charAt(i - 1) == '/'
				|| text.charAt(i - 1) == '.');
	}

	private static boolean followedByEnd(String text, int i) {
		return i >= text.length() || (!Characters.isWord(text.charAt(i)) && text.charAt(i) != '-');
	}

	private static int digits(String text, int start) {
		int end = start;
		while (end < text.length() && Characters.isDigit(text.charAt(end))) {
			end++;
		}
		return end;
	}

	private static @Nullable Link link(@Nullable String href) {
		return (href != null) ? new Link(href, null) : null;
	}

}
