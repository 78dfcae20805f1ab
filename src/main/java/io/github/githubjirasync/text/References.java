package io.github.githubjirasync.text;

import org.jspecify.annotations.Nullable;

/**
 * The short forms in which GitHub's texts refer to something: {@code #12}, {@code GH-12},
 * {@code acme/widgets#12} and commits.
 */
final class References {

	private static final int SHORTEST_COMMIT = 7;

	private static final int LONGEST_COMMIT = 40;

	private static final int LONGEST_NAME = 140;

	private References() {
	}

	/**
	 * The page that a short form stands for.
	 * @param text the whole of the short form
	 * @param context knows the repository
	 * @return the address, or null when it is none or the repository is unknown
	 */
	static @Nullable String url(String text, ConversionContext context) {
		String repository = context.repositoryUrl();
		if (repository == null || text.length() < 2) {
			return null;
		}
		if (text.startsWith("GH-")) {
			return isNumber(text, 3) ? context.gitHubIssueUrl(text.substring(3)) : null;
		}
		int hash = text.indexOf('#');
		if (hash < 0) {
			return (commitEnd(text, 0) == text.length()) ? repository + "/commit/" + text : null;
		}
		if (!isNumber(text, hash + 1)) {
			return null;
		}
		if (hash == 0) {
			return context.gitHubIssueUrl(text.substring(1));
		}
		int host = repository.indexOf('/', repository.indexOf("://") + 3);
		return (host > 0 && repositoryStart(text, hash, 0) == 0)
				? repository.substring(0, host + 1) + text.substring(0, hash) + "/issues/" + text.substring(hash + 1)
				: null;
	}

	private static boolean isNumber(String text, int start) {
		int end = start;
		while (end < text.length() && Characters.isDigit(text.charAt(end))) {
			end++;
		}
		return end == text.length() && end > start;
	}

	/**
	 * Where the abbreviated or full hash of a commit ends. One of digits alone or letters
	 * alone is a number or a word.
	 * @param text the text
	 * @param start a hexadecimal digit that starts a word
	 * @return the index behind the hash, or -1 when there is none
	 */
	static int commitEnd(String text, int start) {
		boolean digits = false;
		boolean letters = false;
		int end = start;
		while (end < text.length() && end - start <= LONGEST_COMMIT) {
			char c = text.charAt(end);
			if (Characters.isDigit(c)) {
				digits = true;
			}
			else if (c >= 'a' && c <= 'f') {
				letters = true;
			}
			else {
				break;
			}
			end++;
		}
		boolean full = end - start == LONGEST_COMMIT && digits;
		boolean some = end - start >= SHORTEST_COMMIT && end - start < LONGEST_COMMIT && digits && letters;
		return (full || some) ? end : -1;
	}

	/**
	 * Where the name of a repository starts that ends at a place.
	 * @param text the text
	 * @param end the index behind the name
	 * @param from the earliest start
	 * @return the start of {@code owner/name}, or -1 when there is none
	 */
	static int repositoryStart(String text, int end, int from) {
		int slash = -1;
		int i = end;
		while (i > from && end - i <= LONGEST_NAME) {
			char c = text.charAt(i - 1);
			boolean letter = c < 128 && Characters.isAlphanumeric(c);
			if (c == '/' && slash < 0 && i < end) {
				slash = i - 1;
			}
			else if (!letter && c != '-' && (c != '.' || slash >= 0)) {
				break;
			}
			i--;
		}
		boolean border = i == 0 || (!Characters.isWord(text.charAt(i - 1)) && "/.@#".indexOf(text.charAt(i - 1)) < 0);
		return (slash > i && border && text.charAt(i) != '-' && text.charAt(slash + 1) != '.') ? i : -1;
	}

}
