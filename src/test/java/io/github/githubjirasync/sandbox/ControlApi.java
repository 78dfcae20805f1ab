package io.github.githubjirasync.sandbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.githubjirasync.sandbox.Fault.Kind;
import io.github.githubjirasync.upstream.Upstream;

/**
 * What steers the sandbox over HTTP: faults, webhooks, state and calls. What users do is
 * in {@link ControlActs}.
 */
final class ControlApi implements HttpHandler {

	private static final String ROOT = "/sandbox";

	private final Sandbox sandbox;

	private final Routes routes = new Routes();

	ControlApi(Sandbox sandbox) {
		this.sandbox = sandbox;
		this.routes.on("GET", "/state", this::state)
			.on("POST", "/reset", this::reset)
			.on("GET", "/calls", this::calls)
			.on("GET", "/faults", (request) -> Answer.ok(Json.array(sandbox.faults().list(), ControlApi::json)))
			.on("POST", "/faults", this::addFault)
			.on("DELETE", "/faults", this::clearFaults)
			.on("GET", "/limits", (request) -> Answer.ok(Json.object("refusals", sandbox.limits().refusals())))
			.on("POST", "/limits", this::enforceLimits)
			.on("DELETE", "/limits", this::endLimits)
			.on("GET", "/webhooks", this::webhooks)
			.on("POST", "/webhooks", this::steerWebhooks)
			.on("POST", "/webhooks/{upstream}/{number}/redeliver", this::redeliver);
		new ControlActs(sandbox).addTo(this.routes);
	}

	@Override
	public void handle(HttpExchange exchange) throws IOException {
		Request request = Request.of(exchange.getRequestMethod(), exchange.getRequestURI(), ROOT,
				exchange.getRequestHeaders(), exchange.getRequestBody().readAllBytes());
		HttpFront.write(exchange, answer(request));
	}

	private Answer answer(Request request) {
		Routes.Match match = this.routes.find(request);
		if (match == null) {
			return message(404, "The sandbox has no " + request.method() + " " + ROOT + request.path());
		}
		try {
			return match.endpoint().answer(match.request());
		}
		catch (Refusal ex) {
			return ex.answer();
		}
		catch (NoSuchElementException ex) {
			return message(404, "There is no " + ex.getMessage());
		}
		catch (JsonProcessingException ex) {
			return message(400, "The body is not JSON: " + ex.getOriginalMessage());
		}
		catch (IllegalArgumentException ex) {
			return message(400, String.valueOf(ex.getMessage()));
		}
	}

	private Answer enforceLimits(Request request) {
		this.sandbox.limits().enforce(LimitRules.DOCUMENTED);
		return Answer.none();
	}

	private Answer endLimits(Request request) {
		this.sandbox.limits().off();
		return Answer.none();
	}

	private static Answer message(int status, String message) {
		return Answer.json(status, Json.object("message", message));
	}

	private Answer state(Request request) {
		int limit = request.number("limit", 100, 1, 100_000);
		ObjectNode state = Json.object();
		for (Upstream upstream : Upstream.values()) {
			Webhooks webhooks = this.sandbox.webhooks(upstream);
			List<SentWebhook> sent = new ArrayList<>(webhooks.list());
			Collections.reverse(sent);
			ObjectNode side = (upstream == Upstream.GITHUB) ? github(limit) : jira(limit);
			side.put("calls", this.sandbox.calls().count(upstream));
			side.put("holding", webhooks.holding());
			side.set("webhooks", Json.array(UpstreamApi.page(sent, 0, 30), ControlApi::json));
			state.set(name(upstream), side);
		}
		state.set("faults", Json.array(this.sandbox.faults().list(), ControlApi::json));
		return Answer.ok(state);
	}

	private ObjectNode github(int limit) {
		List<SandboxGitHubIssue> issues = new ArrayList<>(this.sandbox.github().issues());
		issues.sort((first, second) -> Long.compare(second.id(), first.id()));
		return Json.object("total", issues.size(), "issues",
				Json.array(UpstreamApi.page(issues, 0, limit), ControlActs::json));
	}

	private ObjectNode jira(int limit) {
		List<SandboxJiraIssue> issues = new ArrayList<>(this.sandbox.jira().issues());
		issues.sort((first, second) -> Long.compare(second.id(), first.id()));
		return Json.object("total", issues.size(), "issues",
				Json.array(UpstreamApi.page(issues, 0, limit), ControlActs::json));
	}

	private Answer reset(Request request) {
		this.sandbox.reset();
		return Answer.none();
	}

