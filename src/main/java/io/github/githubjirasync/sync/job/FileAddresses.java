package io.github.githubjirasync.sync.job;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * Finds and replaces the addresses behind links and images in a text of Jira's. What is
 * code or words stays as it is.
 */
final class FileAddresses {

	/** Code is passed over; what comes after it are addresses. */
	private static final Pattern WIKI = Pattern.compile(
			"(\\{(code|noformat)[^}\\n]{0,200}}.*?\\{\\2})|(https?://[^\\s|!\\[\\]{}\"<>]{1,1000})", Pattern.DOTALL);

	private FileAddresses() {
	}

	/**
	 * The addresses of a text.
	 * @param text an ADF document or a string of wiki markup
	 * @return the addresses in their order, each once
	 */
	static Set<String> of(JsonNode text) {
		Set<String> found = new LinkedHashSet<>();
		visit(text, (address) -> {
			found.add(address);
			return address;
		});
		return found;
	}

	/**
	 * The same text with other addresses.
	 * @param text an ADF document or a string of wiki markup; not changed
	 * @param others the address that takes the place of each
	 * @return the text
	 */
	static JsonNode replace(JsonNode text, Map<String, String> others) {
		JsonNode copy = text.deepCopy();
		String wiki = visit(copy, (address) -> others.getOrDefault(address, address));
		return copy.isTextual() ? TextNode.valueOf(wiki) : copy;
	}

	/**
	 * Visits addresses, and gives them another one; the text itself, if it is a string.
	 */
	private static String visit(JsonNode node, UnaryOperator<String> other) {
		if (node.isTextual()) {
			return WIKI.matcher(node.asText())
				.replaceAll((match) -> Matcher
					.quoteReplacement((match.group(3) != null) ? other.apply(match.group(3)) : match.group()));
		}
		if (node.path("attrs") instanceof ObjectNode attributes) {
			replace(attributes, "url", other);
		}
		for (JsonNode mark : node.path("marks")) {
			if (mark.path("attrs") instanceof ObjectNode attributes) {
				replace(attributes, "href", other);
			}
		}
		for (JsonNode child : node.path("content")) {
			visit(child, other);
		}
		return "";
	}

	private static void replace(ObjectNode attributes, String name, UnaryOperator<String> other) {
		JsonNode address = attributes.path(name);
		if (address.isTextual()) {
			attributes.put(name, other.apply(address.asText()));
		}
	}

	/** Whether any of some addresses stands in a text at all. */
	static boolean mentionsAny(String text, Collection<String> addresses) {
		return addresses.stream().anyMatch(text::contains);
	}

}
