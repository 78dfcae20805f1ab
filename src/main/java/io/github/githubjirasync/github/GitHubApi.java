package io.github.githubjirasync.github;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * GitHub's REST API, version 2022-11-28, as far as it is called, with its payloads. Query
 * parameters stand in the templates, because the templates are metric tags and must not
 * hold values.
 */
@HttpExchange(accept = "application/vnd.github+json", headers = "X-GitHub-Api-Version=2022-11-28")
interface GitHubApi extends GitHubDirectoryApi {

	@GetExchange("/user")
	UserPayload user();

	@GetExchange("/repos/{owner}/{repo}/issues/{number}")
	IssuePayload issue(@PathVariable String owner, @PathVariable String repo, @PathVariable long number);

	@PostExchange(url = "/repos/{owner}/{repo}/issues", contentType = "application/json")
	IssuePayload createIssue(@PathVariable String owner, @PathVariable String repo, @RequestBody NewIssuePayload issue);

	@PatchExchange(url = "/repos/{owner}/{repo}/issues/{number}", contentType = "application/json")
	IssuePayload updateIssue(@PathVariable String owner, @PathVariable String repo, @PathVariable long number,
			@RequestBody Map<String, Object> update);

	@GetExchange("/repos/{owner}/{repo}/issues?state=all&creator={creator}&since={since}"
			+ "&sort=created&direction=desc&per_page=100")
	ResponseEntity<List<IssuePayload>> issues(@PathVariable String owner, @PathVariable String repo,
			@PathVariable String creator, @PathVariable String since);

	@GetExchange("/repos/{owner}/{repo}/issues?state=all&sort=created&direction=asc&per_page=100")
	ResponseEntity<List<IssuePayload>> issuesByAge(@PathVariable String owner, @PathVariable String repo);

	@GetExchange
	ResponseEntity<List<IssuePayload>> nextIssues(URI page);

	@PostExchange(url = "/repos/{owner}/{repo}/issues/{number}/labels", contentType = "application/json")
	void addLabels(@PathVariable String owner, @PathVariable String repo, @PathVariable long number,
			@RequestBody Map<String, List<String>> labels);

	@DeleteExchange("/repos/{owner}/{repo}/issues/{number}/labels/{label}")
	void removeLabel(@PathVariable String owner, @PathVariable String repo, @PathVariable long number,
			@PathVariable String label);

	@GetExchange("/repos/{owner}/{repo}/issues/{number}/comments?per_page=100")
	ResponseEntity<List<CommentPayload>> comments(@PathVariable String owner, @PathVariable String repo,
			@PathVariable long number);

	@GetExchange
	ResponseEntity<List<CommentPayload>> nextComments(URI page);

	@PostExchange(url = "/repos/{owner}/{repo}/issues/{number}/comments", contentType = "application/json")
	CommentPayload createComment(@PathVariable String owner, @PathVariable String repo, @PathVariable long number,
			@RequestBody Map<String, String> comment);

	@PatchExchange(url = "/repos/{owner}/{repo}/issues/comments/{id}", contentType = "application/json")
	CommentPayload updateComment(@PathVariable String owner, @PathVariable String repo, @PathVariable long id,
			@RequestBody Map<String, String> comment);

	@DeleteExchange("/repos/{owner}/{repo}/issues/comments/{id}")
	void deleteComment(@PathVariable String owner, @PathVariable String repo, @PathVariable long id);

	@GetExchange("/repos/{owner}/{repo}/issues/{number}/sub_issues?per_page=100")
	ResponseEntity<List<IssuePayload>> subIssues(@PathVariable String owner, @PathVariable String repo,
			@PathVariable long number);

	@PostExchange(url = "/repos/{owner}/{repo}/issues/{number}/sub_issues", contentType = "application/json")
	void addSubIssue(@PathVariable String owner, @PathVariable String repo, @PathVariable long number,
			@RequestBody SubIssuePayload subIssue);