	private Answer calls(Request request) {
		ObjectNode answer = Json.object();
		for (Upstream upstream : Upstream.values()) {
			answer.set(name(upstream), Json.object("total", this.sandbox.calls().count(upstream), "endpoints",
					this.sandbox.calls().counts(upstream)));
		}
		List<Call> recent = new ArrayList<>(this.sandbox.calls().recent());
		Collections.reverse(recent);
		String upstream = request.parameter("upstream");
		recent.removeIf((call) -> upstream != null && !name(call.upstream()).equals(upstream));
		answer.set("recent",
				Json.array(UpstreamApi.page(recent, 0, request.number("limit", 100, 1, 5000)), ControlApi::json));
		return Answer.ok(answer);
	}

	private Answer addFault(Request request) throws JsonProcessingException {
		JsonNode json = request.json();
		Map<String, String> headers = new LinkedHashMap<>();
		json.path("headers").properties().forEach((header) -> headers.put(header.getKey(), header.getValue().asText()));
		JsonNode body = json.path("body");
		String text = body.isTextual() ? body.asText() : body.toString();
		Kind kind = Kind.valueOf(Json.text(json, "kind", "status").toUpperCase(Locale.ROOT).replace('-', '_'));
		Fault fault = new Fault(upstream(json), Json.text(json, "method"), Json.text(json, "path"), kind,
				json.path("status").asInt((kind == Kind.STATUS) ? 500 : 0), headers,
				(body.isMissingNode() || body.isNull()) ? null : text, json.path("times").asInt(1),
				json.path("millis").asLong(0));
		this.sandbox.faults().add(fault);
		return Answer.created(json(fault));
	}

	private Answer clearFaults(Request request) {
		this.sandbox.faults().clear();
		return Answer.none();
	}

	private Answer webhooks(Request request) {
		List<SentWebhook> all = new ArrayList<>();
		for (Upstream upstream : Upstream.values()) {
			all.addAll(this.sandbox.webhooks(upstream).list());
		}
		return Answer.ok(Json.array(all, (webhook) -> {
			ObjectNode json = json(webhook);
			json.set("headers", Json.node(webhook.headers()));
			return json.put("body", webhook.body());
		}));
	}

	private Answer steerWebhooks(Request request) throws JsonProcessingException {
		JsonNode json = request.json();
		Webhooks webhooks = this.sandbox.webhooks(upstream(json));
		if (json.path("hold").asBoolean(false)) {
			webhooks.hold();
			return Answer.none();
		}
		switch (Json.text(json, "release", "")) {
			case "in-order" -> webhooks.release();
			case "reversed" -> webhooks.releaseReversed();
			case "shuffled" -> webhooks.releaseShuffled(json.path("seed").asLong(1));
			default -> throw new IllegalArgumentException(
					"Say \"hold\": true, or \"release\": \"in-order\", \"reversed\" or \"shuffled\"");
		}
		return Answer.none();
	}

	private Answer redeliver(Request request) {
		Upstream upstream = upstream(Json.object("upstream", request.variable("upstream")));
		boolean known = this.sandbox.webhooks(upstream).redeliver(Long.parseLong(request.variable("number")));
		return known ? Answer.none() : message(404, "There is no such webhook");
	}

	private static Upstream upstream(JsonNode json) {
		String name = Json.text(json, "upstream", "");
		return switch (name) {
			case "github" -> Upstream.GITHUB;
			case "jira" -> Upstream.JIRA;
			default ->
				throw new IllegalArgumentException("\"upstream\" is \"github\" or \"jira\", not \"" + name + "\"");
		};
	}

	private static String name(Upstream upstream) {
		return upstream.name().toLowerCase(Locale.ROOT);
	}

	private static String name(Kind kind) {
		return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	private static ObjectNode json(Fault fault) {
		return Json.object("upstream", name(fault.upstream()), "method", fault.method(), "path", fault.path(), "kind",
				name(fault.kind()), "status", fault.status(), "headers", fault.headers(), "body", fault.body(), "times",
				fault.times(), "millis", fault.millis());
	}

	private static ObjectNode json(SentWebhook webhook) {
		return Json.object("upstream", name(webhook.upstream()), "number", webhook.number(), "deliveryId",
				webhook.deliveryId(), "event", webhook.fullEvent(), "scope", webhook.scope(), "redelivery",
				webhook.redelivery(), "tries", webhook.tries(), "status", webhook.status(), "outcome",
				webhook.outcome(), "at", webhook.at().toString(), "millis", webhook.took().toMillis());
	}

	private static ObjectNode json(Call call) {
		Kind fault = call.fault();
		return Json.object("upstream", name(call.upstream()), "method", call.method(), "endpoint", call.endpoint(),
				"path", call.path(), "query", call.query(), "headers", call.headers(), "body", call.body(), "status",
				call.status(), "fault", (fault != null) ? name(fault) : null, "at", call.at().toString());
	}

}
