package io.github.githubjirasync.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import io.github.githubjirasync.sandbox.Call;
import io.github.githubjirasync.sandbox.Fault;
import io.github.githubjirasync.sandbox.Fault.Kind;
import io.github.githubjirasync.sandbox.SandboxGitHubIssue;
import io.github.githubjirasync.sandbox.SandboxJiraIssue;
import io.github.githubjirasync.upstream.Upstream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many people edit the same issues on both sides at once, and deliveries come late and in
 * any order: in the end both sides are equal, and silent.
 */
class RandomEditsIntegrationTests extends EndToEnd {

	private static final int ISSUES = 20;

	/** {@code -Drandom.edits} for more of them. */
	private static final int EDITS = Integer.getInteger("random.edits", 500);

	/** {@code -Drandom.silence}, in seconds, for a longer look at the end. */
	private static final int SILENCE = Integer.getInteger("random.silence", 1);

	private static final Map<String, String> PRIORITIES = Map.of("priority: highest", "Highest", "priority: high",
			"High", "priority: low", "Low");

	private static final List<String> VERSIONS = List.of("1.0", "2.0", "3.0");

	private static final List<String> PEOPLE = List.of("alice", "bob", "carol");

	private static final List<String> LABELS = List.of("bug", "ui", "urgent", "good-first-issue", "a11y");

	private static final List<String> WRITES = List.of("POST", "PUT", "PATCH", "DELETE");

	private final List<Pair> pairs = new ArrayList<>();

	@ParameterizedTest
	@ValueSource(longs = 6)
	void bothSidesEndEqual(long seed) {
		Random random = new Random(seed);
		begin(random);
		for (int i = 1; i <= EDITS; i++) {
			edit(random, this.pairs.get(random.nextInt(ISSUES)), i);
			shake(random, i);
		}
		SANDBOX.webhooks(Upstream.GITHUB).releaseShuffled(seed);
		SANDBOX.webhooks(Upstream.JIRA).releaseShuffled(seed);
		awaitSilence();
		replayWhatFailedTooOften();
		assertThat(causes()).isEmpty();
		assertThat(SANDBOX.github().issues()).hasSize(ISSUES);
		assertThat(SANDBOX.jira().issues()).hasSize(ISSUES);
		for (Pair pair : this.pairs) {
			assertEqual(pair);
		}
		nothingIsLeftToDo();
	}

	/**
	 * Nothing waits, rests or runs and no webhook is under way, so that nothing would
	 * call within the next minute, or ever; some of which is waited for.
	 */
	private void nothingIsLeftToDo() {
		List<Call> before = SANDBOX.calls().recent();
		await().during(Duration.ofSeconds(SILENCE))
			.atMost(Duration.ofSeconds(SILENCE + 20))
			.until(() -> this.queue.counts().waiting() + this.queue.counts().delayed()
					+ this.queue.counts().active() == 0 && SANDBOX.calls().recent().equals(before));
	}

	/** Half of the issues begin on each side. */
	private void begin(Random random) {
		for (String version : VERSIONS) {
			SANDBOX.github().milestone(REPOSITORY, version, "alice");
			SANDBOX.jira().sides().version(PROJECT, version);
		}
		for (int i = 0; i < ISSUES / 2; i++) {
			SANDBOX.github().openIssue(REPOSITORY, "From GitHub " + i, "Words " + i, some(random), any(random, PEOPLE));
			SANDBOX.jira().createIssue(PROJECT, "From Jira " + i, "Words " + i, some(random), any(random, PEOPLE));
		}
		awaitSilence();
		this.pairs.clear();
		for (SandboxGitHubIssue github : SANDBOX.github().issues()) {
			SandboxJiraIssue twin = SANDBOX.jira()
				.issues()
				.stream()
				.filter((jira) -> jira.remoteLinks().get(0).url().equals(github.htmlUrl()))
				.findFirst()
				.orElseThrow();
			this.pairs.add(new Pair(github.number(), twin.key()));
		}
	}