	@HttpExchange(method = "DELETE", url = "/repos/{owner}/{repo}/issues/{number}/sub_issue",
			contentType = "application/json")
	void removeSubIssue(@PathVariable String owner, @PathVariable String repo, @PathVariable long number,
			@RequestBody SubIssuePayload subIssue);

	@GetExchange("/repos/{owner}/{repo}/issues/{number}/parent")
	IssuePayload parent(@PathVariable String owner, @PathVariable String repo, @PathVariable long number);

	@GetExchange("/repos/{owner}/{repo}/pulls/{number}")
	PullRequestPayload pullRequest(@PathVariable String owner, @PathVariable String repo, @PathVariable long number);

	/** An account. */
	record UserPayload(@JsonProperty(required = true) long id, @JsonProperty(required = true) String login) {

		public UserPayload {
			Objects.requireNonNull(login, "login");
		}

		static GitHubUser toUser(@Nullable UserPayload payload) {
			// GitHub shows its account "ghost" where the real one was deleted.
			return (payload != null) ? new GitHubUser(payload.id, payload.login) : new GitHubUser(10137, "ghost");
		}
	}

	/** An issue or a pull request. */
	@JsonNaming(SnakeCaseStrategy.class)
	record IssuePayload(@JsonProperty(required = true) long id, @JsonProperty(required = true) long number,
			String repositoryUrl, String title, @Nullable String body, String state, @Nullable String stateReason,
			@Nullable List<JsonNode> labels, @Nullable UserPayload user, String htmlUrl, Instant createdAt,
			Instant updatedAt, @Nullable JsonNode pullRequest, @Nullable List<UserPayload> assignees,
			@Nullable MilestonePayload milestone, @Nullable NamePayload type, @Nullable Boolean locked,
			@Nullable String parentIssueUrl) {

		public IssuePayload {
			Objects.requireNonNull(repositoryUrl, "repository_url");
			Objects.requireNonNull(title, "title");
			Objects.requireNonNull(state, "state");
			Objects.requireNonNull(htmlUrl, "html_url");
			Objects.requireNonNull(createdAt, "created_at");
			Objects.requireNonNull(updatedAt, "updated_at");
		}
	}

	/** A comment. */
	@JsonNaming(SnakeCaseStrategy.class)
	record CommentPayload(@JsonProperty(required = true) long id, @Nullable String body, @Nullable UserPayload user,
			String htmlUrl, Instant createdAt, Instant updatedAt) {

		public CommentPayload {
			Objects.requireNonNull(htmlUrl, "html_url");
			Objects.requireNonNull(createdAt, "created_at");
			Objects.requireNonNull(updatedAt, "updated_at");
		}

		GitHubComment toComment() {
			return new GitHubComment(this.id, (this.body != null) ? this.body : "", UserPayload.toUser(this.user),
					this.htmlUrl, this.createdAt, this.updatedAt);
		}
	}

	/** A pull request. */
	@JsonNaming(SnakeCaseStrategy.class)
	record PullRequestPayload(@JsonProperty(required = true) long id, @JsonProperty(required = true) long number,
			String title, @Nullable String body, String state, @Nullable Boolean merged, @Nullable Boolean draft,
			String htmlUrl, BranchPayload head, BranchPayload base) {

		public PullRequestPayload {
			Objects.requireNonNull(title, "title");
			Objects.requireNonNull(state, "state");
			Objects.requireNonNull(htmlUrl, "html_url");
			Objects.requireNonNull(head, "head");
			Objects.requireNonNull(base, "base");
		}
	}

	/** One end of a pull request. */
	record BranchPayload(@Nullable String ref, @Nullable RepositoryPayload repo) {
	}

	/** A sub-issue by its id; {@code null} is not sent. */
	@JsonNaming(SnakeCaseStrategy.class)
	record SubIssuePayload(long subIssueId, @Nullable Boolean replaceParent) {
	}

	/** A new issue. */
	record NewIssuePayload(String title, String body, List<String> labels, @Nullable List<String> assignees,
			@Nullable Long milestone, @Nullable String type) {
	}

}
