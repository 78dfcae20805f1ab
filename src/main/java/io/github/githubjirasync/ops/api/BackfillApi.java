package io.github.githubjirasync.ops.api;

import java.security.Principal;

import io.github.githubjirasync.ops.desk.BackfillDesk;
import io.github.githubjirasync.ops.desk.BackfillDesk.BackfillView;
import io.github.githubjirasync.ops.desk.DeskException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Begins and ends the backfill of a link, and shows how it goes.
 */
@RestController
@RequestMapping("/ops/v1/links/{name}/backfill")
@Tag(name = "Links and upstreams")
final class BackfillApi {

	private final BackfillDesk backfills;

	BackfillApi(BackfillDesk backfills) {
		this.backfills = backfills;
	}

	@PostMapping
	@ResponseStatus(HttpStatus.ACCEPTED)
	@Operation(summary = "Bring over what was not synced; goes on where the last run ended early")
	BackfillView start(@PathVariable String name, Principal operator) {
		return this.backfills.start(name, operator.getName());
	}

	@PostMapping("/cancel")
	@Operation(summary = "End the backfill")
	BackfillView cancel(@PathVariable String name, Principal operator) {
		return this.backfills.cancel(name, operator.getName());
	}

	@GetMapping
	@Operation(summary = "How the backfill goes, or went")
	BackfillView show(@PathVariable String name) {
		return this.backfills.find(name)
			.orElseThrow(() -> DeskException.notFound("Link '" + name + "' had no backfill yet."));
	}

}
