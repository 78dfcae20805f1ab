package io.github.githubjirasync.text;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import org.springframework.web.util.HtmlUtils;

/** The words that a reader sees, for comparing documents of different languages. */
final class VisibleText {

	private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);

	private static final Pattern IMAGE = Pattern.compile("<img [^>]*?alt=\"([^\"]*)\"[^>]*>");

	private static final Pattern TAG = Pattern.compile("</?[a-zA-Z](?:\"[^\"]*\"|'[^']*'|[^>\"'])*>|<[!?][^>]*>");

	private VisibleText() {
	}

	static String ofHtml(String html) {
		String text = COMMENT.matcher(html).replaceAll(" ");
		text = IMAGE.matcher(text).replaceAll(" $1 ");
		return HtmlUtils.htmlUnescape(TAG.matcher(text).replaceAll(" "));
	}

	static String ofAdf(JsonNode adf) {
		StringBuilder text = new StringBuilder();
		AdfText.walk(adf, (node) -> {
			if (!AdfNodes.isInline(node) && !AdfNodes.type(node).equals("media")) {
				text.append(' ').append(AdfNodes.attribute(node, "title")).append(' ');
			}
			else {
				text.append(AdfNodes.type(node).equals("hardBreak") ? " " : InlineText.of(node));
			}
		});
		return text.toString();
	}

	static Map<String, Integer> words(String text) {
		Map<String, Integer> words = new HashMap<>();
		for (String word : text.strip().split("[\\s\\u00A0]+")) {
			words.merge(word, 1, Integer::sum);
		}
		words.remove("");
		return words;
	}

	/**
	 * Whether all visible characters of one text are in another, in order.
	 * @param actual the text that may have more
	 * @param expected the text that must be in it
	 * @return true when nothing was lost
	 */
	static boolean contains(String actual, String expected) {
		int i = 0;
		for (int j = 0; j < expected.length(); j++) {
			char c = expected.charAt(j);
			if (Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c)) {
				continue;
			}
			i = actual.indexOf(c, i) + 1;
			if (i == 0) {
				return false;
			}
		}
		return true;
	}

}
