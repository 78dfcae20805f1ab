package io.github.githubjirasync.text;

import org.jspecify.annotations.Nullable;

/**
 * Finds mentions, issue numbers, commits and issue keys in the text of a Markdown
 * document and adds them as ADF, in one pass over the text.
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
			else if (c == ' ' || (c > 'f' && c <= 'z')) {
				// The most frequent case starts nothing.
			}
			else if (c == '@') {
				if (!precededByWord(text, i)) {
					end = mention(text, i, done, marks, out);
					done = (end > i + 1) ? end : done;
				}
			}
			else {
				int start = (c == '#' && i > 0) ? References.repositoryStart(text, i, done) : i;
				start = (start < 0) ? i : start;
				int referenceEnd = precededByWord(text, start) ? -1 : referenceEnd(c, text, i);
				Link link = (referenceEnd > 0) ? link(text.substring(start, referenceEnd)) : null;
				if (link != null) {
					out.text(text.substring(done, start), marks, null);
					out.text(text.substring(start, referenceEnd), marks, link);
					end = referenceEnd;
					done = end;
				}
			}
			i = end;
		}
		out.text((done == 0) ? text : text.substring(done), marks, null);
	}

	private static int referenceEnd(char c, String text, int i) {
		int end = -1;
		if (c == '#') {
			end = digits(text, i + 1);
			end = (end > i + 1) ? end : -1;
		}
		else if (c >= 'A' && c <= 'Z') {
			return keyEnd(text, i);
		}
		else if (Characters.isDigit(c) || (c >= 'a' && c <= 'f')) {
			end = References.commitEnd(text, i);
		}
		return (end > 0 && followedByEnd(text, end)) ? end : -1;
	}

	private @Nullable Link link(String reference) {
		char c = reference.charAt(0);
		boolean key = c >= 'A' && c <= 'Z' && reference.indexOf('#') < 0;
		String href = key ? this.context.jiraIssueUrl(reference) : null;
		href = (href != null) ? href : References.url(reference, this.context);
		return (href != null) ? new Link(href, null) : null;
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

}
