package io.github.githubjirasync.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.githubjirasync.sandbox.GitHubRepository.Comment;
import io.github.githubjirasync.sandbox.GitHubRepository.Issue;
import org.jspecify.annotations.Nullable;

/**
 * GitHub's REST API: issues, comments, labels and what else the service reads. It acts as
 * {@link GitHubUsers#SERVICE}.
 */
final class GitHubApi {

	private static final String REPO = "/repos/{owner}/{repo}";

	private static final String ISSUE = REPO + "/issues/{issue_number}";

	private static final String COMMENT = REPO + "/issues/comments/{comment_id}";

	private final SandboxGitHub github;

	private final GitHubShapes shapes;

	private final GitHubPages pages;

	GitHubApi(SandboxGitHub github, GitHubShapes shapes, GitHubPages pages) {
		this.github = github;
		this.shapes = shapes;
		this.pages = pages;
	}

	void addTo(Routes routes) {
		routes.on("GET", "/user", (request) -> Answer.ok(this.shapes.account(user(GitHubUsers.SERVICE), true)))
			.on("GET", "/users/{username}",
					(request) -> Answer.ok(this.shapes.account(known(request.variable("username")), false)))
			.on("GET", REPO, (request) -> locked(() -> Answer.ok(repositoryJson(request))))
			.on("GET", REPO + "/issues", this::issues)
			.on("POST", REPO + "/issues", this::create)
			.on("GET", REPO + "/issues/comments", this::repositoryComments)
			.on("GET", COMMENT, (request) -> locked(() -> Answer.ok(comment(this.github.commentById(id(request))))))
			.on("PATCH", COMMENT, this::editComment)
			.on("DELETE", COMMENT, this::deleteComment)
			.on("GET", ISSUE, (request) -> locked(() -> Answer.ok(issue(find(request)))))
			.on("PATCH", ISSUE, this::edit)
			.on("GET", ISSUE + "/comments", this::comments)
			.on("POST", ISSUE + "/comments", this::addComment)
			.on("GET", ISSUE + "/labels", (request) -> locked(() -> labels(find(request))))
			.on("POST", ISSUE + "/labels", (request) -> label(request, true))
			.on("PUT", ISSUE + "/labels", (request) -> label(request, false))
			.on("DELETE", ISSUE + "/labels", this::removeLabels)
			.on("DELETE", ISSUE + "/labels/{name}", this::removeLabel)
			.on("POST", ISSUE + "/assignees", (request) -> assign(request, true))
			.on("DELETE", ISSUE + "/assignees", (request) -> assign(request, false))
			.on("GET", REPO + "/labels", this::repositoryLabels)
			.on("POST", REPO + "/labels", this::addLabel)
			.on("GET", REPO + "/milestones", this::milestones)
			.on("POST", REPO + "/milestones", this::addMilestone);
	}

	private Answer issues(Request request) {
		synchronized (this.github) {
			String state = request.parameter("state", "open");
			String creator = request.parameter("creator");
			Instant since = Instant.parse(request.parameter("since", Instant.EPOCH.toString()));
			List<String> labels = List.of(request.parameter("labels", "").split(","));
			List<Issue> found = new ArrayList<>();
			for (Issue issue : repository(request).issues.values()) {
				List<String> names = issue.labels.stream().map(GitHubRepository.Label::name).toList();
				if ((state.equals("all") || state.equals(issue.state))
						&& (creator == null || creator.equals(issue.author)) && !issue.updatedAt.isBefore(since)
						&& labels.stream().allMatch((label) -> label.isEmpty() || names.contains(label))) {
					found.add(issue);
				}
			}
			Comparator<Issue> order = switch (request.parameter("sort", "created")) {
				case "updated" -> Comparator.comparing((Issue issue) -> issue.updatedAt);
				case "comments" -> Comparator.comparing((Issue issue) -> issue.comments.size());
				default -> Comparator.comparing((Issue issue) -> issue.createdAt);
			};
			order = order.thenComparing((Issue issue) -> issue.number);
			found.sort(request.parameter("direction", "desc").equals("asc") ? order : order.reversed());
			return this.pages.answer(request, found, this::issue);
		}
	}

	private Answer create(Request request) throws JsonProcessingException {
		JsonNode fields = request.json();
		return locked(() -> Answer.created(issue(this.github.create(name(request), fields, GitHubUsers.SERVICE))));
	}

	private Answer edit(Request request) throws JsonProcessingException {
		JsonNode changes = request.json();
		return locked(
				() -> Answer.ok(issue(this.github.edit(name(request), number(request), changes, GitHubUsers.SERVICE))));
	}

	private Answer comments(Request request) {
		Instant since = Instant.parse(request.parameter("since", Instant.EPOCH.toString()));
		return locked(() -> this.pages.answer(request,
				find(request).comments.stream().filter((comment) -> !comment.updatedAt.isBefore(since)).toList(),
				this::comment));
	}

	private Answer repositoryComments(Request request) {
		Instant since = Instant.parse(request.parameter("since", Instant.EPOCH.toString()));
		return locked(() -> this.pages.answer(request,
				repository(request).issues.values()
					.stream()
					.flatMap((issue) -> issue.comments.stream())
					.filter((comment) -> !comment.updatedAt.isBefore(since))
					.sorted(Comparator.comparing((Comment comment) -> comment.id))
					.toList(),
				this::comment));
	}

