package io.github.githubjirasync.webhook;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What is read of the payload of GitHub's {@code issues} and {@code issue_comment}
 * events. Anything may be missing.
 */
record GitHubPayload(@Nullable String action, @Nullable Issue issue, @Nullable Comment comment,
		@Nullable Repository repository, @Nullable User sender, @Nullable PullRequest pullRequest,
		@Nullable Changes changes, @Nullable Issue subIssue, @Nullable Issue parentIssue,
		@Nullable Repository parentIssueRepo) {

	record PullRequest(@Nullable Long id, @Nullable Long number, @Nullable String title, @Nullable String body,
			@Nullable String state, @Nullable Boolean merged, @Nullable Boolean draft, @Nullable User user,
			@Nullable String htmlUrl, @Nullable String updatedAt, @Nullable Branch head) {
	}

	record Branch(@Nullable String ref) {
	}

	/** What was before a change, or where something went. */
	record Changes(@Nullable From title, @Nullable From body, @Nullable Issue newIssue,
			@Nullable Repository newRepository, @Nullable Issue oldIssue, @Nullable Repository oldRepository,
			@Nullable RepositoryChange repository, @Nullable OwnerChange owner) {
	}

	record From(@Nullable String from) {
	}

	record RepositoryChange(@Nullable From name) {
	}

	record OwnerChange(@Nullable FormerOwner from) {
	}

	record FormerOwner(@Nullable User user, @Nullable User organization) {
	}

	record Issue(@Nullable Long id, @Nullable Long number, @Nullable String title, @Nullable String body,
			@Nullable String state, @Nullable String stateReason, @Nullable List<@Nullable Label> labels,
			@Nullable List<@Nullable User> assignees, @Nullable Milestone milestone, @Nullable User user,
			@Nullable String htmlUrl, @Nullable String createdAt, @Nullable String updatedAt,
			@Nullable JsonNode pullRequest, @Nullable Label type, @Nullable Boolean locked,
			@Nullable String parentIssueUrl) {

		boolean isPullRequest() {
			return this.pullRequest != null && !this.pullRequest.isNull();
		}

	}

	record Comment(@Nullable Long id, @Nullable String body, @Nullable User user, @Nullable String htmlUrl,
			@Nullable String createdAt, @Nullable String updatedAt) {
	}

	record Repository(@Nullable Long id, @Nullable String fullName,
			@JsonProperty("private") @Nullable Boolean isPrivate) {
	}

	record User(@Nullable Long id, @Nullable String login) {
	}

	record Label(@Nullable String name) {
	}

	record Milestone(@Nullable Long number, @Nullable String title, @Nullable String state, @Nullable String dueOn) {
	}

}
