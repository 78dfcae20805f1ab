package io.github.githubjirasync.sync.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.githubjirasync.jira.JiraField;
import io.github.githubjirasync.jira.JiraFieldValues;
import io.github.githubjirasync.jira.JiraTransition;
import io.github.githubjirasync.sync.link.Fields;
import io.github.githubjirasync.sync.plan.Call.StatusWish;

/**
 * What the screen of a transition is filled with.
 *
 * @param values values of its fields, by id, as Jira takes them
 * @param missing what it asks for and no rule tells, for people
 */
public record TransitionScreen(Map<String, JsonNode> values, List<String> missing) {

	public TransitionScreen {
		values = Map.copyOf(values);
		missing = List.copyOf(missing);
	}

	/**
	 * The transition that leads where an issue shall go.
	 * @param offered those that there are
	 * @param wish where it shall go
	 * @return the first that leads there
	 */
	public static Optional<JiraTransition> way(List<JiraTransition> offered, StatusWish wish) {
		return offered.stream()
			.filter((candidate) -> (wish.status() != null) ? candidate.toStatusName().equalsIgnoreCase(wish.status())
					: candidate.toDone() == wish.done())
			.findFirst();
	}

	/**
	 * Fills the screen of a transition as the rules say.
	 * @param transition the transition
	 * @param wish what the rules say
	 * @return what it is filled with
	 */
	public static TransitionScreen of(JiraTransition transition, StatusWish wish) {
		Map<String, JsonNode> values = new HashMap<>();
		List<String> missing = new ArrayList<>();
		for (JiraField field : transition.fields()) {
			Optional<JsonNode> value = value(field, transition, wish);
			if (value.isPresent()) {
				values.put(field.id(), value.get());
			}
			else if (field.required() && !field.hasDefault()) {
				missing.add(field.name() + " (" + field.id()
						+ (field.allowed().isEmpty() ? "" : ": " + String.join(", ", field.allowed())) + ")");
			}
		}
		return new TransitionScreen(values, missing);
	}

	private static Optional<JsonNode> value(JiraField field, JiraTransition transition, StatusWish wish) {
		for (Fields.TransitionField rule : wish.fields()) {
			if (rule.field().equals(field.id()) && rule.status().equalsIgnoreCase(transition.toStatusName())) {
				return Optional.of(value(rule));
			}
		}
		if (field.id().equals("resolution")) {
			return wish.resolutions()
				.stream()
				.filter((name) -> field.allowed().isEmpty()
						|| field.allowed().stream().anyMatch(name::equalsIgnoreCase))
				.findFirst()
				.map(JiraFieldValues::named);
		}
		return Optional.empty();
	}

	private static JsonNode value(Fields.TransitionField rule) {
		return switch (rule.form()) {
			case TEXT -> TextNode.valueOf(rule.value());
			case NAME -> JiraFieldValues.named(rule.value());
			case OPTION -> JsonNodeFactory.instance.objectNode().put("value", rule.value());
		};
	}

}