	private void edit(Random random, Pair pair, int i) {
		String actor = any(random, PEOPLE);
		boolean github = random.nextBoolean();
		switch (random.nextInt(10)) {
			case 0 -> fields(github, pair, "title", "summary", "Title " + i, actor);
			case 1 -> fields(github, pair, "body", "description", "Words of edit " + i, actor);
			case 2, 3 -> label(github, pair, some(random), actor);
			case 4 -> toggle(github, pair, actor);
			case 5 -> assign(github, pair, any(random, List.of("alice", "bob")), actor);
			case 6 -> prioritise(github, pair, any(random, List.copyOf(new TreeSet<>(PRIORITIES.keySet()))), actor);
			case 7 -> type(github, pair, random.nextBoolean(), actor);
			case 8 -> plan(github, pair, random.nextInt(VERSIONS.size()), actor);
			default -> comment(github, pair, "Remark " + i, actor);
		}
	}

	private static void fields(boolean github, Pair pair, String githubField, String jiraField, String value,
			String actor) {
		if (github) {
			SANDBOX.github().editIssue(REPOSITORY, pair.number(), Map.of(githubField, value), actor);
		}
		else {
			SANDBOX.jira().editIssue(pair.key(), Map.of(jiraField, value), actor);
		}
	}

	private static void assign(boolean github, Pair pair, String user, String actor) {
		if (github) {
			SANDBOX.github().editIssue(REPOSITORY, pair.number(), Map.of("assignees", List.of(user)), actor);
		}
		else {
			SANDBOX.jira()
				.editIssue(pair.key(), Map.of("assignee", Map.of("accountId", "712020:sandbox-" + user)), actor);
		}
	}

	private static void prioritise(boolean github, Pair pair, String label, String actor) {
		if (github) {
			List<String> labels = new ArrayList<>(pair.github().labels());
			labels.removeAll(PRIORITIES.keySet());
			labels.add(label);
			SANDBOX.github().label(REPOSITORY, pair.number(), labels, actor);
		}
		else {
			SANDBOX.jira().editIssue(pair.key(), Map.of("priority", Map.of("name", PRIORITIES.get(label))), actor);
		}
	}

	private static void type(boolean github, Pair pair, boolean bug, String actor) {
		if (github) {
			SANDBOX.github().editIssue(REPOSITORY, pair.number(), Map.of("type", bug ? "Bug" : "Feature"), actor);
		}
		else {
			SANDBOX.jira().editIssue(pair.key(), Map.of("issuetype", Map.of("name", bug ? "Bug" : "Story")), actor);
		}
	}

	private static void plan(boolean github, Pair pair, int version, String actor) {
		if (github) {
			SANDBOX.github().editIssue(REPOSITORY, pair.number(), Map.of("milestone", version + 1), actor);
		}
		else {
			SANDBOX.jira()
				.editIssue(pair.key(), Map.of("fixVersions", List.of(Map.of("name", VERSIONS.get(version)))), actor);
		}
	}

	private static void label(boolean github, Pair pair, List<String> labels, String actor) {
		if (github) {
			List<String> all = new ArrayList<>(labels);
			pair.github().labels().stream().filter(PRIORITIES::containsKey).forEach(all::add);
			SANDBOX.github().label(REPOSITORY, pair.number(), all, actor);
		}
		else {
			SANDBOX.jira().editIssue(pair.key(), Map.of("labels", labels), actor);
		}
	}

	private static void toggle(boolean github, Pair pair, String actor) {
		if (github && pair.github().state().equals("open")) {
			SANDBOX.github().close(REPOSITORY, pair.number(), actor);
		}
		else if (github) {
			SANDBOX.github().reopen(REPOSITORY, pair.number(), actor);
		}
		else {
			String status = pair.jira().status().equals("Done") ? "In Progress" : "Done";
			SANDBOX.jira().transition(pair.key(), status, actor);
		}
	}

