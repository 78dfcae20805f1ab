package io.github.githubjirasync.ops.api;

import java.security.Principal;

import io.github.githubjirasync.ops.desk.DeadLetterDesk;
import io.github.githubjirasync.ops.desk.JobDetail;
import io.github.githubjirasync.ops.desk.JobLine;
import io.github.githubjirasync.ops.desk.Slice;
import io.github.githubjirasync.sync.Preview;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

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
 * Shows dead letters, and replays or discards them one by one.
 */
@RestController
@RequestMapping("/ops/v1/dead-letters")
@Tag(name = "Dead letters")
final class DeadLettersApi {

	private final DeadLetterDesk deadLetters;

	DeadLettersApi(DeadLetterDesk deadLetters) {
		this.deadLetters = deadLetters;
	}

	@GetMapping
	@Operation(summary = "Dead letters, newest first")
	Slice<JobLine> list(@RequestParam(required = false) @Nullable String link,
			@RequestParam(required = false) @Nullable String kind,
			@RequestParam(required = false) @Nullable String issue,
			@RequestParam(required = false) @Nullable String key,
			@RequestParam(required = false) @Nullable String cause,
			@RequestParam(required = false) @Nullable String from, @RequestParam(required = false) @Nullable String to,
			@RequestParam(required = false) @Nullable String after, @RequestParam(defaultValue = "50") int limit) {
		return this.deadLetters.list(new Params.Letters(link, kind, issue, key, cause, from, to).query(), after, limit);
	}

	@GetMapping("/{id}")
	@Operation(summary = "A dead letter with its failures and its payload")
	JobDetail show(@PathVariable String id) {
		return this.deadLetters.show(id);
	}

	@GetMapping("/{id}/preview")
	@Operation(summary = "What a replay would do now; reads both upstreams")
	Preview preview(@PathVariable String id) {
		return this.deadLetters.preview(id);
	}

	@PostMapping("/{id}/replay")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Let a dead letter run again")
	void replay(@PathVariable String id, Principal operator) {
		this.deadLetters.replay(id, operator.getName());
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Remove a dead letter for good")
	void discard(@PathVariable String id, Principal operator) {
		this.deadLetters.discard(id, operator.getName());
	}

}
