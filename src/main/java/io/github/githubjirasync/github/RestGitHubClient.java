package io.github.githubjirasync.github;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.githubjirasync.github.GitHubApi.CommentPayload;
import io.github.githubjirasync.github.GitHubApi.IssuePayload;
import io.github.githubjirasync.github.GitHubApi.IssueUpdatePayload;
import io.github.githubjirasync.github.GitHubApi.NewIssuePayload;
import io.github.githubjirasync.github.GitHubApi.UserPayload;
import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.upstream.Upstream;
import io.github.githubjirasync.upstream.UpstreamException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/**
 * Speaks GitHub's REST API.
 */
final class RestGitHubClient implements GitHubClient {

	/** Of 100 entries each; a walk beyond it is a fault of somebody's. */
	private static final int MAX_PAGES = 100;

	private final GitHubApi api;

	private volatile @Nullable GitHubUser self;

	RestGitHubClient(GitHubApi api) {
		this.api = api;
	}

	@Override
	public GitHubUser self() {
		GitHubUser known = this.self;
		if (known == null) {
			known = UserPayload.toUser(this.api.user());
			this.self = known;
		}
		return known;
	}

	@Override
	public GitHubIssue issue(GitHubIssueRef ref) {
		return toIssue(this.api.issue(ref.owner(), ref.name(), ref.number()));
	}

	@Override
	public GitHubIssue createIssue(String repository, NewGitHubIssue issue) {
		GitHubIssueRef any = anyIn(repository);
		return toIssue(this.api.createIssue(any.owner(), any.name(),
				new NewIssuePayload(issue.title(), issue.body(), issue.labels())));
	}

	@Override
	public GitHubIssue updateIssue(GitHubIssueRef ref, GitHubIssueUpdate update) {
		return toIssue(this.api.updateIssue(ref.owner(), ref.name(), ref.number(),
				new IssueUpdatePayload(update.title(), update.body(), update.state(), update.stateReason())));
	}

	@Override
	public List<GitHubIssue> issuesCreatedBy(String repository, String creatorLogin, Instant since) {
		GitHubIssueRef any = anyIn(repository);
		return pages(this.api.issues(any.owner(), any.name(), creatorLogin,
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
		return pages(this.api.comments(ref.owner(), ref.name(), ref.number()), this.api::nextComments).stream()
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

	private static <T> List<T> pages(ResponseEntity<List<T>> first, Function<URI, ResponseEntity<List<T>>> follow) {
		ResponseEntity<List<T>> page = first;
		List<T> all = new ArrayList<>();
		for (int count = 1;; count++) {
			all.addAll(Objects.requireNonNull(page.getBody(), "body"));
			URI next = LinkHeader.next(page.getHeaders().get(HttpHeaders.LINK));
			if (next == null) {
				return all;
			}
			if (count == MAX_PAGES) {
				throw new UpstreamException.Rejected(Upstream.GITHUB, 200,
						"GitHub GET " + next.getRawPath() + " rejected (more than " + MAX_PAGES + " pages)");
			}
			page = follow.apply(next);
		}
	}

	private static GitHubIssue toIssue(IssuePayload payload) {
		List<JsonNode> labels = (payload.labels() != null) ? payload.labels() : List.of();
		return new GitHubIssue(payload.id(), new GitHubIssueRef(repository(payload.repositoryUrl()), payload.number()),
				payload.title(), payload.body(), payload.state(), payload.stateReason(),
				labels.stream()
					.map((label) -> label.isTextual() ? label.asText() : label.path("name").asText(""))
					.filter((label) -> !label.isEmpty())
					.toList(),
				UserPayload.toUser(payload.user()), payload.htmlUrl(), payload.createdAt(), payload.updatedAt());
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