	private static void comment(boolean github, Pair pair, String text, String actor) {
		if (github) {
			SANDBOX.github().comment(REPOSITORY, pair.number(), text, actor);
		}
		else {
			SANDBOX.jira().comment(pair.key(), text, actor);
		}
	}

	/**
	 * Now and then deliveries are held, come shuffled or twice, and calls fail or lose
	 * their answer.
	 */
	private void shake(Random random, int i) {
		Upstream upstream = any(random, List.of(Upstream.GITHUB, Upstream.JIRA));
		switch (random.nextInt(12)) {
			case 0 -> SANDBOX.webhooks(upstream).hold();
			case 1 -> SANDBOX.webhooks(upstream).releaseShuffled(i);
			case 2 -> {
				var sent = SANDBOX.webhooks(upstream).list();
				SANDBOX.webhooks(upstream).redeliver(sent.get(random.nextInt(sent.size())).number());
			}
			case 3 -> await().until(() -> this.queue.counts().waiting() == 0);
			case 4 -> SANDBOX.faults().add(Fault.of(Kind.DROP_AFTER, upstream, any(random, WRITES), "**"));
			case 5 -> SANDBOX.faults().add(Fault.status(upstream, any(random, WRITES), "**", 503));
			default -> {
			}
		}
	}

	/** As an operator does once the upstreams are well again. */
	private void replayWhatFailedTooOften() {
		SANDBOX.faults().clear();
		dead().forEach((letter) -> this.deadLetters.replay(letter.job().id()));
		awaitSilence();
	}

	private static void assertEqual(Pair pair) {
		SandboxGitHubIssue github = pair.github();
		SandboxJiraIssue jira = pair.jira();
		assertThat(jira.summary()).as("title of " + pair).isEqualTo(github.title());
		List<String> labels = new ArrayList<>(github.labels());
		for (String label : github.labels()) {
			if (PRIORITIES.containsKey(label)) {
				labels.remove(label);
				assertThat(jira.priority()).as("priority of " + pair).isEqualTo(PRIORITIES.get(label));
			}
		}
		assertThat(jira.labels()).as("labels of " + pair).containsExactlyInAnyOrderElementsOf(labels);
		if (jira.assignee() != null) {
			assertThat(github.assignees()).as("assignees of " + pair).contains(jira.assignee());
		}
		else {
			assertThat(github.assignees()).as("assignees of " + pair).isEmpty();
		}
		assertThat(jira.issueType().equals("Bug")).as("type of " + pair).isEqualTo("Bug".equals(github.type()));
		if (github.milestone() != null) {
			assertThat(jira.fixVersions()).as("milestone of " + pair).contains(github.milestone());
		}
		else {
			assertThat(jira.fixVersions()).as("milestone of " + pair).isEmpty();
		}
		assertThat(jira.status().equals("Done")).as("state of " + pair).isEqualTo(github.state().equals("closed"));
		assertThat(Objects.requireNonNull(github.body()).replaceAll("(?s)\\s*<!--.*-->\\s*", "")).as("body of " + pair)
			.isEqualTo(jira.description());
		assertThat(jira.comments()).as("comments of " + pair).hasSameSizeAs(github.comments());
	}

	private static List<String> some(Random random) {
		Set<String> labels = new LinkedHashSet<>();
		for (int i = random.nextInt(4); i > 0; i--) {
			labels.add(any(random, LABELS));
		}
		return List.copyOf(labels);
	}

	private static <T> T any(Random random, List<T> list) {
		return list.get(random.nextInt(list.size()));
	}

	private record Pair(int number, String key) {

		SandboxGitHubIssue github() {
			return SANDBOX.github().issue(REPOSITORY, this.number);
		}

		SandboxJiraIssue jira() {
			return SANDBOX.jira().issue(this.key);
		}

	}

}
