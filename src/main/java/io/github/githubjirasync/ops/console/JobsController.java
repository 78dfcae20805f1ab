package io.github.githubjirasync.ops.console;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.github.githubjirasync.ops.desk.DeskException;
import io.github.githubjirasync.ops.desk.JobDesk;
import io.github.githubjirasync.ops.desk.JobDetail;
import io.github.githubjirasync.ops.desk.JobLine;
import io.github.githubjirasync.ops.desk.JobQuery;
import io.github.githubjirasync.ops.desk.Slice;
import io.github.githubjirasync.queue.JobPriority;
import io.github.githubjirasync.queue.JobState;
import io.github.githubjirasync.sync.LinkCatalog;
import io.github.githubjirasync.upstream.UpstreamException;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Finds jobs by whatever is known of them, and tells their lives.
 */
@Controller
final class JobsController {

	private static final int PAGE = 50;

	private final JobDesk jobs;

	private final LinkCatalog links;

	JobsController(JobDesk jobs, LinkCatalog links) {
		this.jobs = jobs;
		this.links = links;
	}

	@GetMapping("/ops/jobs")
	String list(@RequestParam(required = false) @Nullable String q,
			@RequestParam(required = false) @Nullable String state,
			@RequestParam(required = false) @Nullable String link,
			@RequestParam(required = false) @Nullable String priority,
			@RequestParam(required = false) @Nullable String after, Model model) {
		SearchWord word = SearchWord.of(q);
		if (!word.isEmpty() && !word.isIssue()) {
			Optional<String> found = find(word.text());
			if (found.isPresent()) {
				return "redirect:/ops/jobs/" + found.get();
			}
		}
		JobState chosen = state(state);
		boolean nothing = !word.isEmpty() && !word.isIssue();
		JobQuery query = new JobQuery(chosen, Texts.orNull(link), null, priority(priority), word.github(), word.jira(),
				null, null, null);
		Slice<JobLine> page = nothing ? new Slice<>(List.of(), null, true)
				: this.jobs.list(query, Texts.orNull(after), PAGE);
		model.addAttribute("page", page);
		model.addAttribute("q", word.text());
		model.addAttribute("state", (chosen != null) ? chosen.name().toLowerCase(Locale.ROOT) : "");
		model.addAttribute("states", JobState.values());
		model.addAttribute("link", link);
		model.addAttribute("priority", priority);
		model.addAttribute("after", after);
		model.addAttribute("links", this.links.all().stream().map(LinkCatalog.LinkInfo::name).toList());
		model.addAttribute("more", Addresses.of("/ops/jobs", "q", q, "state", state, "link", link, "priority", priority,
				"after", page.next()));
		model.addAttribute("self",
				Addresses.of("/ops/jobs", "q", q, "state", state, "link", link, "priority", priority));
		model.addAttribute("elsewhere", Addresses.of("/ops/jobs", "q", q, "link", link, "priority", priority));
		return "ops/jobs";
	}

	/** By its own id or by that of one of its deliveries. */
	private Optional<String> find(String id) {
		try {
			return Optional.of(this.jobs.show(id).job().id());
		}
		catch (DeskException | IllegalArgumentException ex) {
			return this.jobs.ofDelivery(id).map((found) -> found.job().id());
		}
	}

	@GetMapping("/ops/jobs/{id}")
	String show(@PathVariable String id, Model model) {
		JobDetail detail = this.jobs.show(id);
		model.addAttribute("detail", detail);
		model.addAttribute("job", detail.job());
		model.addAttribute("payload", Texts.readable(detail.payload()));
		return "ops/job";
	}

	@GetMapping("/ops/jobs/{id}/preview")
	String preview(@PathVariable String id, Model model) {
		try {
			model.addAttribute("previews", List.of(this.jobs.preview(id)));
		}
		catch (UpstreamException ex) {
			model.addAttribute("failure", ex.getMessage());
		}
		return "ops/preview :: preview";
	}

	private static @Nullable JobState state(@Nullable String name) {
		return Arrays.stream(JobState.values())
			.filter((state) -> state.name().equalsIgnoreCase(name))
			.findFirst()
			.orElse(null);
	}

	private static @Nullable JobPriority priority(@Nullable String number) {
		return Arrays.stream(JobPriority.values())
			.filter((each) -> String.valueOf(each.number()).equals(number))
			.findFirst()
			.orElse(null);
	}

}
