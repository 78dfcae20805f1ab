package io.github.githubjirasync.sandbox;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.githubjirasync.sandbox.GitHubRepository.Issue;
import org.jspecify.annotations.Nullable;

/**
 * What happens to repositories, accounts and issues as a whole on the simulated GitHub.
 * Old addresses redirect, as GitHub's do. Safe for use by many threads.
 */
public final class GitHubMoves {

	private final SandboxGitHub github;

	private final Map<String, GitHubRepository> renamed = new HashMap<>();

	private final Map<String, Issue> transferred = new HashMap<>();

	GitHubMoves(SandboxGitHub github) {
		this.github = github;
	}

	/**
	 * Renames a repository.
	 * @param repository {@code owner/name}
	 * @param name its new name
	 * @param actor the login of who does it
	 */
	public void renameRepository(String repository, String name, String actor) {
		synchronized (this.github) {
			GitHubRepository found = this.github.repository(repository);
			String before = found.name();
			refile(found, found.owner() + "/" + name);
			this.github.send("repository", "renamed", found,
					Json.object("changes", Json.object("repository", Json.object("name", Json.object("from", before)))),
					actor);
		}
	}

	/**
	 * Gives a repository to another owner.
	 * @param repository {@code owner/name}
	 * @param owner the login of its new owner
	 * @param actor the login of who does it
	 */
	public void transferRepository(String repository, String owner, String actor) {
		synchronized (this.github) {
			GitHubRepository found = this.github.repository(repository);
			ObjectNode before = this.github.shapes().user(this.github.users().named(found.owner()));
			refile(found, owner + "/" + found.name());
			this.github.send("repository", "transferred", found,
					Json.object("changes", Json.object("owner", Json.object("from", Json.object("user", before)))),
					actor);
		}
	}

	private void refile(GitHubRepository repository, String fullName) {
		this.renamed.put(repository.fullName.toLowerCase(Locale.ROOT), repository);
		this.renamed.remove(fullName.toLowerCase(Locale.ROOT));
		this.github.refile(repository, fullName);
	}

	/**
	 * Sets what a repository is, and what the service may do with it.
	 * @param repository {@code owner/name}
	 * @param isPrivate whether only some people may read it
	 * @param hasIssues whether issues are switched on
	 * @param permissions of {@code pull}, {@code triage}, {@code push}, {@code maintain},
	 * {@code admin}
	 */
	public void configure(String repository, boolean isPrivate, boolean hasIssues, List<String> permissions) {
		synchronized (this.github) {
			GitHubRepository found = this.github.repository(repository);
			found.isPrivate = isPrivate;
			found.hasIssues = hasIssues;
			found.permissions = Set.copyOf(permissions);
		}
	}

	/**
	 * Renames an account, whose id stays. Nothing is sent about it.
	 * @param login its name
	 * @param to its new name
	 */
	public void renameUser(String login, String to) {
		synchronized (this.github) {
			this.github.users().rename(login, to);
		}
	}

	/**
	 * Makes an account one that cannot be assigned.
	 * @param login its name
	 */
	public void unassignable(String login) {
		this.github.users().unassignable(login);
	}

	/**
	 * Locks or unlocks the conversation of an issue.
	 * @param repository {@code owner/name}
	 * @param number its number
	 * @param locked whether it shall be locked
	 * @param actor the login of who does it
	 */
	public void lock(String repository, int number, boolean locked, String actor) {
		synchronized (this.github) {
			Issue issue = this.github.find(repository, number);
			issue.locked = locked;
			issue.lockReason = locked ? "resolved" : null;
			this.github.touch(issue);
			this.github.emit(issue, locked ? "locked" : "unlocked", actor, Json.object());
		}
	}

	/**
	 * Pins or unpins an issue.
	 * @param repository {@code owner/name}
	 * @param number its number
	 * @param pinned whether it shall be pinned
	 * @param actor the login of who does it
	 */
	public void pin(String repository, int number, boolean pinned, String actor) {
		synchronized (this.github) {
			this.github.emit(this.github.find(repository, number), pinned ? "pinned" : "unpinned", actor,
					Json.object());
		}
	}

