package io.github.githubjirasync.sandbox;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.githubjirasync.sandbox.GitHubRepository.Comment;
import io.github.githubjirasync.sandbox.GitHubRepository.Issue;
import io.github.githubjirasync.sandbox.GitHubRepository.Label;
import io.github.githubjirasync.sandbox.GitHubRepository.Milestone;
import org.jspecify.annotations.Nullable;

/**
 * The simulated GitHub: what its users do, and what it holds. Repositories come into
 * being when they are first named. Every change sends its webhooks in order. Safe for use
 * by many threads. It is longer than usual because each act is one method here, for users
 * and for the REST API alike.
 */
public final class SandboxGitHub {

	private static final int TITLE_LIMIT = 256;

	private static final int BODY_LIMIT = 65_536;

	private final Clock clock;

	private final Webhooks webhooks;

	private final GitHubShapes shapes;

	private final GitHubUsers users = new GitHubUsers();

	private final Map<String, GitHubRepository> repositories = new TreeMap<>();

	private final Map<Long, Comment> comments = new HashMap<>();

	private final GitHubMoves moves = new GitHubMoves(this);

	private final GitHubSubIssues subIssues = new GitHubSubIssues(this);

	private final GitHubPulls pulls = new GitHubPulls(this);

	/** GitHub's issue ids have passed 2³¹. */
	private final AtomicLong issueIds = new AtomicLong(3_000_000_000L);

	private final AtomicLong commentIds = new AtomicLong(4_000_000_000L);

	private final AtomicLong otherIds = new AtomicLong(900_000_000L);

	SandboxGitHub(Clock clock, Webhooks webhooks, GitHubShapes shapes) {
		this.clock = clock;
		this.webhooks = webhooks;
		this.shapes = shapes;
	}

	/**
	 * Opens an issue.
	 * @param repository {@code owner/name}
	 * @param title the title
	 * @param body Markdown, or {@code null}
	 * @param labels the names of its labels
	 * @param actor the login of who does it
	 * @return the issue
	 */
	public SandboxGitHubIssue openIssue(String repository, String title, @Nullable String body, List<String> labels,
			String actor) {
		return snapshot(create(repository, Json.object("title", title, "body", body, "labels", labels), actor));
	}

	/**
	 * Changes an issue.
	 * @param repository {@code owner/name}
	 * @param number its number
	 * @param changes what shall change, as in a PATCH: {@code title}, {@code body},
	 * {@code state}, {@code state_reason}, {@code labels}, {@code assignees},
	 * {@code milestone}, {@code type}
	 * @param actor the login of who does it
	 * @return the issue after it
	 */
	public SandboxGitHubIssue editIssue(String repository, int number, Map<String, ?> changes, String actor) {
		return snapshot(edit(repository, number, Json.node(changes), actor));
	}

	/**
	 * Closes an issue as completed.
	 * @param repository {@code owner/name}
	 * @param number its number
	 * @param actor the login of who does it
	 * @return the issue after it
	 */
	public SandboxGitHubIssue close(String repository, int number, String actor) {
		return editIssue(repository, number, Map.of("state", "closed"), actor);
	}

	/**
	 * Opens a closed issue again.
	 * @param repository {@code owner/name}
	 * @param number its number
	 * @param actor the login of who does it
	 * @return the issue after it
	 */
	public SandboxGitHubIssue reopen(String repository, int number, String actor) {
		return editIssue(repository, number, Map.of("state", "open"), actor);
	}

	/**
	 * Replaces the labels of an issue.
	 * @param repository {@code owner/name}
	 * @param number its number
	 * @param labels the names
	 * @param actor the login of who does it
	 * @return the issue after it
	 */
	public SandboxGitHubIssue label(String repository, int number, List<String> labels, String actor) {
		return editIssue(repository, number, Map.of("labels", labels), actor);
	}

