package io.github.githubjirasync.jira;

import java.util.Collection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;

/**
 * Values of fields in the form in which Jira's REST API takes them. Fields that hold an
 * account are made by {@link JiraClient#userField(String)}, since Cloud and Data Center
 * differ in them.
 */
public final class JiraFieldValues {

	private JiraFieldValues() {
	}

	/**
	 * No value.
	 * @return what clears a field
	 */
	public static JsonNode none() {
		return NullNode.getInstance();
	}

	/**
	 * A thing with a name: a priority, a resolution, an issue type, a security level.
	 * @param name its name
	 * @return the value
	 */
	public static JsonNode named(String name) {
		return JsonNodeFactory.instance.objectNode().put("name", name);
	}

	/**
	 * Things with names: fix versions, components.
	 * @param names their names, perhaps none
	 * @return the value
	 */
	public static JsonNode named(Collection<String> names) {
		ArrayNode all = JsonNodeFactory.instance.arrayNode();
		names.forEach((name) -> all.add(named(name)));
		return all;
	}

	/**
	 * An issue, for the field {@code parent}.
	 * @param issueId its id
	 * @return the value
	 */
	public static JsonNode issue(long issueId) {
		return JsonNodeFactory.instance.objectNode().put("id", Long.toString(issueId));
	}

}
