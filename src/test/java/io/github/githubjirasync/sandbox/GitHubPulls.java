package io.github.githubjirasync.sandbox;

import java.util.NoSuchElementException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.githubjirasync.sandbox.GitHubRepository.PullRequest;
import org.jspecify.annotations.Nullable;

/**
 * The pull requests of the simulated GitHub. Safe for use by many threads.
 */
public final class GitHubPulls {

	private final SandboxGitHub github;

	GitHubPulls(SandboxGitHub github) {
		this.github = github;
	}

	/**
	 * Opens a pull request.
	 * @param repository {@code owner/name}
	 * @param title the title
	 * @param body Markdown, or {@code null}
	 * @param branch the branch that it would merge
	 * @param actor the login of who does it
	 * @return its number
	 */
	public int open(String repository, String title, @Nullable String body, String branch, String actor) {
		synchronized (this.github) {
			GitHubRepository found = this.github.repository(repository);
			PullRequest pull = new PullRequest(this.github.nextIssueId(), found, ++found.lastNumber, actor, branch,
					title, this.github.now());
			pull.body = body;
			found.pulls.put(pull.number, pull);
			emit(pull, "opened", actor, Json.object());
			return pull.number;
		}
	}

	/**
	 * Changes the texts of a pull request.
	 * @param repository {@code owner/name}
	 * @param number its number
	 * @param title the new title
	 * @param body the new body
	 * @param actor the login of who does it
	 */
	public void edit(String repository, int number, String title, @Nullable String body, String actor) {
		synchronized (this.github) {
			PullRequest pull = find(repository, number);
			ObjectNode changes = Json.object("title", Json.object("from", pull.title));
			pull.title = title;
			pull.body = body;
			touch(pull);
			emit(pull, "edited", actor, Json.object("changes", changes));
		}
	}

	/**
	 * Merges a pull request.
	 * @param repository {@code owner/name}
	 * @param number its number
	 * @param actor the login of who does it
	 */
	public void merge(String repository, int number, String actor) {
		synchronized (this.github) {
			PullRequest pull = find(repository, number);
			pull.open = false;
			pull.mergedAt = this.github.now();
			touch(pull);
			emit(pull, "closed", actor, Json.object());
		}
	}

	/**
	 * Closes a pull request without merging it, or opens it again.
	 * @param repository {@code owner/name}
	 * @param number its number
	 * @param open whether it shall be open
	 * @param actor the login of who does it
	 */
	public void setOpen(String repository, int number, boolean open, String actor) {
		synchronized (this.github) {
			PullRequest pull = find(repository, number);
			pull.open = open;
			touch(pull);
			emit(pull, open ? "reopened" : "closed", actor, Json.object());
		}
	}

	PullRequest find(String repository, int number) {
		PullRequest pull = this.github.repository(repository).pulls.get(number);
		if (pull == null) {
			throw new NoSuchElementException("pull request " + repository + "#" + number);
		}
		return pull;
	}

	private void touch(PullRequest pull) {
		pull.updatedAt = this.github.now();
	}

	private void emit(PullRequest pull, String action, String actor, ObjectNode more) {
		ObjectNode payload = Json.object("number", pull.number, "pull_request",
				this.github.shapes().pullRequest(pull, this.github.users()));
		payload.setAll(more);
		this.github.send("pull_request", action, pull.repository, payload, actor);
	}

}
