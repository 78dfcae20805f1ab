package io.github.githubjirasync.ops.api;

import io.github.githubjirasync.ops.desk.AuditLog;
import io.github.githubjirasync.ops.desk.Slice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows what operators did.
 */
@RestController
@RequestMapping("/ops/v1/audit")
@Tag(name = "Audit")
final class AuditApi {

	private final AuditLog audit;

	AuditApi(AuditLog audit) {
		this.audit = audit;
	}

	@GetMapping
	@Operation(summary = "What operators did, newest first")
	Slice<AuditLog.Entry> list(@RequestParam(required = false) @Nullable String who,
			@RequestParam(required = false) @Nullable String action,
			@RequestParam(required = false) @Nullable String subject,
			@RequestParam(required = false) @Nullable String from, @RequestParam(required = false) @Nullable String to,
			@RequestParam(required = false) @Nullable String after, @RequestParam(defaultValue = "50") int limit) {
		return this.audit.list(new AuditLog.Query(Params.text(who), Params.text(action), Params.text(subject),
				Params.time("from", from), Params.time("to", to)), after, limit);
	}

}
