package io.github.githubjirasync.ops.api;

import java.time.Duration;
import java.time.Instant;

import io.github.githubjirasync.ops.desk.DeskException;
import io.github.githubjirasync.queue.QueueFullException;
import io.github.githubjirasync.queue.QueueUnavailableException;
import io.github.githubjirasync.sync.IntakeUnavailableException;
import io.github.githubjirasync.upstream.UpstreamException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/**
 * Answers failures of the API with problems (RFC 9457). None names a host or a secret.
 */
@RestControllerAdvice(basePackageClasses = ApiExceptionHandler.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ApiExceptionHandler {

	private static final Logger logger = LoggerFactory.getLogger(ApiExceptionHandler.class);

	private static final Duration SOON = Duration.ofSeconds(5);

	@ExceptionHandler
	ProblemDetail desk(DeskException ex) {
		HttpStatus status = switch (ex.reason()) {
			case NOT_FOUND -> HttpStatus.NOT_FOUND;
			case INVALID -> HttpStatus.BAD_REQUEST;
			case CONFLICT -> HttpStatus.CONFLICT;
		};
		return ProblemDetail.forStatusAndDetail(status, ex.getMessage());
	}

	@ExceptionHandler
	ProblemDetail wrongType(MethodArgumentTypeMismatchException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST,
				ex.getName() + " cannot be read; see /ops/v1/openapi for what it may be.");
	}

	@ExceptionHandler({ QueueUnavailableException.class, IntakeUnavailableException.class, QueueFullException.class })
	ResponseEntity<ProblemDetail> queueUnavailable(RuntimeException ex) {
		logger.warn("The queue could not be asked: {}", ex.getMessage());
		return later(SOON, "The queue's store cannot be reached now, or takes no more. Whether a write took effect is "
				+ "not known; look again before repeating it.");
	}

	@ExceptionHandler({ DataAccessException.class, TransactionException.class })
	ResponseEntity<ProblemDetail> databaseUnavailable(RuntimeException ex) {
		logger.warn("The database could not be asked: {}", ex.getMessage());
		return later(SOON, "The database cannot be reached now. Whether a write took effect is not known; look again "
				+ "before repeating it.");
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> upstream(UpstreamException ex) {
		if (ex instanceof UpstreamException.RateLimited limited) {
			return later(Duration.between(Instant.now(), limited.until()), String.valueOf(ex.getMessage()));
		}
		HttpStatus status = (ex instanceof UpstreamException.Gone) ? HttpStatus.NOT_FOUND : HttpStatus.BAD_GATEWAY;
		return ResponseEntity.status(status).body(ProblemDetail.forStatusAndDetail(status, ex.getMessage()));
	}

	private static ResponseEntity<ProblemDetail> later(Duration wait, String detail) {
		return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
			.header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds())))
			.body(ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, detail));
	}

}