	private Answer addComment(Request request) throws JsonProcessingException {
		String body = Json.text(request.json(), "body", "");
		return locked(() -> Answer
			.created(comment(this.github.addComment(name(request), number(request), body, GitHubUsers.SERVICE))));
	}

	private Answer editComment(Request request) throws JsonProcessingException {
		String body = Json.text(request.json(), "body", "");
		return locked(() -> Answer.ok(comment(this.github.changeComment(id(request), body, GitHubUsers.SERVICE))));
	}

	private Answer deleteComment(Request request) {
		this.github.deleteComment(id(request), GitHubUsers.SERVICE);
		return Answer.none();
	}

	private Answer label(Request request, boolean keep) throws JsonProcessingException {
		JsonNode body = request.json();
		List<String> given = SandboxGitHub.names(body.isArray() ? body : body.path("labels"));
		return locked(() -> {
			Issue issue = find(request);
			List<String> names = new ArrayList<>();
			if (keep) {
				issue.labels.forEach((label) -> names.add(label.name()));
			}
			names.addAll(given);
			this.github.setLabels(issue, names, GitHubUsers.SERVICE);
			return labels(issue);
		});
	}

	private Answer removeLabels(Request request) {
		return locked(() -> {
			this.github.setLabels(find(request), List.of(), GitHubUsers.SERVICE);
			return Answer.none();
		});
	}

	private Answer removeLabel(Request request) {
		return locked(() -> {
			Issue issue = find(request);
			List<String> left = new ArrayList<>();
			issue.labels.forEach((label) -> left.add(label.name()));
			if (!left.removeIf((name) -> name.equalsIgnoreCase(request.variable("name")))) {
				throw new Refusal(GitHubErrors.error(404, "Label does not exist"));
			}
			this.github.setLabels(issue, left, GitHubUsers.SERVICE);
			return labels(issue);
		});
	}

	private Answer assign(Request request, boolean add) throws JsonProcessingException {
		List<String> logins = SandboxGitHub.names(request.json().path("assignees"));
		return locked(() -> {
			Issue issue = find(request);
			List<String> all = new ArrayList<>(issue.assignees);
			all.removeAll(logins);
			if (add) {
				all.addAll(logins);
			}
			this.github.setAssignees(issue, all, GitHubUsers.SERVICE);
			return Answer.json(add ? 201 : 200, issue(issue));
		});
	}

	private Answer repositoryLabels(Request request) {
		return locked(() -> this.pages.answer(request, List.copyOf(repository(request).labels.values()),
				(label) -> this.shapes.label(repository(request), label)));
	}

	private Answer addLabel(Request request) throws JsonProcessingException {
		JsonNode body = request.json();
		return locked(() -> Answer
			.created(this.shapes.label(repository(request), this.github.addLabel(repository(request),
					body.path("name").asText(), Json.text(body, "color", "ededed"), Json.text(body, "description")))));
	}

	private Answer milestones(Request request) {
		return locked(() -> this.pages.answer(request, repository(request).milestones,
				(milestone) -> this.shapes.milestone(repository(request), milestone, this.github.users())));
	}

	private Answer addMilestone(Request request) throws JsonProcessingException {
		JsonNode body = request.json();
		return locked(
				() -> Answer
					.created(this.shapes.milestone(repository(request),
							this.github.addMilestone(repository(request), body.path("title").asText(),
									Json.text(body, "description"), due(body), GitHubUsers.SERVICE),
							this.github.users())));
	}

	private static @Nullable Instant due(JsonNode body) {
		return body.hasNonNull("due_on") ? Instant.parse(body.get("due_on").asText()) : null;
	}

	private Answer locked(Supplier<Answer> work) {
		synchronized (this.github) {
			return work.get();
		}
	}

	private GitHubUsers.User known(String login) {
		if (this.github.users().isUnknown(login)) {
			throw GitHubErrors.notFound();
		}
		return user(login);
	}

	private GitHubUsers.User user(String login) {
		return this.github.users().named(login);
	}

	private static String name(Request request) {
		return request.variable("owner") + "/" + request.variable("repo");
	}

	private GitHubRepository repository(Request request) {
		return this.github.repository(name(request));
	}

	private JsonNode repositoryJson(Request request) {
		return this.shapes.withPermissions(repository(request), this.github.users());
	}

	private static int number(Request request) {
		return (int) parse(request.variable("issue_number"));
	}

	private static long id(Request request) {
		return parse(request.variable("comment_id"));
	}

	private static long parse(String digits) {
		try {
			return Long.parseLong(digits);
		}
		catch (NumberFormatException ex) {
			throw GitHubErrors.notFound();
		}
	}

	private Issue find(Request request) {
		return this.github.find(name(request), number(request));
	}

	private JsonNode issue(Issue issue) {
		return this.shapes.issue(issue, this.github.users());
	}

	private JsonNode comment(Comment comment) {
		return this.shapes.comment(comment, this.github.users());
	}

	private Answer labels(Issue issue) {
		return Answer.ok(Json.array(issue.labels, (label) -> this.shapes.label(issue.repository, label)));
	}

}
