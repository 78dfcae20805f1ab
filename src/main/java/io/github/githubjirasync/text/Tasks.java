package io.github.githubjirasync.text;

/**
 * The check boxes of task lists where a language or a place has none: a symbol at the
 * start of the item's text.
 */
final class Tasks {

	static final char TODO = '\u2610';

	static final char DONE = '\u2611';

	private Tasks() {
	}

	static String symbol(boolean done) {
		return (done ? DONE : TODO) + " ";
	}

	/**
	 * Whether a text starts with a Markdown check box.
	 * @param text the first text of a list item
	 * @return true for {@code [ ]} and {@code [x]} in front of more text
	 */
	static boolean isTask(String text) {
		return text.length() > 3 && text.charAt(0) == '[' && text.charAt(2) == ']' && Characters.isSpace(text.charAt(3))
				&& " xX".indexOf(text.charAt(1)) >= 0;
	}

	static boolean isDone(String text) {
		return text.charAt(1) != ' ';
	}

}
