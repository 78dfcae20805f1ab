package io.github.githubjirasync.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * GitHub's JSON, in answers and in webhooks.
 */
final class GitHubShapes {

	/** The types that issues of every repository can have. */
	static final List<String> TYPES = List.of("Task", "Bug", "Feature");

	private static final List<String> USER_LINKS = List.of("followers", "following{/other_user}", "gists{/gist_id}",
			"starred{/owner}{/repo}", "subscriptions", "orgs", "repos", "events{/privacy}", "received_events");

	private static final Map<String, String> USER_LINK_NAMES = Map.of("orgs", "organizations");

	private static final List<String> REPOSITORY_LINKS = List.of("forks", "keys{/key_id}",
			"collaborators{/collaborator}", "teams", "hooks", "events", "assignees{/user}", "branches{/branch}", "tags",
			"languages", "stargazers", "contributors", "subscribers", "subscription", "commits{/sha}",
			"comments{/number}", "merges", "downloads", "issues{/number}", "pulls{/number}", "milestones{/number}",
			"labels{/name}", "releases{/id}", "deployments", "contents/{+path}", "compare/{base}...{head}",
			"statuses/{sha}", "notifications{?since,all,participating}");

	private static final List<String> FLAGS_OFF = List.of("fork", "has_pages", "has_discussions", "disabled",
			"is_template", "web_commit_signoff_required", "allow_forking");

	private static final List<String> FLAGS_ON = List.of("has_projects", "has_downloads", "has_wiki");

	private static final List<String> ZEROS = List.of("forks_count", "stargazers_count", "watchers_count", "size",
			"forks", "watchers", "network_count", "subscribers_count");

	private final String root;

	private final String api;

	/**
	 * Shapes with addresses of a sandbox.
	 * @param root the root address of the sandbox
	 */
	GitHubShapes(String root) {
		this.root = root;
		this.api = root + "/github";
	}

	static String time(Instant instant) {
		return instant.toString();
	}

	private static @Nullable String timeOrNull(@Nullable Instant instant) {
		return (instant != null) ? time(instant) : null;
	}

	private static String nodeId(String type, long id) {
		return Base64.getEncoder().encodeToString((type + ":" + id).getBytes(StandardCharsets.UTF_8));
	}

	String repositoryUrl(String fullName) {
		return this.api + "/repos/" + fullName;
	}

	String htmlUrl(String fullName, int number) {
		return this.root + "/" + fullName + "/issues/" + number;
	}

	ObjectNode user(GitHubUsers.User user) {
		String login = user.login().replace("[", "%5B").replace("]", "%5D");
		String url = this.api + "/users/" + login;
		ObjectNode json = Json.object("login", user.login(), "id", user.id(), "node_id", nodeId("User", user.id()),
				"avatar_url", this.root + "/avatar.svg", "gravatar_id", "", "url", url, "html_url",
				this.root + "/" + login);
		for (String link : USER_LINKS) {
			String name = link.replaceAll("\\{.*", "");
			json.put(USER_LINK_NAMES.getOrDefault(name, name) + "_url", url + "/" + link);
		}
		json.put("type", user.bot() ? "Bot" : "User");
		json.put("user_view_type", "public");
		json.put("site_admin", false);
		return json;
	}

	ObjectNode account(GitHubUsers.User user, boolean self) {
		ObjectNode json = user(user);
		json.setAll(Json.object("name", user.login(), "company", null, "blog", "", "location", null, "email", null,
				"hireable", null, "bio", null, "public_repos", 0, "public_gists", 0, "followers", 0, "following", 0,
				"created_at", "2026-01-01T00:00:00Z", "updated_at", "2026-01-01T00:00:00Z"));
		if (self) {
			json.setAll(Json.object("private_gists", 0, "total_private_repos", 0, "owned_private_repos", 0,
					"disk_usage", 0, "collaborators", 0, "two_factor_authentication", true));
		}
		return json;
	}