	/**
	 * Transfers an issue: it goes on as another issue, with a number and an id of its
	 * own, and its comments.
	 * @param repository {@code owner/name}
	 * @param number its number
	 * @param to the other repository
	 * @param actor the login of who does it
	 * @return the issue where it is then
	 */
	public SandboxGitHubIssue transfer(String repository, int number, String to, String actor) {
		synchronized (this.github) {
			Issue from = this.github.find(repository, number);
			GitHubRepository target = this.github.repository(to);
			Issue issue = new Issue(this.github.nextIssueId(), target, ++target.lastNumber, from.author, from.createdAt,
					from.title);
			issue.body = from.body;
			issue.state = from.state;
			issue.stateReason = from.stateReason;
			issue.assignees.addAll(from.assignees);
			issue.labels.addAll(from.labels);
			issue.type = from.type;
			issue.updatedAt = this.github.now();
			from.comments.forEach((comment) -> {
				comment.issue = issue;
				issue.comments.add(comment);
			});
			from.comments.clear();
			target.issues.put(issue.number, issue);
			from.repository.issues.remove(from.number);
			this.transferred.put(place(from.repository.fullName, Integer.toString(from.number)), issue);
			GitHubShapes shapes = this.github.shapes();
			this.github.emit(from, "transferred", actor,
					Json.object("changes", Json.object("new_issue", shapes.issue(issue, this.github.users()),
							"new_repository", this.github.repositoryJson(target.fullName))));
			this.github.emit(issue, "opened", actor,
					Json.object("changes", Json.object("old_issue", shapes.issue(from, this.github.users()),
							"old_repository", this.github.repositoryJson(from.repository.fullName))));
			return this.github.snapshot(issue);
		}
	}

	void clear() {
		this.renamed.clear();
		this.transferred.clear();
	}

	@Nullable GitHubRepository renamed(String fullName) {
		return this.renamed.get(fullName.toLowerCase(Locale.ROOT));
	}

	/** Takes {@code /repositories/{id}/…} for {@code /repos/{owner}/{name}/…}. */
	Request byId(Request request) {
		String[] parts = request.path().split("/", 4);
		if (parts.length < 3 || !parts[1].equals("repositories") || !parts[2].matches("\\d{1,18}")) {
			return request;
		}
		GitHubRepository repository = this.github.repository(Long.parseLong(parts[2]));
		return (repository == null) ? request
				: request.at("/repos/" + repository.fullName + ((parts.length > 3) ? "/" + parts[3] : ""));
	}

	/** Where an issue or a repository has gone. */
	@Nullable Answer redirect(Request request) {
		String[] parts = request.path().split("/", 7);
		if (parts.length < 4 || !parts[1].equals("repos")) {
			return null;
		}
		synchronized (this.github) {
			Issue issue = (parts.length > 5 && parts[4].equals("issues"))
					? this.transferred.get(place(this.github.repository(parts[2] + "/" + parts[3]).fullName, parts[5]))
					: null;
			if (issue != null) {
				return redirect(request, issue.repository,
						"/issues/" + issue.number + ((parts.length > 6) ? "/" + parts[6] : ""));
			}
			GitHubRepository repository = renamed(parts[2] + "/" + parts[3]);
			return (repository == null) ? null : redirect(request, repository,
					request.path().substring(("/repos/" + parts[2] + "/" + parts[3]).length()));
		}
	}

	private Answer redirect(Request request, GitHubRepository repository, String rest) {
		StringBuilder query = new StringBuilder();
		request.query()
			.forEach((name, value) -> query.append((query.length() == 0) ? '?' : '&')
				.append(name)
				.append('=')
				.append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
		String location = this.github.shapes().repositoryUrl("").replaceAll("/repos/$", "/repositories/")
				+ repository.id + rest + query;
		return Answer
			.json(request.method().equals("GET") ? 301 : 307,
					Json.object("message", "Moved Permanently", "url", location))
			.with(Map.of("Location", location));
	}

	private static String place(String fullName, String number) {
		return fullName.toLowerCase(Locale.ROOT) + "#" + number;
	}

}
