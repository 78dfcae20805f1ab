package io.github.githubjirasync.sync.job;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.githubjirasync.github.GitHubIssue;
import io.github.githubjirasync.github.GitHubMilestone;
import io.github.githubjirasync.github.GitHubUser;
import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.jira.JiraIssue;
import io.github.githubjirasync.jira.JiraIssueMore;
import io.github.githubjirasync.jira.JiraUser;
import io.github.githubjirasync.sync.Actor;
import io.github.githubjirasync.sync.Change;
import io.github.githubjirasync.text.Adf;
import io.github.githubjirasync.text.ConversionContext;
import io.github.githubjirasync.upstream.Upstream;
import io.github.githubjirasync.upstream.UpstreamException;
import org.jspecify.annotations.Nullable;

/**
 * A GitHub issue and its Jira twin in memory: what they hold, what time it is, and the
 * deliveries that each change sent. GitHub tells times in whole seconds, as it does.
 */
final class ModelPair {

	static final long GITHUB_ID = 3_000_000_001L;

	static final long JIRA_ID = 10_000;

	static final GitHubUser GITHUB_SELF = new GitHubUser(99, "sync-bot");

	static final JiraUser JIRA_SELF = new JiraUser("sync", "Sync");

	final List<Change> sent = new ArrayList<>();

	final Set<String> labels = new TreeSet<>();

	final Set<String> jiraLabels = new TreeSet<>();

	String title = "A";

	String body = "Words";

	boolean open = true;

	@Nullable String stateReason;

	List<String> assignees = List.of();

	@Nullable String milestone;

	@Nullable String type;

	String summary = "A";

	JsonNode description = Adf.fromMarkdown("Words", ConversionContext.NONE);

	String status = "To Do";

	@Nullable String assignee;

	String priority = "Medium";

	String issueType = "Task";

	List<String> versions = List.of();

	/** Counts the calls that changed something. */
	int writes;

	/** Of 100 calls, how many fail before they are made, and how many after it. */
	int faults;

	private final Random random;

	private Instant now = Instant.parse("2026-01-02T03:04:05Z");

	private Instant githubAt = this.now;

	private Instant jiraAt = this.now;

	ModelPair(Random random) {
		this.random = random;
	}

	void onGitHub(Actor actor, Runnable change) {
		String before = github().toString();
		change.run();
		if (!github().toString().equals(before)) {
			this.githubAt = tick().truncatedTo(ChronoUnit.SECONDS);
			this.sent.add(
					new Change.GitHubIssueChanged(Change.Kind.UPDATED, "edited", Snapshots.of(github(), false), actor));
		}
	}

	void inJira(Actor actor, Set<String> fields, Runnable change) {
		String before = jira().toString();
		change.run();
		if (!jira().toString().equals(before)) {
			this.jiraAt = tick();
			this.sent.add(
					new Change.JiraIssueChanged(Change.Kind.UPDATED, Snapshots.of(jira()), fields, actor, this.jiraAt));
		}
	}

	/** Some milliseconds go by, sometimes more than a second. */
	private Instant tick() {
		this.now = this.now.plusMillis(1 + this.random.nextInt(1500));
		return this.now;
	}

	/** A call of ours: it may fail before it is made, or its answer may be lost. */
	void call(Upstream upstream, Runnable call) {
		fail(upstream);
		this.writes++;
		call.run();
		fail(upstream);
	}

	private void fail(Upstream upstream) {
		if (this.random.nextInt(100) < this.faults) {
			throw new UpstreamException.Transient(upstream, upstream + " went away", null);
		}
	}

	GitHubIssue github() {
		return new GitHubIssue(GITHUB_ID, new GitHubIssueRef("acme/widgets", 1), this.title, this.body,
				this.open ? "open" : "closed", this.stateReason, List.copyOf(this.labels), new GitHubUser(7, "ann"),
				"https://github.com/acme/widgets/issues/1", Instant.EPOCH, this.githubAt,
				this.assignees.stream().map((login) -> new GitHubUser(login.hashCode(), login)).toList(),
				(this.milestone != null) ? new GitHubMilestone(this.milestone.hashCode(), this.milestone, true, null)
						: null,
				this.type, false, null);
	}

	JiraIssue jira() {
		boolean done = this.status.equals("Done");
		return new JiraIssue(JIRA_ID, "WID-1", this.summary, this.description, this.status, done, this.issueType,
				List.copyOf(this.jiraLabels), false, Instant.EPOCH, this.jiraAt, null,
				new JiraIssueMore(null, done ? "done" : "new", done ? "Done" : null, this.priority, false,
						(this.assignee != null) ? new JiraUser(this.assignee, this.assignee) : null, null,
						this.versions, List.of(), null, null, List.of(), List.of()));
	}

}
