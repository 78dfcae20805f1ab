package io.github.githubjirasync.text;

import com.fasterxml.jackson.databind.JsonNode;

/** Writes the media of ADF as Markdown images, and files that only Jira holds as text. */
final class MarkdownMedia {

	private MarkdownMedia() {
	}

	/**
	 * Writes a media node.
	 * @param media the node
	 * @param context the conversion's context
	 * @param cell whether it stands in a table
	 * @return the image, within a link if it has one
	 */
	static String write(JsonNode media, ConversionContext context, boolean cell) {
		String url = AdfNodes.attribute(media, "url");
		if (!AdfNodes.attribute(media, "type").equals("external") || url.isBlank()) {
			return MarkdownInlineWriter.write(AdfText.array(AdfNodes.text(InlineText.of(media))), cell ? "<br>" : "\n",
					context);
		}
		MarkdownEscapes escapes = new MarkdownEscapes(context, cell);
		String href = link(media);
		StringBuilder out = new StringBuilder(href.isEmpty() ? "![" : "[![");
		escapes.text(Characters.clean(AdfNodes.attribute(media, "alt")).replace('\n', ' '), true, false, out);
		out.append(']').append(escapes.destination(new Link(url, null)));
		return href.isEmpty() ? out.toString()
				: out.append(']').append(escapes.destination(new Link(href, null))).toString();
	}

	private static String link(JsonNode media) {
		for (JsonNode mark : media.path("marks")) {
			if (AdfNodes.type(mark).equals("link")) {
				return AdfNodes.attribute(mark, "href");
			}
		}
		return "";
	}

}