	/**
	 * Deletes an issue.
	 * @param repository {@code owner/name}
	 * @param number its number
	 * @param actor the login of who does it
	 */
	public synchronized void deleteIssue(String repository, int number, String actor) {
		Issue issue = find(repository, number);
		issue.repository.issues.remove(number);
		issue.comments.forEach((comment) -> this.comments.remove(comment.id));
		emit(issue, "deleted", actor, Json.object());
	}

	/**
	 * Writes a comment.
	 * @param repository {@code owner/name}
	 * @param number the number of the issue
	 * @param body Markdown
	 * @param actor the login of who does it
	 * @return the comment
	 */
	public SandboxGitHubIssue.Comment comment(String repository, int number, String body, String actor) {
		Comment made = addComment(repository, number, body, actor);
		return new SandboxGitHubIssue.Comment(made.id, body, actor, made.createdAt, made.updatedAt);
	}

	/**
	 * Changes a comment.
	 * @param id its id
	 * @param body Markdown
	 * @param actor the login of who does it
	 */
	public void editComment(long id, String body, String actor) {
		changeComment(id, body, actor);
	}

	/**
	 * Deletes a comment.
	 * @param id its id
	 * @param actor the login of who does it
	 */
	public synchronized void deleteComment(long id, String actor) {
		Comment comment = commentById(id);
		this.comments.remove(id);
		comment.issue.comments.remove(comment);
		touch(comment.issue);
		emitComment(comment, "deleted", actor, Json.object());
	}

	/**
	 * Sends the event by which GitHub tries a new hook.
	 * @param repository {@code owner/name}
	 */
	public synchronized void ping(String repository) {
		ObjectNode hook = Json.object("type", "Repository", "id", WebhookPost.HOOK_ID, "name", "web", "active", true,
				"events", List.of("*"));
		this.webhooks.send("ping", null, repository,
				Json.object("zen", "Keep it logically awesome.", "hook_id", WebhookPost.HOOK_ID, "hook", hook,
						"repository", repositoryJson(repository), "sender",
						this.shapes.user(this.users.named("alice"))));
	}

	/**
	 * An issue.
	 * @param repository {@code owner/name}
	 * @param number its number
	 * @return the issue as it is now
	 * @throws NoSuchElementException if there is none
	 */
	public synchronized SandboxGitHubIssue issue(String repository, int number) {
		Issue issue = repository(repository).issues.get(number);
		if (issue == null) {
			throw new NoSuchElementException(repository + "#" + number);
		}
		return snapshot(issue);
	}

	/**
	 * All issues.
	 * @return by repository and number
	 */
	public synchronized List<SandboxGitHubIssue> issues() {
		List<SandboxGitHubIssue> all = new ArrayList<>();
		this.repositories.values()
			.forEach((repository) -> repository.issues.values().forEach((issue) -> all.add(snapshot(issue))));
		return all;
	}

	/**
	 * What happens to repositories, accounts and issues as a whole.
	 * @return renames, transfers, locks and pins
	 */
	public GitHubMoves moves() {
		return this.moves;
	}

	/**
	 * What is part of what.
	 * @return sub-issues
	 */
	public GitHubSubIssues subIssues() {
		return this.subIssues;
	}

	/**
	 * Pull requests.
	 * @return pull requests
	 */
	public GitHubPulls pulls() {
		return this.pulls;
	}

	/**
	 * Makes a milestone.
	 * @param repository {@code owner/name}
	 * @param title its title
	 * @param actor the login of who does it
	 * @return its number
	 */
	public synchronized int milestone(String repository, String title, String actor) {
		return addMilestone(repository(repository), title, null, null, actor).number();
	}

	/**
	 * The milestones of a repository.
	 * @param repository {@code owner/name}
	 * @return their titles
	 */
	public synchronized List<String> milestones(String repository) {
		return repository(repository).milestones.stream().map(Milestone::title).toList();
	}

	synchronized void clear() {
		this.repositories.clear();
		this.comments.clear();
		this.moves.clear();
		this.users.clear();
	}

