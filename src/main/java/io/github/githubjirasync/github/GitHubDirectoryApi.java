package io.github.githubjirasync.github;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * The part of GitHub's REST API that is about repositories and accounts.
 */
interface GitHubDirectoryApi {

	@GetExchange("/repos/{owner}/{repo}")
	RepositoryPayload repository(@PathVariable String owner, @PathVariable String repo);

	@GetExchange("/repositories/{id}")
	RepositoryPayload repository(@PathVariable long id);

	@GetExchange("/repos/{owner}/{repo}/milestones?state=all&per_page=100")
	ResponseEntity<List<MilestonePayload>> milestones(@PathVariable String owner, @PathVariable String repo);

	@GetExchange
	ResponseEntity<List<MilestonePayload>> nextMilestones(URI page);

	@PostExchange(url = "/repos/{owner}/{repo}/milestones", contentType = "application/json")
	MilestonePayload createMilestone(@PathVariable String owner, @PathVariable String repo,
			@RequestBody Map<String, String> milestone);

	@GetExchange("/repos/{owner}/{repo}/labels?per_page=100")
	ResponseEntity<List<NamePayload>> labels(@PathVariable String owner, @PathVariable String repo);

	@GetExchange
	ResponseEntity<List<NamePayload>> nextLabels(URI page);

	@GetExchange("/repos/{owner}/{repo}/assignees/{login}")
	void assignee(@PathVariable String owner, @PathVariable String repo, @PathVariable String login);

	@GetExchange("/users/{login}")
	GitHubApi.UserPayload user(@PathVariable String login);

	@GetExchange("/users/{login}")
	ProfilePayload profile(@PathVariable String login);

	@GetExchange("/search/users?q={query}&per_page=10")
	UsersPayload searchUsers(@PathVariable String query);

	@GetExchange("/repos/{owner}/{repo}/hooks?per_page=100")
	List<HookPayload> hooks(@PathVariable String owner, @PathVariable String repo);

	/** What an account tells of itself. */
	record ProfilePayload(String login, @Nullable String name, @Nullable String email) {

		public ProfilePayload {
			Objects.requireNonNull(login, "login");
		}
	}

	/** A repository. */
	@JsonNaming(SnakeCaseStrategy.class)
	record RepositoryPayload(@JsonProperty(required = true) long id, String fullName,
			@JsonProperty("private") @Nullable Boolean isPrivate, @Nullable Boolean hasIssues,
			@Nullable Boolean archived, @Nullable Map<String, Boolean> permissions) {

		public RepositoryPayload {
			Objects.requireNonNull(fullName, "full_name");
		}

		GitHubRepository toRepository() {
			return new GitHubRepository(this.id, this.fullName, !Boolean.FALSE.equals(this.isPrivate),
					!Boolean.FALSE.equals(this.hasIssues), Boolean.TRUE.equals(this.archived), may("pull"),
					may("triage"), may("push"), may("admin"));
		}

		private boolean may(String what) {
			return this.permissions != null && Boolean.TRUE.equals(this.permissions.get(what));
		}
	}

	/** A milestone. */
	@JsonNaming(SnakeCaseStrategy.class)
	record MilestonePayload(@JsonProperty(required = true) long number, String title, @Nullable String state,
			@Nullable Instant dueOn) {

		public MilestonePayload {
			Objects.requireNonNull(title, "title");
		}

		GitHubMilestone toMilestone() {
			return new GitHubMilestone(this.number, this.title, !"closed".equals(this.state), this.dueOn);
		}
	}

	/** A thing with a name. */
	record NamePayload(@Nullable String name) {
	}

	/** What a search for accounts found. */
	record UsersPayload(@Nullable List<GitHubApi.UserPayload> items) {
	}

	/** A webhook. */
	@JsonNaming(SnakeCaseStrategy.class)
	record HookPayload(@JsonProperty(required = true) long id, @Nullable Boolean active, @Nullable List<String> events,
			@Nullable HookConfigPayload config, @Nullable HookResponsePayload lastResponse) {

		GitHubHook toHook() {
			return new GitHubHook(this.id, Boolean.TRUE.equals(this.active),
					(this.events != null) ? List.copyOf(this.events) : List.of(),
					(this.config != null) ? Objects.requireNonNullElse(this.config.url, "") : "",
					(this.config != null) ? Objects.requireNonNullElse(this.config.contentType, "form") : "form",
					(this.lastResponse != null) ? this.lastResponse.code : null);
		}
	}

	/** How a webhook is set up. */
	@JsonNaming(SnakeCaseStrategy.class)
	record HookConfigPayload(@Nullable String url, @Nullable String contentType) {
	}

	/** What the receiver of a webhook answered last. */
	record HookResponsePayload(@Nullable Integer code) {
	}

}
