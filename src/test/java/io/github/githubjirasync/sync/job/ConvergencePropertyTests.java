package io.github.githubjirasync.sync.job;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import io.github.githubjirasync.sync.Actor;
import io.github.githubjirasync.sync.Change;
import io.github.githubjirasync.sync.RichText;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.plan.Field;
import io.github.githubjirasync.text.Adf;
import io.github.githubjirasync.text.ConversionContext;
import io.github.githubjirasync.upstream.UpstreamException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * People edit all fields on both sides, deliveries come in any order and more than once,
 * and calls fail or lose their answer: in the end both sides are equal, and whatever is
 * delivered again changes nothing. Each run is a random one of its own;
 * {@code -Dconvergence.runs} says how many.
 */
class ConvergencePropertyTests {

	private static final int RUNS = Integer.getInteger("convergence.runs", 600);

	private static final int SHORT = 120;

	private static final int EDITS = 30;

	private static final Actor HUMAN = new Actor("7", "ann");

	private static final List<String> LABELS = List.of("bug", "ui", "good first issue", "a11y");

	private static final List<String> PRIORITIES = List.of("Highest", "High", "Medium", "Low");

	private static final List<String> PRIORITY_LABELS = List.of("P1", "P2", "P3");

	private static final List<String> VERSIONS = List.of("v1", "v2", "v3");

	@Test
	void bothSidesEndEqualWhateverTheOrder() {
		run(1, SHORT);
	}

	@Test
	@Tag("long")
	void bothSidesEndEqualInManyMoreRuns() {
		run(SHORT + 1, RUNS);
	}

	private static void run(int first, int last) {
		for (int seed = first; seed <= last; seed++) {
			new Run(seed).go();
		}
	}

	/** One history of edits, deliveries and faults. */
	private static final class Run {

		private final Random random;

		private final ModelPair pair;

		private final ModelSync sync;

		private final List<Change> pending = new ArrayList<>();

		private final int seed;

		private int seen;

		Run(int seed) {
			this.seed = seed;
			this.random = new Random(seed);
			this.pair = new ModelPair(this.random);
			this.sync = new ModelSync(this.pair, link(this.random), new ModelMappings());
		}

		/** Some runs have a rule for conflicts other than the default. */
		private static Link link(Random random) {
			Map<String, String> rules = new HashMap<>(
					Map.of("name", "widgets", "github.repository", "acme/widgets", "jira.project", "WID"));
			for (int i = 0; i < PRIORITY_LABELS.size(); i++) {
				rules.put("allow-private-to-public", "true");
				rules.put("fields.priority.map[" + i + "].label", PRIORITY_LABELS.get(i));
				rules.put("fields.priority.map[" + i + "].priority", PRIORITIES.get(i));
			}
			rules.put("fields.type.map[0].type", "Bug");
			rules.put("fields.type.map[0].issue-type", "Bug");
			rules.put("fields.type.map[1].type", "Feature");
			rules.put("fields.type.map[1].issue-type", "Story");
			for (String field : List.of("title", "body", "assignees", "priority", "type", "milestone", "state")) {
				rules.put("fields." + field + ".conflict", any(random, List.of("newest", "newest", "github", "jira")));
			}
			return new Binder(new MapConfigurationPropertySource(rules)).bind("", Link.class).get();
		}

		void go() {
			this.pair.onGitHub(HUMAN, () -> this.pair.title = "Begin");
			deliverAll();
			this.pair.faults = this.random.nextInt(3) * 8;
			for (int i = 0; i < EDITS; i++) {
				if (this.random.nextBoolean()) {
					github(i);
				}
				else {
					jira(i);
				}
				for (int deliveries = this.random.nextInt(4); deliveries > 0; deliveries--) {
					deliverOne();
				}
			}
			deliverAll();
			this.pair.faults = 0;
			deliverAgain();
			assertEqual();
			int writes = this.pair.writes;
			deliverAgain();
			assertThat(this.pair.writes).as("writes on replay, seed " + this.seed).isEqualTo(writes);
			assertEqual();
		}

		private void github(int i) {
			ModelPair now = this.pair;
			now.onGitHub(HUMAN, () -> {
				switch (this.random.nextInt(8)) {
					case 0 -> now.title = "Title " + i;
					case 1 -> now.body = "Words of *edit* " + i;
					case 2 -> replace(now.labels, LABELS, LABELS);
					case 3 -> replace(now.labels, PRIORITY_LABELS, List.of(any(this.random, PRIORITY_LABELS)));
					case 4 -> now.assignees = any(this.random,
							List.of(List.of(), List.of("alice"), List.of("bob"), List.of("alice", "bob")));
					case 5 -> now.type = any(this.random, List.of("Bug", "Feature"));
					case 6 -> now.milestone = this.random.nextBoolean() ? any(this.random, VERSIONS) : null;
					default -> {
						now.open = !now.open;
						now.stateReason = now.open ? "reopened" : "completed";
					}
				}
			});
		}

