package io.github.githubjirasync.sync.job;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Finds keys of Jira issues in texts. What looks like a key but is none, such as
 * {@code UTF-8}, is found too; only keys of linked projects count.
 */
final class Mentions {

	private static final Pattern KEY = Pattern
		.compile("(?<![A-Za-z0-9_-])([A-Z][A-Z0-9_]{1,50}-[1-9][0-9]{0,9})(?![A-Za-z0-9_])");

	private static final Pattern IN_BRANCH = Pattern
		.compile("(?<![A-Za-z0-9])([A-Za-z][A-Za-z0-9_]{1,50}?-[1-9][0-9]{0,9})(?![A-Za-z0-9])");

	/** Texts are cut to this before they are searched. */
	private static final int MOST_SEARCHED = 1 << 17;

	private Mentions() {
	}

	/**
	 * Keys in a title or another line.
	 * @param line the text
	 * @return the keys, in their order
	 */
	static Set<String> inLine(String line) {
		return find(KEY, line);
	}

	/**
	 * Keys in the name of a branch, such as {@code fix/wid-7-save}.
	 * @param branch the name
	 * @return the keys in upper case
	 */
	static Set<String> inBranch(String branch) {
		return find(IN_BRANCH, branch);
	}

	/**
	 * Keys in what a Markdown text says, but not in its code and comments.
	 * @param markdown the text, if there is one
	 * @return the keys, in their order
	 */
	static Set<String> inText(@Nullable String markdown) {
		if (markdown == null) {
			return Set.of();
		}
		String text = (markdown.length() <= MOST_SEARCHED) ? markdown : markdown.substring(0, MOST_SEARCHED);
		return find(KEY, SpokenText.of(text));
	}

	private static Set<String> find(Pattern pattern, String text) {
		Set<String> keys = new LinkedHashSet<>();
		Matcher matcher = pattern.matcher(text);
		while (matcher.find()) {
			keys.add(matcher.group(1).toUpperCase(Locale.ROOT));
		}
		return keys;
	}

}
