package io.github.githubjirasync.github;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.github.githubjirasync.github.GitHubApi.CommentPayload;
import io.github.githubjirasync.github.GitHubApi.IssuePayload;
import io.github.githubjirasync.github.GitHubApi.NewIssuePayload;
import io.github.githubjirasync.github.GitHubApi.PullRequestPayload;
import io.github.githubjirasync.github.GitHubApi.SubIssuePayload;
import io.github.githubjirasync.github.GitHubApi.UserPayload;
import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.upstream.UpstreamException;
import org.jspecify.annotations.Nullable;

/**
 * Speaks GitHub's REST API.
 */
final class RestGitHubClient implements GitHubClient {

	private static final Pattern ISSUE_URL = Pattern.compile("/repos/([^/]+/[^/]+)/issues/([0-9]{1,18})$");

	private final GitHubApi api;

	private final Supplier<UserPayload> whoAmI;

	private final URI pages;

	private volatile @Nullable GitHubUser self;

	RestGitHubClient(GitHubApi api) {
		this(api, api::user, URI.create("https://github.com"));
	}

	RestGitHubClient(GitHubApi api, Supplier<UserPayload> whoAmI, URI pages) {
		this.pages = pages;
		this.api = api;
		this.whoAmI = whoAmI;
	}

	@Override
	public GitHubUser self() {
		GitHubUser known = this.self;
		if (known == null) {
			known = UserPayload.toUser(this.whoAmI.get());
			this.self = known;
		}
		return known;
	}

	@Override
	public String repositoryUrl(String repository) {
		return this.pages + "/" + repository;
	}

	@Override
	public GitHubIssue issue(GitHubIssueRef ref) {
		return toIssue(this.api.issue(ref.owner(), ref.name(), ref.number()));
	}

	@Override
	public GitHubIssue createIssue(String repository, NewGitHubIssue issue) {
		GitHubIssueRef any = anyIn(repository);
		return toIssue(this.api.createIssue(any.owner(), any.name(),
				new NewIssuePayload(issue.title(), issue.body(), issue.labels(),
						issue.assignees().isEmpty() ? null : issue.assignees(), issue.milestone(), issue.type())));
	}

	@Override
	public GitHubIssue updateIssue(GitHubIssueRef ref, GitHubIssueUpdate update) {
		return toIssue(this.api.updateIssue(ref.owner(), ref.name(), ref.number(), fields(update)));
	}

	@Override
	public List<GitHubIssue> issuesCreatedBy(String repository, String creatorLogin, Instant since) {
		GitHubIssueRef any = anyIn(repository);
		return GitHubPages
			.all(this.api.issues(any.owner(), any.name(), creatorLogin,
					since.truncatedTo(ChronoUnit.SECONDS).toString()), this.api::nextIssues)
			.stream()
			.filter((payload) -> payload.pullRequest() == null)
			.map(RestGitHubClient::toIssue)
			.toList();
	}

	@Override
	public void addLabels(GitHubIssueRef ref, List<String> labels) {
		this.api.addLabels(ref.owner(), ref.name(), ref.number(), Map.of("labels", labels));
	}

	@Override
	public void removeLabel(GitHubIssueRef ref, String label) {
		unlessGone(() -> this.api.removeLabel(ref.owner(), ref.name(), ref.number(), label));
	}

	@Override
	public List<GitHubComment> comments(GitHubIssueRef ref) {
		return GitHubPages.all(this.api.comments(ref.owner(), ref.name(), ref.number()), this.api::nextComments)
			.stream()
			.map(CommentPayload::toComment)
			.toList();
	}

	@Override
	public GitHubComment createComment(GitHubIssueRef ref, String body) {
		return this.api.createComment(ref.owner(), ref.name(), ref.number(), Map.of("body", body)).toComment();
	}

	@Override
	public GitHubComment updateComment(String repository, long commentId, String body) {
		GitHubIssueRef any = anyIn(repository);
		return this.api.updateComment(any.owner(), any.name(), commentId, Map.of("body", body)).toComment();
	}

	@Override
	public void deleteComment(String repository, long commentId) {
		GitHubIssueRef any = anyIn(repository);
		unlessGone(() -> this.api.deleteComment(any.owner(), any.name(), commentId));
	}

	@Override
	public List<GitHubIssue> subIssues(GitHubIssueRef ref) {
		return GitHubPages.all(this.api.subIssues(ref.owner(), ref.name(), ref.number()), this.api::nextIssues)
			.stream()
			.map(RestGitHubClient::toIssue)
			.toList();
	}

