package io.github.githubjirasync.github;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import io.github.githubjirasync.github.GitHubApi.UserPayload;
import io.github.githubjirasync.github.GitHubDirectoryApi.HookPayload;
import io.github.githubjirasync.github.GitHubDirectoryApi.MilestonePayload;
import io.github.githubjirasync.github.GitHubDirectoryApi.NamePayload;
import io.github.githubjirasync.github.GitHubDirectoryApi.RepositoryPayload;
import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.upstream.UpstreamException;
import org.jspecify.annotations.Nullable;

/**
 * Looks up in GitHub's REST API what issues can be made of.
 */
final class RestGitHubDirectory implements GitHubDirectory {

	private final GitHubDirectoryApi api;

	RestGitHubDirectory(GitHubDirectoryApi api) {
		this.api = api;
	}

	@Override
	public Optional<GitHubRepository> repository(String fullName) {
		GitHubIssueRef any = anyIn(fullName);
		return found(() -> this.api.repository(any.owner(), any.name())).map(RepositoryPayload::toRepository);
	}

	@Override
	public Optional<GitHubRepository> repository(long id) {
		return found(() -> this.api.repository(id)).map(RepositoryPayload::toRepository);
	}

	@Override
	public List<GitHubMilestone> milestones(String repository) {
		GitHubIssueRef any = anyIn(repository);
		return GitHubPages.all(this.api.milestones(any.owner(), any.name()), this.api::nextMilestones)
			.stream()
			.map(MilestonePayload::toMilestone)
			.toList();
	}

	@Override
	public GitHubMilestone createMilestone(String repository, String title, @Nullable Instant dueOn) {
		GitHubIssueRef any = anyIn(repository);
		Map<String, String> milestone = new LinkedHashMap<>();
		milestone.put("title", title);
		if (dueOn != null) {
			milestone.put("due_on", dueOn.toString());
		}
		return this.api.createMilestone(any.owner(), any.name(), milestone).toMilestone();
	}

	@Override
	public List<String> labels(String repository) {
		GitHubIssueRef any = anyIn(repository);
		return GitHubPages.all(this.api.labels(any.owner(), any.name()), this.api::nextLabels)
			.stream()
			.map(NamePayload::name)
			.filter(Objects::nonNull)
			.toList();
	}

	@Override
	public boolean isAssignable(String repository, String login) {
		GitHubIssueRef any = anyIn(repository);
		return found(() -> {
			this.api.assignee(any.owner(), any.name(), login);
			return true;
		}).isPresent();
	}

	@Override
	public Optional<GitHubUser> user(String login) {
		return found(() -> this.api.user(login)).map(UserPayload::toUser);
	}

	@Override
	public Optional<GitHubProfile> profile(String login) {
		return found(() -> this.api.profile(login))
			.map((payload) -> new GitHubProfile(payload.login(), payload.name(), payload.email()));
	}

	@Override
	public List<GitHubUser> usersByEmail(String email) {
		if (email.isBlank() || email.chars().anyMatch((c) -> Character.isWhitespace(c) || c == '"')) {
			return List.of();
		}
		List<UserPayload> users = this.api.searchUsers("\"" + email + "\" in:email type:user").items();
		return (users != null) ? users.stream().map(UserPayload::toUser).toList() : List.of();
	}

	@Override
	public Optional<List<GitHubHook>> hooks(String repository) {
		GitHubIssueRef any = anyIn(repository);
		try {
			return found(() -> this.api.hooks(any.owner(), any.name()))
				.map((hooks) -> hooks.stream().map(HookPayload::toHook).toList());
		}
		catch (UpstreamException.Unauthorised ex) {
			return Optional.empty();
		}
	}

	/** Checks {@code owner/name} and takes it apart; the number does not matter. */
	private static GitHubIssueRef anyIn(String repository) {
		return new GitHubIssueRef(repository, 1);
	}

	private static <T> Optional<T> found(Supplier<T> call) {
		try {
			return Optional.of(call.get());
		}
		catch (UpstreamException.Gone ex) {
			return Optional.empty();
		}
	}

}
