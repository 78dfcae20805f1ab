package io.github.githubjirasync.ops.api;

import java.security.Principal;

import io.github.githubjirasync.ops.desk.DeadLetterDesk;
import io.github.githubjirasync.ops.desk.JobDetail;
import io.github.githubjirasync.ops.desk.JobLine;
import io.github.githubjirasync.ops.desk.Slice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows deliveries that could not be read.
 */
@RestController
@RequestMapping("/ops/v1/quarantine")
@Tag(name = "Quarantine")
final class QuarantineApi {

	private final DeadLetterDesk deadLetters;

	QuarantineApi(DeadLetterDesk deadLetters) {
		this.deadLetters = deadLetters;
	}

	@GetMapping
	@Operation(summary = "Deliveries that could not be read, newest first")
	Slice<JobLine> list(@RequestParam(required = false) @Nullable String cause,
			@RequestParam(required = false) @Nullable String from, @RequestParam(required = false) @Nullable String to,
			@RequestParam(required = false) @Nullable String after, @RequestParam(defaultValue = "50") int limit) {
		return this.deadLetters.quarantine(new Params.Letters(null, null, null, null, cause, from, to).query(), after,
				limit);
	}

	@GetMapping("/{id}")
	@Operation(summary = "A delivery that could not be read, with its body")
	JobDetail show(@PathVariable String id) {
		return this.deadLetters.show(id);
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Remove it for good, so that the delivery is taken when it comes again")
	void discard(@PathVariable String id, Principal operator) {
		this.deadLetters.discard(id, operator.getName());
	}

}
