package io.github.githubjirasync.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Reads the images of wiki markup: a web address or an attachment's name, and options.
 */
final class WikiImages {

	private WikiImages() {
	}

	/**
	 * The web image that is all of a block.
	 * @param text the text of the block
	 * @return the image as a block, or null when there is anything else
	 */
	static @Nullable ObjectNode block(String text) {
		int end = text.length() - 1;
		if (end < 8 || text.charAt(0) != '!' || text.indexOf('!', 1) != end) {
			return null;
		}
		String image = text.substring(1, end);
		String source = source(image);
		return (Link.isWeb(source) && source.indexOf(' ') < 0) ? AdfNodes.image(source, alt(image)) : null;
	}

	/**
	 * Whether what stands between two exclamation marks is an image.
	 * @param image the text between them
	 * @return true for the name of a file or an address
	 */
	static boolean isImage(String image) {
		String source = source(image);
		return source.indexOf(' ') < 0 && source.indexOf('.') > 0 && !source.endsWith(".");
	}

	static @Nullable Link link(String image) {
		String source = source(image);
		return Link.isWeb(source) ? Link.image(source) : null;
	}

	static String text(String image) {
		String source = source(image);
		if (!Link.isWeb(source)) {
			return InlineText.FILE + " " + source;
		}
		String alt = alt(image);
		return alt.isEmpty() ? "image" : alt;
	}

	private static String source(String image) {
		int options = image.indexOf('|');
		return (options < 0) ? image : image.substring(0, options);
	}

	private static String alt(String image) {
		int alt = image.indexOf("alt=");
		if (alt <= 0 || "|, ".indexOf(image.charAt(alt - 1)) < 0) {
			return "";
		}
		return Entities.decode(image.substring(alt + 4).replace("\"", "").strip());
	}

}
