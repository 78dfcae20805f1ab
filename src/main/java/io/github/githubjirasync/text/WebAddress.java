package io.github.githubjirasync.text;

/** Where a web address in running text ends. */
final class WebAddress {

	/** What is longer is no address of any site, and not looked through. */
	private static final int MAX_LENGTH = 2048;

	private WebAddress() {
	}

	/**
	 * Whether an address starts at a place in a text.
	 * @param text the text
	 * @param index the place
	 * @return true when an {@code http(s)} address stands there on its own
	 */
	static boolean startsAt(String text, int index) {
		return text.charAt(index) == 'h' && (text.startsWith("https://", index) || text.startsWith("http://", index))
				&& (index == 0 || !Characters.isAlphanumeric(text.charAt(index - 1)));
	}

	static boolean isEnd(char c) {
		return c <= ' ' || c == '<' || c == '>' || c == Characters.ZERO_WIDTH_SPACE || Character.isWhitespace(c)
				|| c == '\u00A0';
	}

	/**
	 * The length of an address without the punctuation that belongs to the sentence
	 * around it.
	 * @param candidate an address up to the next blank
	 * @return the length, at most that of the candidate
	 */
	static int trimmedLength(String candidate) {
		int surplus = 0;
		for (int i = 0; i < candidate.length(); i++) {
			char c = candidate.charAt(i);
			surplus += (c == ')') ? 1 : (c == '(') ? -1 : 0;
		}
		int end = candidate.length();
		while (end > 0) {
			char last = candidate.charAt(end - 1);
			if (last == ')' && surplus > 0) {
				surplus--;
			}
			else if (last == ';') {
				int entity = end - 2;
				while (entity > 0 && Characters.isAlphanumeric(candidate.charAt(entity))) {
					entity--;
				}
				if (entity < 0 || candidate.charAt(entity) != '&' || entity == end - 2) {
					return end;
				}
				end = entity + 1;
			}
			else if ("?!.,:*_~'\"".indexOf(last) < 0) {
				return end;
			}
			end--;
		}
		return end;
	}

	/**
	 * The end of the address that starts at a place in a text.
	 * @param text the text
	 * @param start where the address starts
	 * @param limit the end of the text to look at
	 * @param stops further characters that end the address
	 * @return the index behind the address
	 */
	static int end(String text, int start, int limit, String stops) {
		int end = start;
		int longest = Math.min(limit, start + MAX_LENGTH);
		while (end < longest && !isEnd(text.charAt(end)) && stops.indexOf(text.charAt(end)) < 0) {
			end++;
		}
		return start + trimmedLength(text.substring(start, end));
	}

}
