package io.github.githubjirasync.ops;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells a browser that its session cannot be read while the database is away, and what
 * works without one.
 */
final class SessionsAwayFilter extends OncePerRequestFilter implements Ordered {

	private final SecurityProblems problems;

	SessionsAwayFilter(SecurityProblems problems) {
		this.problems = problems;
	}

	@Override
	public int getOrder() {
		return SessionRepositoryFilter.DEFAULT_ORDER - 1;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			chain.doFilter(request, response);
		}
		catch (DataAccessException | TransactionException ex) {
			if (response.isCommitted()) {
				throw ex;
			}
			this.logger.warn("Sessions cannot be read or kept: " + ex.getMessage());
			response.reset();
			response.setHeader(HttpHeaders.RETRY_AFTER, "5");
			this.problems.write(request, response, HttpStatus.SERVICE_UNAVAILABLE,
					"Sessions are kept in PostgreSQL, which does not answer. "
							+ "Requests with a login of their own (HTTP Basic or a bearer token) work without it.");
		}
	}

}
