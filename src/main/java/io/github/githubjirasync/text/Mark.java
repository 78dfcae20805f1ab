package io.github.githubjirasync.text;

/** Marks of a text as bits of an int, so that a run of text carries them cheaply. */
final class Mark {

	static final int STRONG = 1;

	static final int EM = 2;

	static final int STRIKE = 4;

	static final int UNDERLINE = 8;

	static final int SUB = 16;

	static final int SUP = 32;

	static final int CODE = 64;

	private Mark() {
	}

	/**
	 * The bit of an ADF mark.
	 * @param type the mark's type
	 * @param subsup the kind of a {@code subsup} mark
	 * @return the bit; 0 for marks that no other language knows
	 */
	static int ofAdf(String type, String subsup) {
		return switch (type) {
			case "strong" -> STRONG;
			case "em" -> EM;
			case "strike" -> STRIKE;
			case "underline" -> UNDERLINE;
			case "code" -> CODE;
			case "subsup" -> subsup.equals("sub") ? SUB : SUP;
			default -> 0;
		};
	}

	/**
	 * The bit of an HTML element.
	 * @param name the element's name in lower case
	 * @return the bit; 0 for an element without a mark
	 */
	static int ofHtml(String name) {
		return switch (name) {
			case "b", "strong" -> STRONG;
			case "i", "em", "var", "cite", "dfn" -> EM;
			case "s", "del", "strike" -> STRIKE;
			case "u", "ins" -> UNDERLINE;
			case "sub" -> SUB;
			case "sup" -> SUP;
			case "code", "kbd", "samp", "tt" -> CODE;
			default -> 0;
		};
	}

}
