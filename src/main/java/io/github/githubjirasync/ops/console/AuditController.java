package io.github.githubjirasync.ops.console;

import io.github.githubjirasync.ops.desk.AuditLog;
import io.github.githubjirasync.ops.desk.Slice;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The audit log: who did what.
 */
@Controller
final class AuditController {

	private static final int PAGE = 50;

	private final AuditLog audit;

	AuditController(AuditLog audit) {
		this.audit = audit;
	}

	@GetMapping("/ops/audit")
	String list(@RequestParam(required = false) @Nullable String who,
			@RequestParam(required = false) @Nullable String action,
			@RequestParam(required = false) @Nullable String subject,
			@RequestParam(required = false) @Nullable String after, Model model) {
		Slice<AuditLog.Entry> page = this.audit.list(
				new AuditLog.Query(Texts.orNull(who), Texts.orNull(action), Texts.orNull(subject), null, null),
				Texts.orNull(after), PAGE);
		model.addAttribute("page", page);
		model.addAttribute("who", who);
		model.addAttribute("action", action);
		model.addAttribute("subject", subject);
		model.addAttribute("after", after);
		model.addAttribute("more",
				Addresses.of("/ops/audit", "who", who, "action", action, "subject", subject, "after", page.next()));
		return "ops/audit";
	}

}
