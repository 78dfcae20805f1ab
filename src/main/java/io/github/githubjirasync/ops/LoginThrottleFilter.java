package io.github.githubjirasync.ops;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Asks the throttle before a password is looked at.
 */
final class LoginThrottleFilter extends OncePerRequestFilter {

	private final LoginThrottle throttle;

	private final SecurityProblems problems;

	LoginThrottleFilter(LoginThrottle throttle, SecurityProblems problems) {
		this.throttle = throttle;
		this.problems = problems;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		boolean form = "POST".equals(request.getMethod()) && "/login".equals(request.getRequestURI());
		String name = form ? request.getParameter("username") : basicName(request);
		if (name == null || this.throttle.allows(name, request.getRemoteAddr())) {
			chain.doFilter(request, response);
			return;
		}
		response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(LoginThrottle.PAUSE.toSeconds()));
		if (form) {
			response.sendRedirect("/login?throttled");
		}
		else {
			this.problems.write(request, response, HttpStatus.TOO_MANY_REQUESTS,
					"Too many logins failed; try again later.");
		}
	}

	private static @Nullable String basicName(HttpServletRequest request) {
		String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
		if (authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
			return null;
		}
		try {
			String pair = new String(Base64.getDecoder().decode(authorization.substring(6).strip()),
					StandardCharsets.UTF_8);
			return pair.substring(0, Math.max(0, pair.indexOf(':')));
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
