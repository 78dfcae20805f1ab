package io.github.githubjirasync.sync.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.githubjirasync.jira.JiraClient;
import io.github.githubjirasync.jira.JiraField;
import io.github.githubjirasync.jira.JiraFieldValues;
import io.github.githubjirasync.jira.JiraTransition;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.link.Fields;
import io.github.githubjirasync.sync.plan.Call.StatusWish;
import io.github.githubjirasync.upstream.Upstream;
import io.github.githubjirasync.upstream.UpstreamException;

/**
 * Moves Jira issues to a status by whichever transition leads there, and fills its screen
 * as the rules say.
 */
final class Transitions {

	private final JiraClient jira;

	Transitions(JiraClient jira) {
		this.jira = jira;
	}

	/**
	 * Moves an issue.
	 * @param side the issue
	 * @param now what it is now
	 * @param wish where it shall go
	 * @throws UpstreamException.Rejected if no transition leads there, or one asks for
	 * what no rule tells; the message names those that there are, and what they ask for
	 */
	void make(JiraSide side, JiraIssueSnapshot now, StatusWish wish) {
		List<String> workflow = List.of(now.key().projectKey(), now.issueType(), now.statusName());
		Optional<JiraTransition> known = find(this.jira.transitions(side.issueId(), workflow), wish);
		if (known.isPresent()) {
			take(side, known.get(), wish);
			return;
		}
		// What is remembered of another issue may lack it.
		List<JiraTransition> possible = this.jira.transitions(side.issueId());
		take(side,
				find(possible, wish).orElseThrow(() -> rejected("Jira " + side.key() + " has no transition from '"
						+ now.statusName() + "' to " + wish.describe() + "; it offers "
						+ possible.stream().map((offer) -> offer.name() + " → " + offer.toStatusName()).toList())),
				wish);
	}

	private static Optional<JiraTransition> find(List<JiraTransition> possible, StatusWish wish) {
		return possible.stream()
			.filter((candidate) -> (wish.status() != null) ? candidate.toStatusName().equalsIgnoreCase(wish.status())
					: candidate.toDone() == wish.done())
			.findFirst();
	}

	private void take(JiraSide side, JiraTransition transition, StatusWish wish) {
		Map<String, JsonNode> values = new HashMap<>();
		List<String> missing = new ArrayList<>();
		for (JiraField field : transition.fields()) {
			fill(field, wish, values, missing);
		}
		if (!missing.isEmpty()) {
			throw rejected("Jira " + side.key() + " cannot take the transition '" + transition.name() + "' to '"
					+ transition.toStatusName() + "': it asks for " + String.join(", ", missing)
					+ "; set fields.state.resolutions or fields.state.transition-fields of the link");
		}
		this.jira.transition(side.issueId(), transition.id(), values);
	}

	private static void fill(JiraField field, StatusWish wish, Map<String, JsonNode> values, List<String> missing) {
		for (Fields.TransitionField rule : wish.fields()) {
			if (rule.field().equals(field.id())) {
				values.put(field.id(), value(rule));
				return;
			}
		}
		if (field.id().equals("resolution")) {
			for (String resolution : wish.resolutions()) {
				if (field.allowed().isEmpty() || field.allowed().stream().anyMatch(resolution::equalsIgnoreCase)) {
					values.put(field.id(), JiraFieldValues.named(resolution));
					return;
				}
			}
		}
		if (field.required() && !field.hasDefault()) {
			missing.add(field.name() + " (" + field.id()
					+ (field.allowed().isEmpty() ? "" : ": " + String.join(", ", field.allowed())) + ")");
		}
	}

	private static JsonNode value(Fields.TransitionField rule) {
		return switch (rule.form()) {
			case TEXT -> TextNode.valueOf(rule.value());
			case NAME -> JiraFieldValues.named(rule.value());
			case OPTION -> JsonNodeFactory.instance.objectNode().put("value", rule.value());
		};
	}

	private static UpstreamException rejected(String message) {
		return new UpstreamException.Rejected(Upstream.JIRA, 400, message);
	}

}
