package io.github.githubjirasync.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.mapping.SyncedState;
import io.github.githubjirasync.sync.Actor;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.plan.Conversion;
import io.github.githubjirasync.sync.plan.Field;
import io.github.githubjirasync.sync.plan.IssuePlanner;
import io.github.githubjirasync.sync.plan.Plan;
import io.github.githubjirasync.sync.plan.Situation;
import io.github.githubjirasync.text.Adf;
import io.github.githubjirasync.text.ConversionContext;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * Measures how many changes of GitHub issues are planned in a second of one thread's CPU
 * time, so that it does not matter what else the machine does; each with a title, labels
 * and a body of 4 KB that is converted, cut and digested for Jira. Arguments:
 * {@code [--rounds N] [--seconds S]}.
 */
public final class PlannerBench {

	private static final int BODY = 4_096;

	private static final int ISSUES = 256;

	private static final int WARM_UPS = 5;

	private static final Conversion CONVERSION = new Conversion() {

		@Override
		public JsonNode forJira(String markdown, GitHubIssueSnapshot issue) {
			return Adf.limit(Adf.fromMarkdown(markdown, ConversionContext.NONE), Adf.MAX_CHARACTERS, issue.htmlUrl());
		}

		@Override
		public String forGitHub(JiraIssueSnapshot issue) {
			return Field.markdown(issue.description(), ConversionContext.NONE);
		}
	};

	private PlannerBench() {
	}

	/**
	 * Runs the benchmark.
	 * @param arguments see above
	 */
	public static void main(String[] arguments) {
		List<String> options = List.of(arguments);
		int rounds = option(options, "--rounds", 7);
		int seconds = option(options, "--seconds", 3);
		List<Situation> situations = situations();
		for (int i = 0; i < WARM_UPS; i++) {
			round(situations, seconds);
		}
		double[] rates = new double[rounds];
		for (int i = 0; i < rounds; i++) {
			rates[i] = round(situations, seconds);
			System.out.printf(Locale.ROOT, "round_%d: %.0f%n", i + 1, rates[i]);
		}
		Arrays.sort(rates);
		System.out.printf(Locale.ROOT, "plans_per_second: %.0f%n", rates[rounds / 2]);
	}

	private static int option(List<String> options, String name, int otherwise) {
		int index = options.indexOf(name);
		return (index >= 0) ? Integer.parseInt(options.get(index + 1)) : otherwise;
	}

	private static double round(List<Situation> situations, int seconds) {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		long begin = threads.getCurrentThreadCpuTime();
		long end = begin + seconds * 1_000_000_000L;
		long plans = 0;
		while (threads.getCurrentThreadCpuTime() < end) {
			for (Situation situation : situations) {
				Plan plan = IssuePlanner.plan(situation);
				if (plan.steps().size() != 1) {
					throw new AssertionError("Not the plan that is measured: " + plan.steps());
				}
			}
			plans += situations.size();
		}
		return plans * 1e9 / (threads.getCurrentThreadCpuTime() - begin);
	}

	private static List<Situation> situations() {
		Link link = new Binder(new MapConfigurationPropertySource(
				Map.of("name", "widgets", "github.repository", "acme/widgets", "jira.project", "WID")))
			.bind("", Link.class)
			.get();
		String page = "https://github.com/acme/widgets/issues/";
		Instant time = Instant.parse("2026-01-02T03:04:05Z");
		Random random = new Random(1);
		List<Situation> situations = new ArrayList<>();
		for (int i = 0; i < ISSUES; i++) {
			Map<String, FieldState> fields = new HashMap<>();
			fields.put(Field.TITLE, new FieldState("Save fails", "Save fails"));
			fields.put(Field.BODY, new FieldState(Field.digest("before"), "another digest"));
			fields.put(Field.LABELS, new FieldState("bug", "bug"));
			fields.put(Field.STATE, new FieldState("open", "open"));
			fields.put(Field.REMOTE_LINK, new FieldState(null, page + i));
			GitHubIssueSnapshot issue = new GitHubIssueSnapshot(3_000_000_000L + i,
					new GitHubIssueRef("acme/widgets", i + 1), false, "Save fails twice, case " + i, body(random), true,
					null, List.of("bug", "ui"), List.of(), null, new Actor("1", "alice"), page + i, time, time);
			situations.add(Situation.onGitHub(issue, false, new SyncedState(time, time, fields), link, CONVERSION));
		}
		return situations;
	}

	/** What issues are made of: prose with some marks, lists, code and links. */
	private static String body(Random random) {
		StringBuilder body = new StringBuilder();
		while (body.length() < BODY) {
			switch (random.nextInt(8)) {
				case 0 -> body.append("## Steps ").append(random.nextInt(100)).append("\n\n");
				case 1 -> body.append("- open the form\n- click **Save** ").append(words(random, 5)).append("\n\n");
				case 2 -> body.append("```java\nform.save(").append(random.nextInt()).append(");\n```\n\n");
				case 3 -> body.append("See [the log](https://example.org/log/")
					.append(random.nextInt())
					.append(") and `")
					.append(words(random, 1))
					.append("`.\n\n");
				default -> body.append(words(random, 40)).append(".\n\n");
			}
		}
		return body.substring(0, BODY);
	}

	private static String words(Random random, int count) {
		String[] words = { "the", "form", "fails", "when", "a", "user", "saves", "it", "twice", "within", "one",
				"second", "and", "nothing", "is", "written", "to", "log", "until", "page", "closes", "again" };
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < count; i++) {
			text.append(text.isEmpty() ? "" : " ").append(words[random.nextInt(words.length)]);
		}
		return text.toString();
	}

}