	/** A repository by its name today, or one that it had. */
	synchronized GitHubRepository repository(String fullName) {
		GitHubRepository renamed = this.moves.renamed(fullName);
		return (renamed != null) ? renamed : this.repositories.computeIfAbsent(fullName.toLowerCase(Locale.ROOT),
				(key) -> new GitHubRepository(this.otherIds.incrementAndGet(), fullName, now()));
	}

	synchronized @Nullable GitHubRepository repository(long id) {
		return this.repositories.values().stream().filter((known) -> known.id == id).findFirst().orElse(null);
	}

	/** Files a repository under another name. */
	void refile(GitHubRepository repository, String fullName) {
		this.repositories.remove(repository.fullName.toLowerCase(Locale.ROOT));
		repository.fullName = fullName;
		this.repositories.put(fullName.toLowerCase(Locale.ROOT), repository);
	}

	Stream<Issue> allIssues() {
		return this.repositories.values().stream().flatMap((repository) -> repository.issues.values().stream());
	}

	long nextIssueId() {
		return this.issueIds.incrementAndGet();
	}

	GitHubShapes shapes() {
		return this.shapes;
	}

	synchronized Issue find(String repository, int number) {
		Issue issue = repository(repository).issues.get(number);
		if (issue == null) {
			throw GitHubErrors.notFound();
		}
		return issue;
	}

	synchronized Comment commentById(long id) {
		Comment comment = this.comments.get(id);
		if (comment == null) {
			throw GitHubErrors.notFound();
		}
		return comment;
	}

	GitHubUsers users() {
		return this.users;
	}

	synchronized SandboxGitHubIssue snapshot(Issue issue) {
		return issue.snapshot(this.shapes.htmlUrl(issue.repository.fullName, issue.number));
	}

	synchronized Issue create(String fullName, JsonNode fields, String actor) {
		check(fields, true);
		GitHubRepository repository = repository(fullName);
		Issue issue = new Issue(this.issueIds.incrementAndGet(), repository, ++repository.lastNumber, actor, now(),
				fields.path("title").asText());
		issue.body = Json.text(fields, "body");
		names(fields.path("labels")).forEach((name) -> issue.labels.add(labelOf(repository, name)));
		issue.assignees.addAll(this.users.assignable(names(fields.path("assignees"))));
		issue.milestone = milestone(repository, fields);
		issue.type = type(fields);
		repository.issues.put(issue.number, issue);
		emit(issue, "opened", actor, Json.object());
		// GitHub tells of labels and assignees set at the creation once more, each.
		issue.labels.forEach((label) -> emitLabel(issue, "labeled", label, actor));
		issue.assignees.forEach((login) -> emitAssignee(issue, "assigned", login, actor));
		return issue;
	}

	synchronized Issue edit(String fullName, int number, JsonNode changes, String actor) {
		Issue issue = find(fullName, number);
		check(changes, false);
		ObjectNode from = Json.object();
		String title = Json.text(changes, "title", issue.title);
		if (!title.equals(issue.title)) {
			from.set("title", Json.object("from", issue.title));
			issue.title = title;
		}
		if (changes.has("body") && !Objects.equals(Json.text(changes, "body"), issue.body)) {
			from.set("body", Json.object("from", Objects.requireNonNullElse(issue.body, "")));
			issue.body = Json.text(changes, "body");
		}
		if (!from.isEmpty()) {
			touch(issue);
			emit(issue, "edited", actor, Json.object("changes", from));
		}
		if (changes.hasNonNull("labels")) {
			setLabels(issue, names(changes.get("labels")), actor);
		}
		if (changes.hasNonNull("assignees")) {
			setAssignees(issue, names(changes.get("assignees")), actor);
		}
		if (changes.has("milestone") && !Objects.equals(milestone(issue.repository, changes), issue.milestone)) {
			issue.milestone = milestone(issue.repository, changes);
			touch(issue);
			emit(issue, (issue.milestone != null) ? "milestoned" : "demilestoned", actor, Json.object());
		}
		if (changes.has("type") && !Objects.equals(type(changes), issue.type)) {
			String before = issue.type;
			issue.type = type(changes);
			touch(issue);
			emit(issue, (issue.type != null) ? "typed" : "untyped", actor,
					Json.object("type", this.shapes.type(Objects.requireNonNullElse(issue.type, before))));
		}
		setState(issue, Json.text(changes, "state", issue.state), Json.text(changes, "state_reason"), actor);
		return issue;
	}

