package io.github.githubjirasync.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of an API. Of two that match, the one that was added first answers.
 */
final class Routes {

	private final List<Route> routes = new ArrayList<>();

	Routes on(String method, String template, Endpoint endpoint) {
		this.routes.add(new Route(method, template, List.of(template.substring(1).split("/")), endpoint));
		return this;
	}

	@Nullable Match find(Request request) {
		List<String> segments = request.segments();
		for (Route route : this.routes) {
			Map<String, String> variables = route.method().equals(request.method()) ? route.variables(segments) : null;
			if (variables != null) {
				return new Match(route.template(), route.endpoint(), request.with(variables));
			}
		}
		return null;
	}

	/** Answers requests of one method and path. */
	@FunctionalInterface
	interface Endpoint {

		Answer answer(Request request) throws JsonProcessingException;

	}

	/**
	 * An endpoint that was found.
	 *
	 * @param template its path with variables in braces
	 * @param endpoint the endpoint
	 * @param request the request with its path variables
	 */
	record Match(String template, Endpoint endpoint, Request request) {
	}

	private record Route(String method, String template, List<String> parts, Endpoint endpoint) {

		@Nullable Map<String, String> variables(List<String> segments) {
			if (segments.size() != this.parts.size()) {
				return null;
			}
			Map<String, String> variables = new LinkedHashMap<>();
			for (int i = 0; i < segments.size(); i++) {
				String part = this.parts.get(i);
				if (part.startsWith("{")) {
					variables.put(part.substring(1, part.length() - 1), segments.get(i));
				}
				else if (!part.equals(segments.get(i))) {
					return null;
				}
			}
			return variables;
		}

	}

}
