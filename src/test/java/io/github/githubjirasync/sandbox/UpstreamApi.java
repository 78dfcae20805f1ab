package io.github.githubjirasync.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.githubjirasync.sandbox.Fault.Kind;
import io.github.githubjirasync.upstream.Upstream;
import org.jspecify.annotations.Nullable;

/**
 * Answers the calls to one upstream's API: shows faults, checks credentials, finds the
 * endpoint and records the call.
 */
final class UpstreamApi implements HttpHandler {

	private final Upstream upstream;

	private final String root;

	private final Routes routes;

	private final Manners manners;

	private final Faults faults;

	private final Calls calls;

	private final Limits limits;

	private final Clock clock;

	UpstreamApi(Upstream upstream, String root, Routes routes, Manners manners, Faults faults, Calls calls,
			Limits limits, Clock clock) {
		this.upstream = upstream;
		this.root = root;
		this.routes = routes;
		this.manners = manners;
		this.faults = faults;
		this.calls = calls;
		this.limits = limits;
		this.clock = clock;
	}

	@Override
	public void handle(HttpExchange exchange) throws IOException {
		Request request = this.manners.rewrite(Request.of(exchange.getRequestMethod(), exchange.getRequestURI(),
				this.root, exchange.getRequestHeaders(), exchange.getRequestBody().readAllBytes()));
		Answer answer;
		try {
			answer = answer(request);
		}
		finally {
			// Whoever has read the answer may call again at once.
			this.limits.end(this.upstream, request);
		}
		if (answer != null) {
			HttpFront.write(exchange, answer);
		}
		else {
			exchange.close();
		}
	}

	/** What is answered; {@code null} for nothing. */
	private @Nullable Answer answer(Request request) {
		Answer limited = this.limits.begin(this.upstream, request);
		Routes.Match match = this.routes.find(request);
		Fault fault = null;
		for (Fault taken : this.faults.take(this.upstream, request.method(), request.path())) {
			if (taken.kind() == Kind.LATENCY) {
				pause(taken.millis());
			}
			fault = taken;
		}
		Kind kind = (fault != null) ? fault.kind() : null;
		Answer answer = null;
		if (fault != null && kind == Kind.STATUS) {
			answer = faulty(fault);
		}
		else if (kind != Kind.DROP) {
			answer = this.manners.polish(request, (limited != null) ? limited : work(request, match));
		}
		if (kind == Kind.DROP_AFTER) {
			answer = null;
		}
		record(request, match, answer, kind);
		return answer;
	}

	private Answer work(Request request, Routes.@Nullable Match match) {
		Answer refusal = this.manners.authenticate(request);
		if (refusal != null) {
			return refusal;
		}
		Answer moved = this.manners.moved(request);
		if (moved != null) {
			return moved;
		}
		if (match == null) {
			return this.manners.error(404, "Not Found");
		}
		try {
			return match.endpoint().answer(match.request());
		}
		catch (Refusal ex) {
			return ex.answer();
		}
		catch (JsonProcessingException ex) {
			return this.manners.error(400, "Problems parsing JSON");
		}
		catch (RuntimeException ex) {
			return this.manners.error(500, "The sandbox failed: " + ex);
		}
	}

	private Answer faulty(Fault fault) {
		Answer answer = this.manners.error(fault.status(), "Asked for by a fault of the sandbox");
		if (fault.body() != null) {
			answer = new Answer(fault.status(), answer.headers(), fault.body().getBytes(StandardCharsets.UTF_8));
		}
		return answer.with(fault.headers());
	}

	private void record(Request request, Routes.@Nullable Match match, @Nullable Answer answer, @Nullable Kind kind) {
		Map<String, String> headers = new LinkedHashMap<>(request.headers());
		headers.remove("authorization");
		this.calls.add(new Call(this.upstream, request.method(), (match != null) ? match.template() : "?",
				request.path(), request.query(), headers, new String(request.body(), StandardCharsets.UTF_8),
				(answer != null) ? answer.status() : 0, kind, this.clock.instant()));
	}

	private static void pause(long millis) {
		try {
			TimeUnit.MILLISECONDS.sleep(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** What differs between the upstreams in every answer. */
	interface Manners {

		/**
		 * Checks the credentials.
		 * @param request the request
		 * @return the refusal, or {@code null} if they are good
		 */
		@Nullable Answer authenticate(Request request);

		Answer error(int status, String message);

		/**
		 * Takes an address for another one.
		 * @param request the request
		 * @return the request as it is answered
		 */
		default Request rewrite(Request request) {
			return request;
		}

		/**
		 * Points to where something has gone.
		 * @param request the request
		 * @return the redirect, or {@code null} if it is where it is looked for
		 */
		default @Nullable Answer moved(Request request) {
			return null;
		}

		/**
		 * Adds the headers that the upstream sends with every answer.
		 * @param request the request
		 * @param answer what the endpoint answered
		 * @return what is sent
		 */
		Answer polish(Request request, Answer answer);

	}

	static <T> List<T> page(List<T> all, int start, int size) {
		int from = Math.min(start, all.size());
		return all.subList(from, Math.min(from + size, all.size()));
	}

}
