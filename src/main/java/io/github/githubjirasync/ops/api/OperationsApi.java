package io.github.githubjirasync.ops.api;

import java.net.URI;
import java.security.Principal;
import java.util.List;

import io.github.githubjirasync.ops.desk.BulkDesk;
import io.github.githubjirasync.ops.desk.BulkOperation;
import io.github.githubjirasync.ops.desk.BulkOperation.Kind;
import io.github.githubjirasync.ops.desk.BulkOperation.Letters;
import io.github.githubjirasync.ops.desk.DeskException;
import io.github.githubjirasync.ops.desk.Slice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Replays and discards many dead letters, and shows how that goes.
 */
@RestController
@RequestMapping("/ops/v1")
@Tag(name = "Operations")
final class OperationsApi {

	private final BulkDesk bulk;

	OperationsApi(BulkDesk bulk) {
		this.bulk = bulk;
	}

	@PostMapping("/dead-letters/replay")
	@ResponseStatus(HttpStatus.ACCEPTED)
	@Operation(summary = "Replay many dead letters in the background, those that died first first")
	ResponseEntity<BulkOperation> replay(@RequestBody Many many, Principal operator) {
		return begin(Kind.REPLAY, many, operator);
	}

	@PostMapping("/dead-letters/discard")
	@ResponseStatus(HttpStatus.ACCEPTED)
	@Operation(summary = "Remove many dead letters for good in the background")
	ResponseEntity<BulkOperation> discard(@RequestBody Many many, Principal operator) {
		return begin(Kind.DISCARD, many, operator);
	}

	private ResponseEntity<BulkOperation> begin(Kind kind, Many many, Principal operator) {
		BulkOperation operation = this.bulk.begin(kind, many.letters(), many.ratePerSecond(), operator.getName());
		return ResponseEntity.status(HttpStatus.ACCEPTED)
			.location(URI.create("/ops/v1/operations/" + operation.id()))
			.body(operation);
	}

	@GetMapping("/operations")
	@Operation(summary = "The newest operations, with their progress")
	Slice<BulkOperation> list() {
		return new Slice<>(this.bulk.list(), null, true);
	}

	@GetMapping("/operations/{id}")
	@Operation(summary = "How an operation goes")
	BulkOperation show(@PathVariable String id) {
		return this.bulk.show(id);
	}

	@PostMapping("/operations/{id}/cancel")
	@Operation(summary = "End an operation")
	BulkOperation cancel(@PathVariable String id, Principal operator) {
		return this.bulk.cancel(id, operator.getName());
	}

	@PostMapping("/operations/{id}/resume")
	@Operation(summary = "Go on with an operation that was interrupted, cancelled, or failed")
	BulkOperation resume(@PathVariable String id, Principal operator) {
		return this.bulk.resume(id, operator.getName());
	}

	/**
	 * Many dead letters: those named, or all that match.
	 *
	 * @param ids the ids of their jobs, at most 1,000
	 * @param all whether it is meant for all that match; needed where no ids are named
	 * @param link the name of their link
	 * @param kind their kind
	 * @param cause a part of why they died
	 * @param from the earliest time of death
	 * @param to the time before which they died
	 * @param ratePerSecond how many in a second, 1 to 500; 10 if nothing is said
	 */
	record Many(@Nullable List<String> ids, @Nullable Boolean all, @Nullable String link, @Nullable String kind,
			@Nullable String cause, @Nullable String from, @Nullable String to, @Nullable Integer ratePerSecond) {

		private Letters letters() {
			boolean any = this.all != null && this.all;
			if ((this.ids != null) == any) {
				throw DeskException.invalid("Either ids names the dead letters, or all is true");
			}
			return new Letters(this.ids, Params.text(this.link), Params.text(this.kind), Params.text(this.cause),
					Params.time("from", this.from), Params.time("to", this.to));
		}

	}

}
