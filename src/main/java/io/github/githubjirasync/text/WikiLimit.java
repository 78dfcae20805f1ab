package io.github.githubjirasync.text;

/** Cuts wiki markup to a length without leaving a macro open. */
final class WikiLimit {

	private WikiLimit() {
	}

	static String limit(String wiki, int maxCharacters, String fullTextUrl) {
		if (wiki.length() <= maxCharacters) {
			return wiki;
		}
		String tail = "\n\n\u2026 [Full text|" + fullTextUrl + "]";
		if (tail.length() > maxCharacters) {
			throw new IllegalArgumentException("A limit of " + maxCharacters + " characters has no room for the link");
		}
		int budget = maxCharacters - tail.length();
		while (budget > 0) {
			int cut = MarkdownLimit.border(wiki, budget);
			String kept = wiki.substring(0, cut).stripTrailing();
			String closing = closing(kept);
			if (kept.length() + closing.length() <= maxCharacters - tail.length()) {
				return kept + closing + tail;
			}
			budget = Math.min(cut - 1, maxCharacters - tail.length() - closing.length());
		}
		return tail.strip();
	}

	private static String closing(String wiki) {
		boolean quote = false;
		boolean panel = false;
		int i = 0;
		while ((i = wiki.indexOf('{', i)) >= 0) {
			WikiMacro macro = WikiMacro.at(wiki, i, wiki.length());
			if (macro == null) {
				i++;
				continue;
			}
			i = macro.end();
			if (macro.isVerbatim()) {
				String close = "{" + macro.name() + "}";
				int end = wiki.indexOf(close, i);
				if (end < 0) {
					return "\n" + close + (panel ? "\n{panel}" : "") + (quote ? "\n{quote}" : "");
				}
				i = end + close.length();
			}
			else if (macro.name().equals("quote")) {
				quote = !quote;
			}
			else if (macro.name().equals("panel")) {
				panel = !panel;
			}
		}
		return (panel ? "\n{panel}" : "") + (quote ? "\n{quote}" : "");
	}

}
