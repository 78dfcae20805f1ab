package io.github.githubjirasync.ops.api;

import java.security.Principal;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.githubjirasync.ops.desk.AuditLog;
import io.github.githubjirasync.ops.desk.DeskException;
import io.github.githubjirasync.sync.Backfill;
import io.github.githubjirasync.sync.BackfillProgress;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

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

	private final Backfill backfill;

	private final AuditLog audit;

	BackfillApi(Backfill backfill, AuditLog audit) {
		this.backfill = backfill;
		this.audit = audit;
	}

	@PostMapping
	@ResponseStatus(HttpStatus.ACCEPTED)
	@Operation(summary = "Bring over what was not synced; goes on where the last run ended early")
	BackfillView start(@PathVariable String name, Principal operator) {
		return view(() -> {
			BackfillProgress begun = this.backfill.start(name);
			this.audit.record(operator.getName(), "backfill", "link:" + name, Map.of("run", begun.run()));
			return begun;
		});
	}

	@PostMapping("/cancel")
	@Operation(summary = "End the backfill")
	BackfillView cancel(@PathVariable String name, Principal operator) {
		return view(() -> {
			BackfillProgress ending = this.backfill.cancel(name);
			this.audit.record(operator.getName(), "backfill-cancel", "link:" + name, Map.of("run", ending.run()));
			return ending;
		});
	}

	@GetMapping
	@Operation(summary = "How the backfill goes, or went")
	BackfillView show(@PathVariable String name) {
		return view(() -> this.backfill.progress(name)
			.orElseThrow(() -> new IllegalArgumentException("Link '" + name + "' had no backfill yet")));
	}

	private static BackfillView view(Supplier<BackfillProgress> act) {
		try {
			return BackfillView.of(act.get());
		}
		catch (IllegalArgumentException ex) {
			throw DeskException.notFound(String.valueOf(ex.getMessage()));
		}
		catch (IllegalStateException ex) {
			throw DeskException.conflict(String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * A backfill as the API shows it.
	 *
	 * @param link the name of its link
	 * @param run tells it from other runs
	 * @param state running, done, cancelled, interrupted or failed
	 * @param side whose issues are walked through: github or jira
	 * @param seen how many issues were looked at
	 * @param enqueued for how many of them a job was enqueued
	 * @param inStep how many were in step with their twins
	 * @param leftOut how many are not for this link
	 * @param waitsFor what it waits for, if it does
	 * @param error why it failed, if it did
	 * @param startedAt when it began
	 * @param updatedAt when it last got on
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record BackfillView(String link, String run, String state, String side, long seen, long enqueued, long inStep,
			long leftOut, @Nullable String waitsFor, @Nullable String error, Instant startedAt, Instant updatedAt) {

		static BackfillView of(BackfillProgress progress) {
			return new BackfillView(progress.link(), progress.run(), lower(progress.state()), lower(progress.side()),
					progress.seen(), progress.enqueued(), progress.inStep(), progress.leftOut(), progress.waitsFor(),
					progress.error(), progress.startedAt(), progress.updatedAt());
		}

		private static String lower(Enum<?> word) {
			return word.name().toLowerCase(Locale.ROOT);
		}

	}

}
