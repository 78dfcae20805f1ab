package io.github.githubjirasync.sandbox;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * GitHub's REST API for the hook of a repository and its deliveries.
 */
final class GitHubHookApi {

	private static final String HOOKS = "/repos/{owner}/{repo}/hooks";

	private static final String DELIVERIES = HOOKS + "/{hook_id}/deliveries";

	/** What the sandbox sends. */
	private static final List<String> EVENTS = List.of("issues", "issue_comment", "pull_request", "repository",
			"sub_issues");

	private final SandboxGitHub github;

	private final Webhooks webhooks;

	private final GitHubShapes shapes;

	private final GitHubPages pages;

	GitHubHookApi(SandboxGitHub github, Webhooks webhooks, GitHubShapes shapes, GitHubPages pages) {
		this.github = github;
		this.webhooks = webhooks;
		this.shapes = shapes;
		this.pages = pages;
	}

	void addTo(Routes routes) {
		routes.on("GET", HOOKS, this::hooks)
			.on("GET", DELIVERIES, this::list)
			.on("GET", DELIVERIES + "/{delivery_id}", this::one)
			.on("POST", DELIVERIES + "/{delivery_id}/attempts", this::redeliver);
	}

	private Answer hooks(Request request) {
		if (!this.github.repository(repository(request)).permissions.contains("admin")) {
			throw GitHubErrors.notFound();
		}
		return Answer.ok(Json.array(List.of(hook(request))));
	}

	private ObjectNode hook(Request request) {
		String url = this.shapes.repositoryUrl(repository(request)) + "/hooks/" + WebhookPost.HOOK_ID;
		return Json.object("type", "Repository", "id", WebhookPost.HOOK_ID, "name", "web", "active", true, "events",
				EVENTS, "config",
				Json.object("content_type", "json", "insecure_ssl", "0", "url", "http://localhost/webhooks/github"),
				"updated_at", "2026-01-01T00:00:00Z", "created_at", "2026-01-01T00:00:00Z", "url", url, "test_url",
				url + "/test", "ping_url", url + "/pings", "deliveries_url", url + "/deliveries", "last_response",
				Json.object("code", null, "status", "unused", "message", null));
	}

	/** Newest first; the cursor is the number of the last one that was shown. */
	private Answer list(Request request) throws JsonProcessingException {
		int size = request.number("per_page", 30, 1, 100);
		long before = Long.parseLong(request.parameter("cursor", Long.toString(Long.MAX_VALUE)));
		String status = request.parameter("status");
		List<SentWebhook> left = sent(request).stream()
			.filter((webhook) -> webhook.number() < before)
			.filter((webhook) -> status == null || webhook.ok() == status.equals("success"))
			.sorted((first, second) -> Long.compare(second.number(), first.number()))
			.toList();
		List<SentWebhook> page = UpstreamApi.page(left, 0, size);
		Answer answer = Answer.ok(Json.array(page, this::item));
		if (left.size() <= size) {
			return answer;
		}
		String cursor = Long.toString(page.get(size - 1).number());
		return answer.with(Map.of("Link", this.pages.link(request, "cursor", cursor, "next")));
	}

	private Answer one(Request request) throws JsonProcessingException {
		SentWebhook webhook = find(request);
		ObjectNode json = item(webhook);
		json.set("request", Json.object("headers", webhook.headers(), "payload", Json.MAPPER.readTree(webhook.body())));
		json.set("response", Json.object("headers", Map.of(), "payload", null));
		return Answer.ok(json);
	}

	private Answer redeliver(Request request) {
		this.webhooks.redeliver(find(request).number());
		return Answer.json(202, Json.object());
	}

	private SentWebhook find(Request request) {
		return sent(request).stream()
			.filter((webhook) -> Long.toString(webhook.number()).equals(request.variable("delivery_id")))
			.findFirst()
			.orElseThrow(GitHubErrors::notFound);
	}

	private List<SentWebhook> sent(Request request) {
		if (!request.variable("hook_id").equals(Integer.toString(WebhookPost.HOOK_ID))) {
			throw GitHubErrors.notFound();
		}
		return this.webhooks.list()
			.stream()
			.filter((webhook) -> webhook.settled() && webhook.scope().equalsIgnoreCase(repository(request)))
			.toList();
	}

	private ObjectNode item(SentWebhook webhook) {
		return Json.object("id", webhook.number(), "guid", webhook.deliveryId(), "delivered_at",
				GitHubShapes.time(webhook.at()), "redelivery", webhook.redelivery(), "duration",
				webhook.took().toMillis() / 1000.0, "status", webhook.outcome(), "status_code", webhook.status(),
				"event", webhook.event(), "action", webhook.action(), "installation_id", null, "repository_id",
				this.github.repository(webhook.scope()).id, "throttled_at", null);
	}

	private static String repository(Request request) {
		return request.variable("owner") + "/" + request.variable("repo");
	}

}
