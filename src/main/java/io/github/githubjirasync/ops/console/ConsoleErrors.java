package io.github.githubjirasync.ops.console;

import io.github.githubjirasync.ops.desk.DeskException;
import io.github.githubjirasync.queue.QueueUnavailableException;
import io.github.githubjirasync.upstream.UpstreamException;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers failures of the console with pages that say what can be done.
 */
@ControllerAdvice(basePackageClasses = ConsoleErrors.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ConsoleErrors {

	private static final Logger logger = LoggerFactory.getLogger(ConsoleErrors.class);

	private final ConsoleModel model;

	ConsoleErrors(ConsoleModel model) {
		this.model = model;
	}

	@ExceptionHandler
	ModelAndView queueUnavailable(QueueUnavailableException ex, HttpServletRequest request) {
		logger.warn("The queue could not be asked: {}", ex.getMessage());
		return page(request, HttpStatus.SERVICE_UNAVAILABLE, "The queue cannot be reached",
				"Redis does not answer now. Whether a change took effect is not known; look again before you repeat it.");
	}

	@ExceptionHandler
	ModelAndView status(ResponseStatusException ex, HttpServletRequest request) {
		HttpStatus status = HttpStatus.valueOf(ex.getStatusCode().value());
		return page(request, status, (status == HttpStatus.NOT_FOUND) ? "Not found" : status.getReasonPhrase(),
				(ex.getReason() != null) ? ex.getReason() : "");
	}

	@ExceptionHandler
	ModelAndView refused(DeskException ex, HttpServletRequest request) {
		HttpStatus status = switch (ex.reason()) {
			case NOT_FOUND -> HttpStatus.NOT_FOUND;
			case INVALID -> HttpStatus.BAD_REQUEST;
			case CONFLICT -> HttpStatus.CONFLICT;
		};
		String title = switch (ex.reason()) {
			case NOT_FOUND -> "Not found";
			case INVALID -> "That makes no sense";
			case CONFLICT -> "Not possible now";
		};
		return page(request, status, title, String.valueOf(ex.getMessage()));
	}

	@ExceptionHandler
	ModelAndView upstream(UpstreamException ex, HttpServletRequest request) {
		return page(request, HttpStatus.BAD_GATEWAY, ex.upstream() + " did not answer as it should",
				String.valueOf(ex.getMessage()));
	}

	@ExceptionHandler
	ModelAndView redis(RedisConnectionFailureException ex, HttpServletRequest request) {
		return queueUnavailable(new QueueUnavailableException(String.valueOf(ex.getMessage()), ex), request);
	}

	@ExceptionHandler
	ModelAndView database(DataAccessException ex, HttpServletRequest request) {
		logger.warn("The database could not be asked: {}", ex.toString());
		return page(request, HttpStatus.SERVICE_UNAVAILABLE, "The database cannot be reached",
				"PostgreSQL does not answer now. Nothing was done; try again when it is back.");
	}

	@ExceptionHandler({ MethodArgumentTypeMismatchException.class, MissingServletRequestParameterException.class })
	ModelAndView malformed(Exception ex, HttpServletRequest request) {
		return page(request, HttpStatus.BAD_REQUEST, "That makes no sense", "A part of the address cannot be read.");
	}

	private ModelAndView page(HttpServletRequest request, HttpStatus status, String title, String text) {
		ModelAndView page = new ModelAndView("ops/problem", status);
		ExtendedModelMap shared = new ExtendedModelMap();
		this.model.page(request, request.getUserPrincipal(), shared);
		page.addAllObjects(shared);
		page.addObject("title", title);
		page.addObject("text", text);
		page.addObject("code", status.value());
		return page;
	}

}
