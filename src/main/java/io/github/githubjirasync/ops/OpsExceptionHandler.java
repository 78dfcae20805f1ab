package io.github.githubjirasync.ops;

import io.github.githubjirasync.queue.QueueUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/**
 * Answers failures of the API with problems (RFC 9457).
 */
@RestControllerAdvice(assignableTypes = { QueueController.class, DeadLettersController.class })
@Order(Ordered.HIGHEST_PRECEDENCE)
final class OpsExceptionHandler {

	private static final Logger LOGGER = LoggerFactory.getLogger(OpsExceptionHandler.class);

	private static final String RETRY_AFTER_SECONDS = "5";

	@ExceptionHandler
	ProblemDetail noSuchDeadLetter(DeadLettersController.NoSuchDeadLetterException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, ex.getMessage());
	}

	@ExceptionHandler
	ProblemDetail badPage(DeadLettersController.BadPageException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, ex.getMessage());
	}

	@ExceptionHandler
	ProblemDetail notANumber(MethodArgumentTypeMismatchException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST,
				"The page cannot be shown: " + ex.getName() + " is not a number.");
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> queueUnavailable(QueueUnavailableException ex) {
		LOGGER.warn("The queue could not be asked: {}", ex.getMessage());
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE,
				"The queue's store cannot be reached now. Whether a write took effect is not known; look again "
						+ "before repeating it.");
		return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
			.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
			.body(problem);
	}

}