	private void setState(Issue issue, String state, @Nullable String reason, String actor) {
		if (state.equals(issue.state)) {
			return;
		}
		boolean closing = state.equals("closed");
		issue.state = state;
		issue.stateReason = closing ? Objects.requireNonNullElse(reason, "completed") : "reopened";
		issue.closedAt = closing ? now() : null;
		issue.closedBy = closing ? actor : null;
		touch(issue);
		emit(issue, closing ? "closed" : "reopened", actor, Json.object());
	}

	synchronized void setLabels(Issue issue, List<String> names, String actor) {
		List<Label> wanted = names.stream().map((name) -> labelOf(issue.repository, name)).distinct().toList();
		for (Label label : List.copyOf(issue.labels)) {
			if (!wanted.contains(label)) {
				issue.labels.remove(label);
				touch(issue);
				emitLabel(issue, "unlabeled", label, actor);
			}
		}
		for (Label label : wanted) {
			if (!issue.labels.contains(label)) {
				issue.labels.add(label);
				touch(issue);
				emitLabel(issue, "labeled", label, actor);
			}
		}
	}

	/** Who cannot be assigned is left out without a word. */
	synchronized void setAssignees(Issue issue, List<String> wanted, String actor) {
		List<String> logins = this.users.assignable(wanted);
		for (String login : List.copyOf(issue.assignees)) {
			if (!logins.contains(login)) {
				issue.assignees.remove(login);
				touch(issue);
				emitAssignee(issue, "unassigned", login, actor);
			}
		}
		for (String login : logins) {
			if (!issue.assignees.contains(login)) {
				issue.assignees.add(login);
				touch(issue);
				emitAssignee(issue, "assigned", login, actor);
			}
		}
	}

	synchronized Comment addComment(String fullName, int number, String body, String actor) {
		Issue issue = find(fullName, number);
		checkBody(body, "IssueComment");
		Comment comment = new Comment(this.commentIds.incrementAndGet(), issue, actor, body, now());
		issue.comments.add(comment);
		this.comments.put(comment.id, comment);
		touch(issue);
		emitComment(comment, "created", actor, Json.object());
		return comment;
	}

	synchronized Comment changeComment(long id, String body, String actor) {
		Comment comment = commentById(id);
		checkBody(body, "IssueComment");
		if (!comment.body.equals(body)) {
			ObjectNode from = Json.object("body", Json.object("from", comment.body));
			comment.body = body;
			comment.updatedAt = now();
			emitComment(comment, "edited", actor, Json.object("changes", from));
		}
		return comment;
	}

	synchronized Label addLabel(GitHubRepository repository, String name, String color, @Nullable String description) {
		if (repository.labels.containsKey(name)) {
			throw GitHubErrors.invalid("Label", "name", "already_exists", null);
		}
		Label label = new Label(this.otherIds.incrementAndGet(), name, color, description);
		repository.labels.put(name, label);
		return label;
	}

	synchronized Milestone addMilestone(GitHubRepository repository, String title, @Nullable String description,
			@Nullable Instant dueOn, String actor) {
		if (repository.milestones.stream().anyMatch((known) -> known.title().equals(title))) {
			throw GitHubErrors.invalid("Milestone", "title", "already_exists", null);
		}
		Milestone milestone = new Milestone(this.otherIds.incrementAndGet(), repository.milestones.size() + 1, title,
				description, actor, "open", now(), dueOn);
		repository.milestones.add(milestone);
		return milestone;
	}

	private Label labelOf(GitHubRepository repository, String name) {
		Label label = repository.labels.get(name);
		return (label != null) ? label : addLabel(repository, name, "ededed", null);
	}

