package io.github.githubjirasync.github;

import java.net.URI;
import java.util.List;
import java.util.Objects;

import io.github.githubjirasync.github.GitHubApi.IssuePayload;
import io.github.githubjirasync.issue.GitHubIssueRef;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/**
 * Lists with GitHub's REST API.
 */
final class RestGitHubListing implements GitHubListing {

	private final GitHubApi api;

	RestGitHubListing(GitHubApi api) {
		this.api = api;
	}

	@Override
	public Page issues(String repository, @Nullable URI page) {
		GitHubIssueRef any = new GitHubIssueRef(repository, 1);
		ResponseEntity<List<IssuePayload>> answer = (page != null) ? this.api.nextIssues(page)
				: this.api.issuesByAge(any.owner(), any.name());
		return new Page(Objects.requireNonNull(answer.getBody(), "body")
			.stream()
			.filter((payload) -> payload.pullRequest() == null)
			.map(RestGitHubClient::toIssue)
			.toList(), LinkHeader.next(answer.getHeaders().get(HttpHeaders.LINK)));
	}

}