		private void jira(int i) {
			ModelPair now = this.pair;
			int field = this.random.nextInt(8);
			List<String> names = List.of("summary", "description", "labels", "priority", "assignee", "issuetype",
					"Fix Version", "status");
			now.inJira(HUMAN, this.random.nextInt(5) == 0 ? Set.of() : Set.of(names.get(field)), () -> {
				switch (field) {
					case 0 -> now.summary = "Summary " + i;
					case 1 -> now.description = Adf.fromMarkdown("Words of edit " + i, ConversionContext.NONE);
					case 2 -> replace(now.jiraLabels, List.of("bug", "ui", "good-first-issue", "a11y"),
							List.of("bug", "ui", "good-first-issue", "a11y"));
					case 3 -> now.priority = any(this.random, PRIORITIES);
					case 4 -> now.assignee = this.random.nextInt(3) == 0 ? null : any(this.random, List.of("a1", "b1"));
					case 5 -> now.issueType = any(this.random, List.of("Bug", "Story"));
					case 6 -> now.versions = any(this.random,
							List.of(List.of(), List.of("v1"), List.of("v2"), List.of("v1", "v3")));
					default -> now.status = now.status.equals("Done") ? "In Progress" : "Done";
				}
			});
		}

		private void replace(Set<String> labels, List<String> all, List<String> among) {
			labels.removeAll(all);
			for (String label : among) {
				if (among.size() == 1 || this.random.nextInt(3) == 0) {
					labels.add(label);
				}
			}
		}

		private void deliverOne() {
			take();
			if (!this.pending.isEmpty()) {
				int index = this.random.nextInt(this.pending.size());
				// Now and then a delivery comes once more.
				apply((this.random.nextInt(6) == 0) ? this.pending.get(index) : this.pending.remove(index));
			}
		}

		private void deliverAll() {
			for (take(); !this.pending.isEmpty(); take()) {
				apply(this.pending.remove(this.random.nextInt(this.pending.size())));
			}
		}

		private void deliverAgain() {
			List<Change> all = new ArrayList<>(this.pair.sent);
			Collections.shuffle(all, this.random);
			all.forEach(this::apply);
			deliverAll();
		}

		private void take() {
			this.pending.addAll(this.pair.sent.subList(this.seen, this.pair.sent.size()));
			this.seen = this.pair.sent.size();
		}

		/** As the queue does it: a job that failed runs again. */
		private void apply(Change change) {
			for (int attempt = 0; attempt < 1000; attempt++) {
				try {
					this.sync.apply(change, this.random.nextInt(4) > 0);
					return;
				}
				catch (UpstreamException.Transient ex) {
					// The next attempt.
				}
			}
			throw new AssertionError("A job does not end, seed " + this.seed);
		}

		private void assertEqual() {
			ModelPair now = this.pair;
			String run = ", seed " + this.seed;
			assertThat(now.summary).as("title" + run).isEqualTo(now.title);
			assertThat(Field.wordsDigest(RichText.adf(now.description.toString()))).as("body" + run)
				.isEqualTo(Field.wordsDigest(RichText.markdown(now.body)));
			Set<String> labels = new HashSet<>(now.labels);
			PRIORITY_LABELS.forEach(labels::remove);
			// GitHub may hold both spellings of what is one label in Jira.
			assertThat(now.jiraLabels).as("labels" + run)
				.containsExactlyInAnyOrderElementsOf(
						labels.stream().map((label) -> label.replace(' ', '-')).distinct().toList());
			if (now.assignees.isEmpty()) {
				assertThat(now.assignee).as("assignee" + run).isNull();
			}
			if (now.assignee != null) {
				assertThat(now.assignees).as("assignees" + run).contains(now.assignee.equals("a1") ? "alice" : "bob");
			}
			// Of several labels the first of the map counts.
			for (int i = 0; i < PRIORITY_LABELS.size(); i++) {
				if (now.labels.contains(PRIORITY_LABELS.get(i))) {
					assertThat(now.priority).as("priority" + run).isEqualTo(PRIORITIES.get(i));
					break;
				}
			}
			if (now.type != null) {
				assertThat(now.issueType).as("type" + run).isEqualTo(now.type.equals("Bug") ? "Bug" : "Story");
			}
			if (now.versions.isEmpty()) {
				assertThat(now.milestone).as("milestone" + run).isNull();
			}
			if (now.milestone != null) {
				assertThat(now.versions).as("milestone" + run).contains(now.milestone);
			}
			assertThat(now.status.equals("Done")).as("state" + run).isEqualTo(!now.open);
		}

		private static <T> T any(Random random, List<T> list) {
			return list.get(random.nextInt(list.size()));
		}

	}

}
