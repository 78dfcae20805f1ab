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
 * without an origin therefore comes from a program.
 */
final class ApiClients {

	private ApiClients() {
	}

	static boolean isProgram(HttpServletRequest request) {
		String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
		return authorization != null && authorization.regionMatches(true, 0, "Basic ", 0, 6) && !isBrowser(request);
	}

	static boolean isBrowser(HttpServletRequest request) {
		return request.getHeader(HttpHeaders.ORIGIN) != null || request.getHeader("Sec-Fetch-Site") != null
				|| request.getHeader("HX-Request") != null || request.getHeader("X-Requested-With") != null;
	}

}
