package io.github.githubjirasync.sync.job;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.githubjirasync.sync.JiraIssueDetails;
import io.github.githubjirasync.sync.JiraIssueDetails.Attachment;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.RichText;
import org.jspecify.annotations.Nullable;

/**
 * Makes links to Jira of what a description or comment shows of the issue's attached
 * files, which GitHub does not have: for people who may read them there.
 */
final class AttachmentLinks {

	private static final ObjectMapper JSON = new JsonMapper();

	/** Code is left as it is; then come images and links to files. */
	private static final Pattern WIKI = Pattern.compile("(\\{(code|noformat)[^}\\n]{0,200}}.*?\\{\\2})"
			+ "|!([^!|\\n]{1,255})(?:\\|[^!\\n]{0,255})?!|\\[(?:([^\\]|\\n^]{1,255})\\|)?\\^([^\\]\\n]{1,255})]",
			Pattern.DOTALL);

	private AttachmentLinks() {
	}

	/**
	 * The description of an issue with links in the place of its files.
	 * @param issue the issue
	 * @return the description; as it is where no file is known by its name
	 */
	static @Nullable RichText description(JiraIssueSnapshot issue) {
		RichText text = issue.description();
		JiraIssueDetails details = issue.details();
		return (text == null || details == null) ? text : in(text, details.attachments());
	}

	/**
	 * A text of an issue with links in the place of its files.
	 * @param text a description or comment
	 * @param files what is attached to the issue
	 * @return the text; as it is where no file is known by its name
	 */
	static RichText in(RichText text, List<Attachment> files) {
		if (files.isEmpty()) {
			return text;
		}
		Map<String, String> urls = new TreeMap<>();
		for (Attachment file : files) {
			// Of several with one name the last is what Jira shows.
			urls.put(file.name(), file.url());
		}
		return switch (text.format()) {
			case WIKI -> RichText.wiki(wiki(text.value(), urls));
			case ADF -> adf(text, urls);
			case MARKDOWN -> text;
		};
	}

	private static String wiki(String text, Map<String, String> urls) {
		return WIKI.matcher(text).replaceAll((match) -> Matcher.quoteReplacement(wiki(match, urls)));
	}

	private static String wiki(MatchResult match, Map<String, String> urls) {
		String name = (match.group(3) != null) ? match.group(3) : match.group(5);
		String url = (name != null) ? urls.get(name) : null;
		if (name == null || url == null) {
			return match.group();
		}
		String label = (match.group(4) != null) ? match.group(4) : name;
		return "[" + label.replaceAll("[\\[\\]|]", " ") + "|" + url.replace(" ", "%20") + "]";
	}

	private static RichText adf(RichText text, Map<String, String> urls) {
		try {
			JsonNode document = JSON.readTree(text.value());
			return replace(document, urls) ? RichText.adf(document.toString()) : text;
		}
		catch (JsonProcessingException ex) {
			return text;
		}
	}

	/** A document, or a null node for what is none. */
	static JsonNode parsed(String document) {
		try {
			return JSON.readTree(document);
		}
		catch (JsonProcessingException ex) {
			return JSON.nullNode();
		}
	}

	/** Replaces files below a node, and tells whether there were any. */
	private static boolean replace(JsonNode node, Map<String, String> urls) {
		boolean replaced = false;
		if (node.path("content") instanceof ArrayNode content) {
			for (int i = 0; i < content.size(); i++) {
				JsonNode child = content.get(i);
				JsonNode linked = linked(child, urls);
				if (linked != null) {
					content.set(i, linked);
					replaced = true;
				}
				else {
					replaced |= replace(child, urls);
				}
			}
		}
		return replaced;
	}

	private static @Nullable JsonNode linked(JsonNode node, Map<String, String> urls) {
		String type = node.path("type").asText();
		if (type.equals("mediaInline")) {
			return link(node, urls);
		}
		if (!type.equals("mediaSingle") && !type.equals("mediaGroup")) {
			return null;
		}
		ObjectNode paragraph = JSON.createObjectNode().put("type", "paragraph");
		ArrayNode links = paragraph.putArray("content");
		for (JsonNode media : node.path("content")) {
			JsonNode link = link(media, urls);
			if (link == null) {
				return null;
			}
			if (!links.isEmpty()) {
				links.addObject().put("type", "text").put("text", " ");
			}
			links.add(link);
		}
		return links.isEmpty() ? null : paragraph;
	}

	/** A file goes by its name, which is its alternative text. */
	private static @Nullable JsonNode link(JsonNode media, Map<String, String> urls) {
		JsonNode attributes = media.path("attrs");
		String name = attributes.path("alt").asText("");
		String url = attributes.path("type").asText("file").equals("external") ? null : urls.get(name);
		if (url == null) {
			return null;
		}
		ObjectNode text = JSON.createObjectNode().put("type", "text").put("text", name);
		text.putArray("marks").addObject().put("type", "link").putObject("attrs").put("href", url.replace(" ", "%20"));
		return text;
	}

}
