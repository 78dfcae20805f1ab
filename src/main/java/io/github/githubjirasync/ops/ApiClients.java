package io.github.githubjirasync.ops;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;

/**
 * Tells programs that call the API from browsers that show the console.
 * <p>
 * A page of another site can make a browser send a request with the session or the Basic
 * credentials that it remembers, so every write from a browser needs a CSRF token. A
 * program has no page and no token. Browsers name the {@code Origin} of every POST, PUT,
 * PATCH and DELETE, and no page can suppress that; a write with Basic credentials and
 * without an origin therefore comes from a program. A Bearer token is nothing that a
 * browser sends by itself.
 */
final class ApiClients {

	private ApiClients() {
	}

	static boolean isProgram(HttpServletRequest request) {
		return has(request, "Bearer ") || (has(request, "Basic ") && !isBrowser(request));
	}

	private static boolean has(HttpServletRequest request, String scheme) {
		String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
		return authorization != null && authorization.regionMatches(true, 0, scheme, 0, scheme.length());
	}

	static boolean isBrowser(HttpServletRequest request) {
		return request.getHeader(HttpHeaders.ORIGIN) != null || request.getHeader("Sec-Fetch-Site") != null
				|| request.getHeader("HX-Request") != null || request.getHeader("X-Requested-With") != null;
	}

}
