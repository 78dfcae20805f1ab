package io.github.githubjirasync.sync.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.mapping.SyncedState;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.Origin;
import io.github.githubjirasync.sync.RichText;
import io.github.githubjirasync.sync.link.Link;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * One case of a golden file: what is given, line by line, and the plan that follows.
 *
 * @param name what it shows
 * @param given the lines before {@code then}
 * @param then the lines after it
 */
record PlanCase(String name, List<String> given, List<String> then) {

	private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

	static List<PlanCase> read(String file) {
		List<PlanCase> cases = new ArrayList<>();
		for (String block : file.split("(?m)^## ")) {
			List<String> lines = block.lines().map(String::stripTrailing).filter((line) -> !line.isEmpty()).toList();
			int then = lines.indexOf("then");
			if (then > 0) {
				cases.add(new PlanCase(lines.get(0), lines.subList(1, then), lines.subList(then + 1, lines.size())));
			}
		}
		return cases;
	}

	String write(List<String> plan) {
		return "## " + this.name + "\n" + String.join("\n", this.given) + "\nthen\n" + String.join("\n", plan) + "\n";
	}

	/** The plan, line by line. */
	List<String> plan() {
		Map<String, String> values = new LinkedHashMap<>();
		for (String line : this.given) {
			String[] parts = line.split(": ?", 2);
			values.put(parts[0], parts[1]);
		}
		return describe(IssuePlanner.plan(situation(values)));
	}

	private static Situation situation(Map<String, String> values) {
		Origin origin = "jira".equals(values.get("origin")) ? Origin.JIRA : Origin.GITHUB;
		Map<String, FieldState> last = new TreeMap<>(SampleIssues.IN_STEP);
		Map<String, String> rules = new TreeMap<>(
				Map.of("name", "widgets", "github.repository", "acme/widgets", "jira.project", "WID"));
		Map<String, String> github = new TreeMap<>();
		Map<String, String> jira = new TreeMap<>();
		for (Map.Entry<String, String> value : values.entrySet()) {
			String key = value.getKey();
			if (key.startsWith("last.")) {
				last(last, key.substring(5), value.getValue());
			}
			else if (key.startsWith("rule.")) {
				rules.put(key.substring(5), value.getValue());
			}
			else if (key.startsWith("github")) {
				github.put(key.replaceFirst("github\\.?", ""), value.getValue());
			}
			else if (key.startsWith("jira")) {
				jira.put(key.replaceFirst("jira\\.?", ""), value.getValue());
			}
		}
		boolean twinless = values.containsKey("twinless");
		@Nullable GitHubIssueSnapshot onGitHub = (origin == Origin.GITHUB || !github.isEmpty()) ? SampleIssues.onGitHub(github)
				: null;
		@Nullable JiraIssueSnapshot inJira = (origin == Origin.JIRA || !jira.isEmpty()) ? SampleIssues.inJira(jira) : null;
		Set<String> changed = values.containsKey("changed") ? Set.of(values.get("changed").split(", ")) : Set.of();
		Link link = new Binder(new MapConfigurationPropertySource(rules)).bind("", Link.class).get();
		boolean byUs = values.containsKey("by us");
		boolean namesReason = !byUs && (changed.contains("status") || changed.contains("resolution"));
		Situation situation = new Situation(origin, onGitHub, inJira, twinless, changed, byUs, namesReason,
				twinless ? SyncedState.NONE : new SyncedState(TIME, values.containsKey("new twin") ? null : TIME, last),
				link, people(values.getOrDefault("people", "alice = a1, bob = b1")), SampleIssues.CONVERSION);
		return (values.containsKey("read again") && inJira != null) ? situation.withJira(inJira) : situation;
	}

	private static People people(String list) {
		Map<String, String> jira = new TreeMap<>();
		Map<String, String> github = new TreeMap<>();
		for (String person : SampleIssues.list(list)) {
			String[] both = person.split(" = ");
			jira.put(both[0], both[1]);
			github.put(both[1], both[0]);
		}
		return new People(jira, github);
	}

	private static void last(Map<String, FieldState> last, String field, String value) {
		if (value.equals("never")) {
			last.remove(field);
			return;
		}
		String[] sides = value.split(" ?\\| ?", 2);
		String github = sides[0];
		String jira = (sides.length > 1) ? sides[1] : sides[0];
		last.put(field, switch (field) {
			case Field.BODY -> new FieldState(Field.digest(github), Field.wordsDigest(RichText.markdown(jira)));
			case Field.LABELS, Field.ASSIGNEES, Field.MILESTONE -> new FieldState(lines(github), lines(jira));
			default -> new FieldState(github, jira);
		});
	}

	private static String lines(String list) {
		return Field.joined(SampleIssues.list(list));
	}

	private static List<String> describe(Plan plan) {
		List<String> lines = new ArrayList<>();
		plan.steps().forEach((step) -> lines.add("call: " + step.call().describe()));
		for (FieldResult result : plan.results()) {
			if (result.reason() == Reason.UNCHANGED || result.reason() == Reason.UNMAPPED) {
				continue;
			}
			lines.add(result.field() + ": " + result.reason().words()
					+ ((result.to() != null) ? ", to " + side(result.to()) + ": " + shown(result.before()) + " → "
							+ shown(result.after()) : "")
					+ ((result.note() != null) ? " (" + result.note() + ")" : ""));
		}
		plan.after()
			.entrySet()
			.stream()
			.filter((field) -> !field.getKey().equals(Field.BODY))
			.sorted(Map.Entry.comparingByKey())
			.forEach((field) -> lines.add("in step: " + field.getKey() + " = " + one(field.getValue().github()) + " | "
					+ one(field.getValue().jira())));
		return lines.isEmpty() ? List.of("nothing") : lines;
	}

	private static String side(Origin side) {
		return (side == Origin.GITHUB) ? "GitHub" : "Jira";
	}

	private static String one(@Nullable String value) {
		return (value != null && !value.isEmpty()) ? value.replace("\n", ", ") : "-";
	}

	private static String shown(@Nullable String value) {
		return (value != null) ? "“" + value.replace("\n", "⏎") + "”" : "-";
	}

}