	@Override
	public void addSubIssue(GitHubIssueRef parent, long issueId, boolean replaceParent) {
		this.api.addSubIssue(parent.owner(), parent.name(), parent.number(),
				new SubIssuePayload(issueId, replaceParent));
	}

	@Override
	public void removeSubIssue(GitHubIssueRef parent, long issueId) {
		unlessGone(() -> this.api.removeSubIssue(parent.owner(), parent.name(), parent.number(),
				new SubIssuePayload(issueId, null)));
	}

	@Override
	public Optional<GitHubIssue> parent(GitHubIssueRef ref) {
		try {
			return Optional.of(toIssue(this.api.parent(ref.owner(), ref.name(), ref.number())));
		}
		catch (UpstreamException.Gone ex) {
			return Optional.empty();
		}
	}

	@Override
	public GitHubPullRequest pullRequest(GitHubIssueRef ref) {
		PullRequestPayload payload = this.api.pullRequest(ref.owner(), ref.name(), ref.number());
		String repository = (payload.base().repo() != null) ? payload.base().repo().fullName() : ref.repository();
		return new GitHubPullRequest(payload.id(), new GitHubIssueRef(repository, payload.number()), payload.title(),
				payload.body(), "open".equals(payload.state()), Boolean.TRUE.equals(payload.merged()),
				Boolean.TRUE.equals(payload.draft()), Objects.requireNonNullElse(payload.head().ref(), ""),
				payload.htmlUrl());
	}

	/** Checks {@code owner/name} and takes it apart; the number does not matter. */
	private static GitHubIssueRef anyIn(String repository) {
		return new GitHubIssueRef(repository, 1);
	}

	private static void unlessGone(Runnable removal) {
		try {
			removal.run();
		}
		catch (UpstreamException.Gone ex) {
			// What shall not be there is not there.
		}
	}

	/** A map, since a milestone and a type are taken away by a JSON null. */
	private static Map<String, Object> fields(GitHubIssueUpdate update) {
		Map<String, @Nullable Object> fields = new LinkedHashMap<>();
		fields.put("title", update.title());
		fields.put("body", update.body());
		fields.put("state", update.state());
		fields.put("state_reason", update.stateReason());
		fields.put("assignees", update.assignees());
		Long milestone = update.milestone();
		fields.put("milestone", (milestone != null && milestone == GitHubIssueUpdate.NO_MILESTONE)
				? NullNode.getInstance() : milestone);
		fields.put("type", "".equals(update.type()) ? NullNode.getInstance() : update.type());
		Map<String, Object> sent = new LinkedHashMap<>();
		fields.forEach((name, value) -> {
			if (value != null) {
				sent.put(name, value);
			}
		});
		return sent;
	}

	static GitHubIssue toIssue(IssuePayload payload) {
		List<JsonNode> labels = (payload.labels() != null) ? payload.labels() : List.of();
		return new GitHubIssue(payload.id(), new GitHubIssueRef(repository(payload.repositoryUrl()), payload.number()),
				payload.title(), payload.body(), payload.state(), payload.stateReason(),
				labels.stream()
					.map((label) -> label.isTextual() ? label.asText() : label.path("name").asText(""))
					.filter((label) -> !label.isEmpty())
					.toList(),
				UserPayload.toUser(payload.user()), payload.htmlUrl(), payload.createdAt(), payload.updatedAt(),
				(payload.assignees() != null) ? payload.assignees().stream().map(UserPayload::toUser).toList()
						: List.of(),
				(payload.milestone() != null) ? payload.milestone().toMilestone() : null,
				(payload.type() != null) ? payload.type().name() : null, Boolean.TRUE.equals(payload.locked()),
				(payload.parentIssueUrl() != null) ? parentRef(payload.parentIssueUrl()) : null);
	}

	private static @Nullable GitHubIssueRef parentRef(String url) {
		Matcher matcher = ISSUE_URL.matcher(url);
		return matcher.find() ? new GitHubIssueRef(matcher.group(1), Long.parseLong(matcher.group(2))) : null;
	}

	/**
	 * The last two segments of {@code …/repos/owner/name}: after a rename or a transfer
	 * the answer has the new name.
	 */
	private static String repository(String url) {
		int slash = url.lastIndexOf('/', url.lastIndexOf('/') - 1);
		return url.substring(slash + 1);
	}

}
