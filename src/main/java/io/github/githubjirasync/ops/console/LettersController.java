package io.github.githubjirasync.ops.console;

import java.security.Principal;
import java.util.List;

import io.github.githubjirasync.ops.desk.DeadLetterDesk;
import io.github.githubjirasync.ops.desk.JobDetail;
import io.github.githubjirasync.ops.desk.JobLine;
import io.github.githubjirasync.ops.desk.JobQuery;
import io.github.githubjirasync.ops.desk.Slice;
import io.github.githubjirasync.sync.JobSubjects;
import io.github.githubjirasync.sync.LinkCatalog;
import io.github.githubjirasync.upstream.UpstreamException;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Dead letters and quarantine: finds them, shows what a replay would do, replays and
 * discards them.
 */
@Controller
final class LettersController {

	private static final int PAGE = 50;

	private final DeadLetterDesk letters;

	private final LinkCatalog links;

	LettersController(DeadLetterDesk letters, LinkCatalog links) {
		this.letters = letters;
		this.links = links;
	}

	@GetMapping("/ops/letters")
	String list(@RequestParam(required = false) @Nullable String cause,
			@RequestParam(required = false) @Nullable String link,
			@RequestParam(required = false) @Nullable String issue,
			@RequestParam(required = false) @Nullable String from, @RequestParam(required = false) @Nullable String to,
			@RequestParam(required = false) @Nullable String after, Model model) {
		LetterFilter filter = new LetterFilter(cause, link, issue, from, to);
		Slice<JobLine> page = this.letters.list(filter.query(), Texts.orNull(after), PAGE);
		model.addAttribute("page", page);
		model.addAttribute("filter", filter);
		model.addAttribute("after", after);
		model.addAttribute("links", this.links.all().stream().map(LinkCatalog.LinkInfo::name).toList());
		model.addAttribute("self", filter.address("/ops/letters", null));
		model.addAttribute("more", filter.address("/ops/letters", page.next()));
		return "ops/letters";
	}

	@GetMapping("/ops/quarantine")
	String quarantine(@RequestParam(required = false) @Nullable String after, Model model) {
		Slice<JobLine> page = this.letters.quarantine(JobQuery.ALL, Texts.orNull(after), PAGE);
		model.addAttribute("page", page);
		model.addAttribute("after", after);
		model.addAttribute("more", Addresses.of("/ops/quarantine", "after", page.next()));
		return "ops/quarantine";
	}

	@GetMapping("/ops/letters/{id}")
	String show(@PathVariable String id, Model model) {
		JobDetail detail = this.letters.show(id);
		model.addAttribute("detail", detail);
		model.addAttribute("job", detail.job());
		model.addAttribute("unreadable", detail.job().kind().equals(JobSubjects.UNREADABLE));
		model.addAttribute("payload", Texts.readable(detail.payload()));
		return "ops/letter";
	}

	@GetMapping("/ops/letters/{id}/preview")
	String preview(@PathVariable String id, Model model) {
		try {
			model.addAttribute("previews", List.of(this.letters.preview(id)));
		}
		catch (UpstreamException ex) {
			model.addAttribute("failure", ex.getMessage());
		}
		return "ops/preview :: preview";
	}

	@PostMapping("/ops/letters/{id}/replay")
	String replay(@PathVariable String id, Principal operator, RedirectAttributes next) {
		this.letters.replay(id, operator.getName());
		next.addFlashAttribute("said", "Replayed: the job waits again, behind the others of its lane.");
		return "redirect:/ops/jobs/" + id;
	}

	@PostMapping("/ops/letters/{id}/discard")
	String discard(@PathVariable String id, Principal operator, RedirectAttributes next) {
		boolean unreadable = this.letters.show(id).job().kind().equals(JobSubjects.UNREADABLE);
		this.letters.discard(id, operator.getName());
		next.addFlashAttribute("said", "Discarded " + id + ".");
		return unreadable ? "redirect:/ops/quarantine" : "redirect:/ops/letters";
	}

}