	ObjectNode repository(GitHubRepository repository, GitHubUsers users) {
		String url = repositoryUrl(repository.fullName);
		String html = this.root + "/" + repository.fullName;
		ObjectNode json = Json.object("id", repository.id, "node_id", nodeId("Repository", repository.id), "name",
				repository.name(), "full_name", repository.fullName, "owner", user(users.named(repository.owner())),
				"html_url", html, "description", null, "url", url);
		for (String link : REPOSITORY_LINKS) {
			json.put(link.replaceAll("[{/].*", "") + "_url", url + "/" + link);
		}
		json.put("issue_events_url", url + "/issues/events{/number}");
		json.put("issue_comment_url", url + "/issues/comments{/number}");
		json.put("archive_url", url + "/{archive_format}{/ref}");
		for (String kind : List.of("blobs", "commits", "refs", "tags", "trees")) {
			String name = List.of("blobs", "trees").contains(kind) ? kind : "git_" + kind;
			json.put(name + "_url", url + "/git/" + kind + "{/sha}");
		}
		json.put("private", repository.isPrivate)
			.put("archived", repository.archived)
			.put("has_issues", repository.hasIssues);
		FLAGS_OFF.forEach((flag) -> json.put(flag, false));
		FLAGS_ON.forEach((flag) -> json.put(flag, true));
		ZEROS.forEach((count) -> json.put(count, 0));
		long open = repository.issues.values().stream().filter((issue) -> issue.state.equals("open")).count();
		String created = time(repository.createdAt);
		json.setAll(Json.object("open_issues_count", open, "open_issues", open, "created_at", created, "updated_at",
				created, "pushed_at", created, "git_url", "git://localhost/" + repository.fullName + ".git", "ssh_url",
				"git@localhost:" + repository.fullName + ".git", "clone_url", html + ".git", "svn_url", html,
				"homepage", null, "language", null, "mirror_url", null, "license", null, "topics", List.of(),
				"custom_properties", Json.object(), "visibility", repository.isPrivate ? "private" : "public",
				"default_branch", "main"));
		return json;
	}

	ObjectNode label(GitHubRepository repository, GitHubRepository.Label label) {
		return Json.object("id", label.id(), "node_id", nodeId("Label", label.id()), "url",
				repositoryUrl(repository.fullName) + "/labels/" + label.name().replace(" ", "%20"), "name",
				label.name(), "color", label.color(), "default", false, "description", label.description());
	}

	JsonNode milestone(GitHubRepository repository, GitHubRepository.@Nullable Milestone milestone, GitHubUsers users) {
		if (milestone == null) {
			return Json.MAPPER.nullNode();
		}
		String url = repositoryUrl(repository.fullName) + "/milestones/" + milestone.number();
		return Json.object("url", url, "html_url", url, "labels_url", url + "/labels", "id", milestone.id(), "node_id",
				nodeId("Milestone", milestone.id()), "number", milestone.number(), "title", milestone.title(),
				"description", milestone.description(), "creator", user(users.named(milestone.creator())),
				"open_issues", 0, "closed_issues", 0, "state", milestone.state(), "created_at",
				time(milestone.createdAt()), "updated_at", time(milestone.createdAt()), "due_on",
				timeOrNull(milestone.dueOn()), "closed_at", null);
	}

	ObjectNode issue(GitHubRepository.Issue issue, GitHubUsers users) {
		GitHubRepository repository = issue.repository;
		String url = repositoryUrl(repository.fullName) + "/issues/" + issue.number;
		ObjectNode json = Json.object("url", url, "repository_url", repositoryUrl(repository.fullName), "labels_url",
				url + "/labels{/name}", "comments_url", url + "/comments", "events_url", url + "/events", "html_url",
				htmlUrl(repository.fullName, issue.number), "id", issue.id, "node_id", nodeId("Issue", issue.id),
				"number", issue.number, "title", issue.title, "user", user(users.named(issue.author)), "labels",
				Json.array(issue.labels, (label) -> label(repository, label)), "state", issue.state, "locked",
				issue.locked, "assignee", issue.assignees.isEmpty() ? null : user(users.named(issue.assignees.get(0))),
				"assignees", Json.array(issue.assignees, (login) -> user(users.named(login))), "milestone",
				milestone(repository, issue.milestone, users), "comments", issue.comments.size(), "created_at",
				time(issue.createdAt), "updated_at", time(issue.updatedAt), "closed_at", timeOrNull(issue.closedAt),
				"author_association", "MEMBER", "active_lock_reason", issue.lockReason, "body", issue.body, "reactions",
				reactions(url), "timeline_url", url + "/timeline", "performed_via_github_app", null, "state_reason",
				issue.stateReason);
		json.set("type", (issue.type != null) ? type(issue.type) : null);
		json.put("parent_issue_url", (issue.parent != null)
				? repositoryUrl(issue.parent.repository.fullName) + "/issues/" + issue.parent.number : null);
		json.set("closed_by", (issue.closedBy != null) ? user(users.named(issue.closedBy)) : null);
		return json;
	}