	private static @Nullable Milestone milestone(GitHubRepository repository, JsonNode fields) {
		if (!fields.hasNonNull("milestone")) {
			return null;
		}
		return repository.milestones.stream()
			.filter((known) -> known.number() == fields.get("milestone").asInt())
			.findFirst()
			.orElseThrow(() -> GitHubErrors.invalid("Issue", "milestone", "invalid", null));
	}

	private static @Nullable String type(JsonNode fields) {
		String type = Json.text(fields, "type");
		if (type != null && !GitHubShapes.TYPES.contains(type)) {
			throw GitHubErrors.invalid("Issue", "type", "invalid", null);
		}
		return type;
	}

	/** Names from a list of strings or of objects that have a name. */
	static List<String> names(JsonNode list) {
		List<String> names = new ArrayList<>();
		list.forEach((element) -> names.add(element.isObject() ? element.path("name").asText() : element.asText()));
		return names;
	}

	private static void check(JsonNode fields, boolean isNew) {
		String title = Json.text(fields, "title");
		if ((isNew || fields.has("title")) && (title == null || title.isBlank())) {
			throw GitHubErrors.invalid("Issue", "title", "missing_field", null);
		}
		if (title != null && title.length() > TITLE_LIMIT) {
			throw GitHubErrors.invalid("Issue", "title", "custom", "title is too long (maximum is 256 characters)");
		}
		if (fields.hasNonNull("body")) {
			checkLength(fields.get("body").asText(), "Issue");
		}
		for (String name : names(fields.path("labels"))) {
			if (name.isBlank() || name.length() > 50) {
				throw GitHubErrors.invalid("Label", "name", "invalid", null);
			}
		}
		if (!List.of("open", "closed").contains(Json.text(fields, "state", "open"))) {
			throw GitHubErrors.invalid("Issue", "state", "invalid", null);
		}
	}

	private static void checkBody(String body, String resource) {
		if (body.isBlank()) {
			throw GitHubErrors.invalid(resource, "body", "missing_field", null);
		}
		checkLength(body, resource);
	}

	private static void checkLength(String body, String resource) {
		if (body.length() > BODY_LIMIT) {
			throw GitHubErrors.invalid(resource, "body", "custom", "body is too long (maximum is 65536 characters)");
		}
	}

	void touch(Issue issue) {
		issue.updatedAt = now();
	}

	Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.SECONDS);
	}

	ObjectNode repositoryJson(String fullName) {
		return this.shapes.repository(repository(fullName), this.users);
	}

	private void emitLabel(Issue issue, String action, Label label, String actor) {
		emit(issue, action, actor, Json.object("label", this.shapes.label(issue.repository, label)));
	}

	private void emitAssignee(Issue issue, String action, String login, String actor) {
		emit(issue, action, actor, Json.object("assignee", this.shapes.user(this.users.named(login))));
	}

	void emit(Issue issue, String action, String actor, ObjectNode more) {
		send("issues", issue, action, actor, more);
	}

	private void emitComment(Comment comment, String action, String actor, ObjectNode more) {
		more.set("comment", this.shapes.comment(comment, this.users));
		send("issue_comment", comment.issue, action, actor, more);
	}

	private void send(String event, Issue issue, String action, String actor, ObjectNode more) {
		ObjectNode payload = Json.object("action", action, "issue", this.shapes.issue(issue, this.users));
		payload.setAll(more);
		payload.set("repository", repositoryJson(issue.repository.fullName));
		payload.set("sender", this.shapes.user(this.users.named(actor)));
		this.webhooks.send(event, action, issue.repository.fullName, payload);
	}

	/** Sends an event about something that is no issue. */
	void send(String event, String action, GitHubRepository repository, ObjectNode more, String actor) {
		ObjectNode payload = Json.object("action", action);
		payload.setAll(more);
		payload.set("repository", repositoryJson(repository.fullName));
		payload.set("sender", this.shapes.user(this.users.named(actor)));
		this.webhooks.send(event, action, repository.fullName, payload);
	}

}
