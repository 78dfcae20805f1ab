package io.github.githubjirasync.github;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import io.github.githubjirasync.upstream.Upstream;
import io.github.githubjirasync.upstream.UpstreamException;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/**
 * Walks through lists that GitHub gives page by page.
 */
final class GitHubPages {

	/** Of 100 entries each; a walk beyond it is a fault of somebody's. */
	private static final int MAX_PAGES = 100;

	private GitHubPages() {
	}

	/**
	 * All entries of a list.
	 * @param <T> their type
	 * @param first the first page
	 * @param follow reads a further page
	 * @return the entries of all pages
	 */
	static <T> List<T> all(ResponseEntity<List<T>> first, Function<URI, ResponseEntity<List<T>>> follow) {
		ResponseEntity<List<T>> page = first;
		List<T> all = new ArrayList<>();
		for (int count = 1;; count++) {
			all.addAll(Objects.requireNonNull(page.getBody(), "body"));
			URI next = LinkHeader.next(page.getHeaders().get(HttpHeaders.LINK));
			if (next == null) {
				return all;
			}
			if (count == MAX_PAGES) {
				throw new UpstreamException.Rejected(Upstream.GITHUB, 200,
						"GitHub GET " + next.getRawPath() + " rejected (more than " + MAX_PAGES + " pages)");
			}
			page = follow.apply(next);
		}
	}

}