	ObjectNode type(String name) {
		int id = TYPES.indexOf(name) + 1;
		return Json.object("id", id, "node_id", nodeId("IssueType", id), "name", name, "description", null, "color",
				"blue", "is_enabled", true);
	}

	/** What the service may do with a repository, as answers tell it. */
	ObjectNode withPermissions(GitHubRepository repository, GitHubUsers users) {
		ObjectNode permissions = Json.object();
		for (String permission : List.of("admin", "maintain", "push", "triage", "pull")) {
			permissions.put(permission, repository.permissions.contains(permission));
		}
		ObjectNode json = repository(repository, users);
		json.set("permissions", permissions);
		return json;
	}

	/** A pull request, cut to what receivers read of it. */
	ObjectNode pullRequest(GitHubRepository.PullRequest pull, GitHubUsers users) {
		String url = repositoryUrl(pull.repository.fullName) + "/pulls/" + pull.number;
		ObjectNode repository = repository(pull.repository, users);
		ObjectNode json = Json.object("url", url, "id", pull.id, "node_id", nodeId("PullRequest", pull.id), "html_url",
				this.root + "/" + pull.repository.fullName + "/pull/" + pull.number, "issue_url",
				repositoryUrl(pull.repository.fullName) + "/issues/" + pull.number, "number", pull.number, "state",
				pull.open ? "open" : "closed", "locked", false, "title", pull.title, "user",
				user(users.named(pull.author)), "body", pull.body, "created_at", time(pull.createdAt), "updated_at",
				time(pull.updatedAt), "closed_at", pull.open ? null : time(pull.updatedAt), "merged_at",
				timeOrNull(pull.mergedAt), "merged", pull.mergedAt != null, "draft", pull.draft, "labels", List.of(),
				"assignees", List.of());
		json.set("head", Json.object("label", pull.repository.owner() + ":" + pull.branch, "ref", pull.branch, "sha",
				"0".repeat(40), "repo", repository));
		json.set("base", Json.object("label", pull.repository.owner() + ":main", "ref", "main", "sha", "0".repeat(40),
				"repo", repository));
		return json;
	}

	ObjectNode comment(GitHubRepository.Comment comment, GitHubUsers users) {
		GitHubRepository.Issue issue = comment.issue;
		String repositoryUrl = repositoryUrl(issue.repository.fullName);
		String url = repositoryUrl + "/issues/comments/" + comment.id;
		return Json.object("url", url, "html_url",
				htmlUrl(issue.repository.fullName, issue.number) + "#issuecomment-" + comment.id, "issue_url",
				repositoryUrl + "/issues/" + issue.number, "id", comment.id, "node_id",
				nodeId("IssueComment", comment.id), "user", user(users.named(comment.author)), "created_at",
				time(comment.createdAt), "updated_at", time(comment.updatedAt), "author_association", "MEMBER", "body",
				comment.body, "reactions", reactions(url), "performed_via_github_app", null);
	}

	private static ObjectNode reactions(String url) {
		return Json.object("url", url + "/reactions", "total_count", 0, "+1", 0, "-1", 0, "laugh", 0, "hooray", 0,
				"confused", 0, "heart", 0, "rocket", 0, "eyes", 0);
	}

}
