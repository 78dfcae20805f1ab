package io.github.githubjirasync.sandbox;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.githubjirasync.sandbox.GitHubRepository.Issue;

/**
 * GitHub's REST API for what is beside issues: who can be assigned, accounts by address,
 * sub-issues and pull requests.
 */
final class GitHubSideApi {

	private static final String REPO = "/repos/{owner}/{repo}";

	private static final String ISSUE = REPO + "/issues/{issue_number}";

	private final SandboxGitHub github;

	private final GitHubShapes shapes;

	private final GitHubPages pages;

	GitHubSideApi(SandboxGitHub github, GitHubShapes shapes, GitHubPages pages) {
		this.github = github;
		this.shapes = shapes;
		this.pages = pages;
	}

	void addTo(Routes routes) {
		routes.on("GET", REPO + "/assignees/{assignee}", this::assignable)
			.on("GET", "/search/users", this::searchUsers)
			.on("GET", ISSUE + "/sub_issues",
					(request) -> locked(
							() -> this.pages.answer(request, this.github.subIssues().of(find(request)), this::json)))
			.on("POST", ISSUE + "/sub_issues", this::addSubIssue)
			.on("DELETE", ISSUE + "/sub_issue", this::removeSubIssue)
			.on("GET", ISSUE + "/parent", this::parent)
			.on("GET", REPO + "/pulls/{pull_number}", this::pullRequest);
	}

	private Answer assignable(Request request) {
		return this.github.users().isAssignable(request.variable("assignee")) ? Answer.none()
				: GitHubErrors.error(404, "Not Found");
	}

	private Answer searchUsers(Request request) {
		String address = request.parameter("q", "").replaceAll("\"? in:email.*", "").replace("\"", "");
		List<GitHubUsers.User> found = this.github.users().withEmail(address);
		return Answer.ok(Json.object("total_count", found.size(), "incomplete_results", false, "items",
				Json.array(found, this.shapes::user)));
	}

	private Answer addSubIssue(Request request) throws JsonProcessingException {
		JsonNode body = request.json();
		return locked(() -> {
			Issue parent = find(request);
			this.github.subIssues()
				.add(parent, byId(body), body.path("replace_parent").asBoolean(), GitHubUsers.SERVICE);
			return Answer.created(json(parent));
		});
	}

	private Answer removeSubIssue(Request request) throws JsonProcessingException {
		JsonNode body = request.json();
		return locked(() -> {
			Issue parent = find(request);
			Issue child = byId(body);
			if (child.parent != parent) {
				throw GitHubErrors.notFound();
			}
			this.github.subIssues().remove(child, GitHubUsers.SERVICE);
			return Answer.ok(json(parent));
		});
	}

	private Answer parent(Request request) {
		return locked(() -> {
			Issue parent = find(request).parent;
			if (parent == null) {
				throw GitHubErrors.notFound();
			}
			return Answer.ok(json(parent));
		});
	}

	private Answer pullRequest(Request request) {
		return locked(() -> {
			try {
				return Answer.ok(this.shapes.pullRequest(
						this.github.pulls().find(name(request), Integer.parseInt(request.variable("pull_number"))),
						this.github.users()));
			}
			catch (NoSuchElementException | NumberFormatException ex) {
				throw GitHubErrors.notFound();
			}
		});
	}

	private Issue byId(JsonNode body) {
		long id = body.path("sub_issue_id").asLong();
		return this.github.allIssues()
			.filter((issue) -> issue.id == id)
			.findFirst()
			.orElseThrow(GitHubErrors::notFound);
	}

	private Issue find(Request request) {
		try {
			return this.github.find(name(request), Integer.parseInt(request.variable("issue_number")));
		}
		catch (NumberFormatException ex) {
			throw GitHubErrors.notFound();
		}
	}

	private static String name(Request request) {
		return request.variable("owner") + "/" + request.variable("repo");
	}

	private JsonNode json(Issue issue) {
		return this.shapes.issue(issue, this.github.users());
	}

	private Answer locked(Supplier<Answer> work) {
		synchronized (this.github) {
			return work.get();
		}
	}

}
