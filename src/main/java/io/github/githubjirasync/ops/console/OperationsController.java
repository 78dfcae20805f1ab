package io.github.githubjirasync.ops.console;

import java.security.Principal;
import java.util.List;

import io.github.githubjirasync.ops.desk.BulkDesk;
import io.github.githubjirasync.ops.desk.BulkOperation;
import io.github.githubjirasync.ops.desk.BulkOperation.Kind;
import io.github.githubjirasync.ops.desk.BulkOperation.Letters;
import io.github.githubjirasync.ops.desk.DeadLetterDesk;
import io.github.githubjirasync.ops.desk.DeskException;
import io.github.githubjirasync.ops.desk.JobLine;
import io.github.githubjirasync.ops.desk.JobQuery;
import io.github.githubjirasync.ops.desk.Slice;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What is done to many dead letters at once, and how it goes.
 */
@Controller
final class OperationsController {

	private static final int PAGE = 200;

	private final BulkDesk bulk;

	private final DeadLetterDesk letters;

	OperationsController(BulkDesk bulk, DeadLetterDesk letters) {
		this.bulk = bulk;
		this.letters = letters;
	}

	@GetMapping("/ops/operations")
	String list(Model model) {
		model.addAttribute("operations", this.bulk.list());
		return "ops/operations";
	}

	@GetMapping("/ops/operations/{id}")
	String show(@PathVariable String id, Model model) {
		model.addAttribute("operation", this.bulk.show(id));
		return "ops/operation";
	}

	@GetMapping("/ops/operations/{id}/progress")
	String progress(@PathVariable String id, Model model) {
		model.addAttribute("operation", this.bulk.show(id));
		return "ops/operation :: progress";
	}

	@PostMapping("/ops/operations")
	String begin(@RequestParam(required = false) @Nullable String cause,
			@RequestParam(required = false) @Nullable String link,
			@RequestParam(required = false) @Nullable String issue,
			@RequestParam(required = false) @Nullable String from, @RequestParam(required = false) @Nullable String to,
			@RequestParam int rate, @RequestParam(defaultValue = "replay") String what, Principal operator) {
		JobQuery query = new LetterFilter(cause, link, issue, from, to).query();
		boolean ofIssue = query.github() != null || query.jira() != null;
		Letters chosen = new Letters(ofIssue ? ids(query) : null, query.link(), query.kind(), query.cause(),
				query.from(), query.to());
		Kind kind = what.equals("discard") ? Kind.DISCARD : Kind.REPLAY;
		BulkOperation operation = this.bulk.begin(kind, chosen, rate, operator.getName());
		return "redirect:/ops/operations/" + operation.id();
	}

	/** Those of an issue are named one by one. */
	private List<String> ids(JobQuery query) {
		Slice<JobLine> found = this.letters.list(query, null, PAGE);
		if (found.items().isEmpty()) {
			throw DeskException.notFound("There is no dead letter of that issue any more.");
		}
		return found.items().stream().map(JobLine::id).toList();
	}

	@PostMapping("/ops/operations/{id}/cancel")
	String cancel(@PathVariable String id, Principal operator, RedirectAttributes next) {
		this.bulk.cancel(id, operator.getName());
		next.addFlashAttribute("said", "It ends within a second or two.");
		return "redirect:/ops/operations/" + id;
	}

	@PostMapping("/ops/operations/{id}/resume")
	String resume(@PathVariable String id, Principal operator, RedirectAttributes next) {
		this.bulk.resume(id, operator.getName());
		next.addFlashAttribute("said", "It goes on.");
		return "redirect:/ops/operations/" + id;
	}

}
