package io.github.githubjirasync.sync.job;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.githubjirasync.github.GitHubClient;
import io.github.githubjirasync.github.GitHubPullRequest;
import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.jira.JiraClient;
import io.github.githubjirasync.jira.JiraField;
import io.github.githubjirasync.jira.JiraIssue;
import io.github.githubjirasync.jira.JiraRemoteLink;
import io.github.githubjirasync.jira.JiraTransition;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.sync.Change.GitHubPullRequestChanged;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.link.Links;
import io.github.githubjirasync.sync.link.PullRequests;
import io.github.githubjirasync.sync.link.PullRequests.Place;
import io.github.githubjirasync.sync.plan.Call.StatusWish;
import io.github.githubjirasync.upstream.UpstreamException;
import org.jspecify.annotations.Nullable;

/**
 * Shows pull requests on the Jira issues that they mention, and moves these as the rules
 * of the link say. What counts is the pull request as it is now, so that the order of
 * deliveries does not matter.
 */
final class PullRequestSync {

	/** A text with more keys is a list of them, not a mention. */
	private static final int MOST_ISSUES = 20;

	private static final int TITLE_LIMIT = 255;

	private static final Set<String> MOVES = Set.of("opened", "reopened", "ready_for_review", "closed");

	private final GitHubClient github;

	private final JiraClient jira;

	private final Links links;

	private final Transitions transitions;

	PullRequestSync(GitHubClient github, JiraClient jira, Links links) {
		this.github = github;
		this.jira = jira;
		this.links = links;
		this.transitions = new Transitions(jira);
	}

	JobOutcome apply(GitHubPullRequestChanged change, Link link) {
		PullRequests rule = link.pullRequests();
		if (!rule.matter()) {
			return new JobOutcome.Ignored("the link leaves pull requests alone");
		}
		GitHubPullRequest pull;
		try {
			pull = this.github.pullRequest(change.pullRequest().ref());
		}
		catch (UpstreamException.Gone ex) {
			return new JobOutcome.Ignored("the pull request is gone from GitHub");
		}
		Set<String> mentioned = mentioned(pull, rule, link);
		List<String> done = new ArrayList<>();
		for (String key : noLonger(change, mentioned, rule, link)) {
			unlink(key, pull, done);
		}
		List<UpstreamException.Rejected> refused = new ArrayList<>();
		for (String key : mentioned) {
			try {
				JiraIssue issue = this.jira.issue(key);
				if (link.filter().admits(Snapshots.of(issue))) {
					follow(issue, pull, link, MOVES.contains(change.action()), done);
				}
			}
			catch (UpstreamException.Gone ex) {
				done.add(key + " does not exist");
			}
			catch (UpstreamException.Rejected ex) {
				// One issue's workflow holds back none of the others.
				refused.add(ex);
			}
		}
		if (!refused.isEmpty()) {
			throw together(refused);
		}
		return done.isEmpty() ? new JobOutcome.Ignored("the pull request mentions no issue of the link")
				: new JobOutcome.Done(pull.ref() + " → " + String.join(", ", done));
	}

	private Set<String> mentioned(GitHubPullRequest pull, PullRequests rule, Link link) {
		Set<String> keys = new LinkedHashSet<>();
		if (rule.in(Place.TITLE)) {
			keys.addAll(Mentions.inLine(pull.title()));
		}
		if (rule.in(Place.BRANCH)) {
			keys.addAll(Mentions.inBranch(pull.branch()));
		}
		if (rule.in(Place.BODY)) {
			keys.addAll(Mentions.inText(pull.body()));
		}
		return ofLink(keys, link);
	}

	/** Keys that an edit has taken away. */
	private Set<String> noLonger(GitHubPullRequestChanged change, Set<String> mentioned, PullRequests rule, Link link) {
		if (change.former() == null || !rule.links()) {
			return Set.of();
		}
		Set<String> keys = new LinkedHashSet<>(Mentions.inText(change.former()));
		keys.removeAll(mentioned);
		return ofLink(keys, link);
	}

