package io.github.githubjirasync.text;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Makes paragraphs of lines of text and images: an image that has a line of its own is
 * shown as one, which ADF can do between paragraphs only.
 */
final class ImageLines {

	private ImageLines() {
	}

	/**
	 * Adds a paragraph, or its parts with the images between them.
	 * @param inlines the content, in which an image is a link
	 * @param blocks where to add them
	 */
	static void add(ArrayNode inlines, List<ObjectNode> blocks) {
		int start = 0;
		for (int line = 0; line < inlines.size();) {
			int end = line;
			while (end < inlines.size() && !AdfNodes.type(inlines.get(end)).equals("hardBreak")) {
				end++;
			}
			ObjectNode image = image(inlines, line, end);
			if (image != null) {
				part(inlines, start, line, blocks);
				blocks.add(image);
				start = end;
			}
			line = end + 1;
		}
		if (start == 0) {
			blocks.add(AdfNodes.paragraph(inlines));
		}
		else {
			part(inlines, start, inlines.size(), blocks);
		}
	}

	private static void part(ArrayNode inlines, int start, int end, List<ObjectNode> blocks) {
		InlineBuilder part = new InlineBuilder();
		for (int i = start; i < end; i++) {
			part.node((ObjectNode) inlines.get(i));
		}
		if (!part.isEmpty()) {
			ArrayNode content = part.build();
			if (!content.isEmpty()) {
				blocks.add(AdfNodes.paragraph(content));
			}
		}
	}

	/** The image that is all of a line. */
	private static @Nullable ObjectNode image(ArrayNode inlines, int start, int end) {
		ObjectNode image = null;
		for (int i = start; i < end; i++) {
			JsonNode inline = inlines.get(i);
			String text = inline.path("text").asText("");
			if (AdfNodes.type(inline).equals("text") && text.isBlank()) {
				continue;
			}
			Link link = link(inline);
			if (image != null || link == null || !link.isImage()) {
				return null;
			}
			image = AdfNodes.image(link.href(), text.strip());
		}
		return image;
	}

	private static @Nullable Link link(JsonNode inline) {
		for (JsonNode mark : inline.path("marks")) {
			if (AdfNodes.type(mark).equals("link")) {
				return new Link(AdfNodes.attribute(mark, "href"), AdfNodes.attribute(mark, "title"));
			}
		}
		return null;
	}

}
