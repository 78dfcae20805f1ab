package io.github.githubjirasync.ops;

import java.security.Principal;
import java.util.List;
import java.util.Map;

import io.github.githubjirasync.ops.desk.AuditLog;
import io.github.githubjirasync.queue.DeadLetters;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows dead letters, and lets an operator replay or discard them, as programs knew it
 * before {@code /ops/v1}.
 */
@RestController
@RequestMapping("/ops/dead-letters")
final class DeadLettersController {

	private static final int MAX_LIMIT = 500;

	private final DeadLetters deadLetters;

	private final AuditLog audit;

	DeadLettersController(DeadLetters deadLetters, AuditLog audit) {
		this.deadLetters = deadLetters;
		this.audit = audit;
	}

	@GetMapping
	Page list(@RequestParam(defaultValue = "0") long offset, @RequestParam(defaultValue = "50") int limit) {
		if (offset < 0) {
			throw new BadPageException("offset starts at 0, got " + offset);
		}
		if (limit < 1 || limit > MAX_LIMIT) {
			throw new BadPageException("limit is between 1 and " + MAX_LIMIT + ", got " + limit);
		}
		return new Page(offset, limit,
				this.deadLetters.list(offset, limit).stream().map(DeadLetterView::line).toList());
	}

	@GetMapping("/{id}")
	DeadLetterView show(@PathVariable String id) {
		return this.deadLetters.find(id)
			.map(DeadLetterView::whole)
			.orElseThrow(() -> new NoSuchDeadLetterException(id));
	}

	@PostMapping("/{id}/replay")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void replay(@PathVariable String id, Principal operator) {
		show(id);
		this.audit.record(operator.getName(), "replay", "job:" + id, Map.of());
		if (!this.deadLetters.replay(id)) {
			throw new NoSuchDeadLetterException(id);
		}
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void discard(@PathVariable String id, Principal operator) {
		show(id);
		this.audit.record(operator.getName(), "discard", "job:" + id, Map.of());
		if (!this.deadLetters.discard(id)) {
			throw new NoSuchDeadLetterException(id);
		}
	}

	/**
	 * A page of dead letters, newest first.
	 *
	 * @param offset how many were passed over
	 * @param limit how many there are at most
	 * @param items the dead letters
	 */
	record Page(long offset, int limit, List<DeadLetterView> items) {
	}

	/** There is no dead letter of that id. */
	static final class NoSuchDeadLetterException extends RuntimeException {

		NoSuchDeadLetterException(String id) {
			super("There is no dead letter '" + id + "'; it may have been replayed or discarded already.");
		}

	}

	/** There can be no such page. */
	static final class BadPageException extends RuntimeException {

		BadPageException(String message) {
			super("The page cannot be shown: " + message + ".");
		}

	}

}