	private Set<String> ofLink(Set<String> keys, Link link) {
		Set<String> own = new LinkedHashSet<>();
		for (String key : keys) {
			boolean ofLink = this.links.ofProject(new JiraIssueKey(key).projectKey())
				.filter((found) -> found.name().equals(link.name()))
				.isPresent();
			if (ofLink && own.size() < MOST_ISSUES) {
				own.add(key);
			}
		}
		return own;
	}

	private void unlink(String key, GitHubPullRequest pull, List<String> done) {
		try {
			this.jira.deleteRemoteLink(this.jira.issue(key).id(), globalId(pull));
			done.add(key + ": no longer mentioned");
		}
		catch (UpstreamException.Gone ex) {
			// Nor was there an issue to mention.
		}
	}

	private static UpstreamException.Rejected together(List<UpstreamException.Rejected> refused) {
		UpstreamException.Rejected first = refused.get(0);
		if (refused.size() == 1) {
			return first;
		}
		String all = refused.stream().map(Throwable::getMessage).collect(Collectors.joining("; "));
		return new UpstreamException.Rejected(first.upstream(), first.status(), all);
	}

	private void follow(JiraIssue issue, GitHubPullRequest pull, Link link, boolean moves, List<String> done) {
		PullRequests rule = link.pullRequests();
		if (rule.links()) {
			this.jira.putRemoteLink(issue.id(),
					new JiraRemoteLink(globalId(pull), pull.htmlUrl(), title(pull), !pull.open()));
		}
		String moved = moves ? move(issue, wanted(pull, rule), link) : "";
		done.add(issue.key() + moved);
	}

	private static @Nullable String wanted(GitHubPullRequest pull, PullRequests rule) {
		if (pull.merged()) {
			return rule.mergedStatus();
		}
		if (!pull.open()) {
			return rule.closedStatus();
		}
		return pull.draft() ? null : rule.openedStatus();
	}

	/** Moves an issue, if it is not there yet, and tells what became of it. */
	private String move(JiraIssue issue, @Nullable String status, Link link) {
		if (status == null || issue.statusName().equalsIgnoreCase(status)) {
			return "";
		}
		StatusWish wish = StatusWish.named(link, status);
		Transitions.Found found = this.transitions.find(Snapshots.of(issue), wish);
		if (found.way().isEmpty()) {
			return " (no transition to '" + status + "'; it offers "
					+ found.offered().stream().map(JiraTransition::toStatusName).toList() + ")";
		}
		JiraTransition way = found.way().get();
		if (issue.done() && !way.toDone()) {
			return " (is done already)";
		}
		this.transitions.take(new JiraSide(issue.id(), new JiraIssueKey(issue.key())), way,
				wish.withResolutions(resolutions(way, wish)));
		return ": to " + way.toStatusName();
	}

	/**
	 * A resolution that the screen must have is any, if it has to be; one that it may
	 * have is only for what is finished.
	 */
	private static List<String> resolutions(JiraTransition way, StatusWish wish) {
		List<String> names = new ArrayList<>();
		for (JiraField field : way.fields()) {
			if (field.id().equals("resolution") && (field.required() || way.toDone())) {
				names.addAll(wish.resolutions());
				names.addAll(field.required() ? field.allowed() : List.of());
			}
		}
		return names;
	}

	private static String globalId(GitHubPullRequest pull) {
		return "github-pull-" + pull.id();
	}

	private static String title(GitHubPullRequest pull) {
		String title = pull.ref() + ": " + pull.title().replaceAll("\\s+", " ")
				+ (pull.merged() ? " (merged)" : pull.draft() ? " (draft)" : "");
		return (title.length() <= TITLE_LIMIT) ? title : title.substring(0, TITLE_LIMIT - 1) + "…";
	}

}
