package io.github.githubjirasync.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The state of a repository. Guarded by {@link SandboxGitHub}.
 */
final class GitHubRepository {

	final long id;

	final Instant createdAt;

	String fullName;

	boolean isPrivate;

	boolean archived;

	boolean hasIssues = true;

	/** What the service may do, of GitHub's five. */
	Set<String> permissions = Set.of("pull", "triage", "push", "maintain", "admin");

	final TreeMap<Integer, Issue> issues = new TreeMap<>();

	final TreeMap<String, Label> labels = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	final List<Milestone> milestones = new ArrayList<>();

	final TreeMap<Integer, PullRequest> pulls = new TreeMap<>();

	int lastNumber;

	GitHubRepository(long id, String fullName, Instant createdAt) {
		this.id = id;
		this.fullName = fullName;
		this.createdAt = createdAt;
	}

	String owner() {
		return this.fullName.substring(0, this.fullName.indexOf('/'));
	}

	String name() {
		return this.fullName.substring(this.fullName.indexOf('/') + 1);
	}

	record Label(long id, String name, String color, @Nullable String description) {
	}

	record Milestone(long id, int number, String title, @Nullable String description, String creator, String state,
			Instant createdAt, @Nullable Instant dueOn) {
	}

	/** An issue. */
	static final class Issue {

		final long id;

		final GitHubRepository repository;

		final int number;

		final String author;

		final Instant createdAt;

		final List<Label> labels = new ArrayList<>();

		final List<String> assignees = new ArrayList<>();

		final List<Comment> comments = new ArrayList<>();

		String title;

		@Nullable String body;

		String state = "open";

		@Nullable String stateReason;

		@Nullable Milestone milestone;

		@Nullable String type;

		@Nullable Issue parent;

		boolean locked;

		@Nullable String lockReason;

		@Nullable String closedBy;

		@Nullable Instant closedAt;

		Instant updatedAt;

		Issue(long id, GitHubRepository repository, int number, String author, Instant createdAt, String title) {
			this.id = id;
			this.repository = repository;
			this.number = number;
			this.author = author;
			this.createdAt = createdAt;
			this.updatedAt = createdAt;
			this.title = title;
		}

		SandboxGitHubIssue snapshot(String htmlUrl) {
			return new SandboxGitHubIssue(this.id, this.repository.fullName, this.number, this.title, this.body,
					this.state, this.stateReason, this.labels.stream().map(Label::name).toList(),
					List.copyOf(this.assignees), (this.milestone != null) ? this.milestone.title() : null, this.type,
					(this.parent != null) ? this.parent.repository.fullName + "#" + this.parent.number : null,
					this.locked, this.author, htmlUrl,
					this.comments.stream()
						.map((comment) -> new SandboxGitHubIssue.Comment(comment.id, comment.body, comment.author,
								comment.createdAt, comment.updatedAt))
						.toList(),
					this.createdAt, this.updatedAt);
		}

	}

	/** A comment. */
	static final class Comment {

		final long id;

		final String author;

		final Instant createdAt;

		Issue issue;

		String body;

		Instant updatedAt;

		Comment(long id, Issue issue, String author, String body, Instant createdAt) {
			this.id = id;
			this.issue = issue;
			this.author = author;
			this.body = body;
			this.createdAt = createdAt;
			this.updatedAt = createdAt;
		}

	}

	/** A pull request. */
	static final class PullRequest {

		final long id;

		final GitHubRepository repository;

		final int number;

		final String author;

		final String branch;

		final Instant createdAt;

		String title;

		@Nullable String body;

		boolean open = true;

		boolean draft;

		@Nullable Instant mergedAt;

		Instant updatedAt;

		PullRequest(long id, GitHubRepository repository, int number, String author, String branch, String title,
				Instant createdAt) {
			this.id = id;
			this.repository = repository;
			this.number = number;
			this.author = author;
			this.branch = branch;
			this.title = title;
			this.createdAt = createdAt;
			this.updatedAt = createdAt;
		}

	}

}
