package io.github.githubjirasync.sandbox;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * GitHub's pages: {@code per_page} and {@code page}, and the {@code Link} header.
 */
final class GitHubPages {

	private final String api;

	GitHubPages(String api) {
		this.api = api;
	}

	<T> Answer answer(Request request, List<T> all, Function<T, ? extends JsonNode> shape) {
		int size = request.number("per_page", 30, 1, 100);
		int page = request.number("page", 1, 1, Integer.MAX_VALUE / 100);
		int last = Math.max(1, (all.size() + size - 1) / size);
		List<String> links = new ArrayList<>();
		if (page > 1) {
			links.add(link(request, page - 1, "prev"));
		}
		if (page < last) {
			links.add(link(request, page + 1, "next"));
			links.add(link(request, last, "last"));
		}
		if (page > 1) {
			links.add(link(request, 1, "first"));
		}
		Answer answer = Answer.ok(Json.array(UpstreamApi.page(all, (page - 1) * size, size), shape));
		return links.isEmpty() ? answer : answer.with(Map.of("Link", String.join(", ", links)));
	}

	private String link(Request request, int page, String relation) {
		return link(request, "page", Integer.toString(page), relation);
	}

	String link(Request request, String parameter, String value, String relation) {
		Map<String, String> query = new LinkedHashMap<>(request.query());
		query.put(parameter, value);
		List<String> pairs = new ArrayList<>();
		query.forEach((name, text) -> pairs.add(name + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8)));
		return "<" + this.api + request.path() + "?" + String.join("&", pairs) + ">; rel=\"" + relation + "\"";
	}

}
