package io.github.githubjirasync.ops.console;

import java.security.Principal;
import java.util.List;
import java.util.stream.Collectors;

import io.github.githubjirasync.ops.desk.DeskException;
import io.github.githubjirasync.ops.desk.MappingDesk;
import io.github.githubjirasync.ops.desk.MappingView;
import io.github.githubjirasync.ops.desk.Slice;
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
 * Pairs of issues: finds them, shows both sides, parts, joins and syncs them.
 */
@Controller
final class MappingsController {

	private static final int PAGE = 50;

	private final MappingDesk mappings;

	private final LinkCatalog links;

	MappingsController(MappingDesk mappings, LinkCatalog links) {
		this.mappings = mappings;
		this.links = links;
	}

	@GetMapping("/ops/mappings")
	String list(@RequestParam(required = false) @Nullable String q,
			@RequestParam(required = false) @Nullable String link, @RequestParam(defaultValue = "false") boolean claims,
			@RequestParam(required = false) @Nullable String after, Model model) {
		SearchWord word = SearchWord.of(q);
		Slice<MappingView> page = page(word, claims ? null : Texts.orNull(link), claims, Texts.orNull(after));
		model.addAttribute("page", page);
		model.addAttribute("q", word.text());
		model.addAttribute("link", link);
		model.addAttribute("claims", claims);
		model.addAttribute("after", after);
		model.addAttribute("links", this.links.all().stream().map(LinkCatalog.LinkInfo::name).toList());
		model.addAttribute("more", Addresses.of("/ops/mappings", "q", q, "link", link, "claims", claims ? "true" : null,
				"after", page.next()));
		return "ops/mappings";
	}

	private Slice<MappingView> page(SearchWord word, @Nullable String link, boolean claims, @Nullable String after) {
		if (word.github() != null) {
			return new Slice<>(this.mappings.find(word.github()), null, true);
		}
		if (word.jira() != null) {
			return new Slice<>(this.mappings.find(word.jira()), null, true);
		}
		// Else a repository or a project.
		String repository = word.text().contains("/") ? word.text() : null;
		String project = (word.isEmpty() || repository != null) ? null : word.text();
		boolean all = word.isEmpty();
		return this.mappings.list(new MappingDesk.Query(all ? link : null, repository, project, all && claims), after,
				PAGE);
	}

	@GetMapping("/ops/mappings/{id}")
	String show(@PathVariable long id, Model model) {
		model.addAttribute("mapping", this.mappings.show(id));
		return "ops/mapping";
	}

	@GetMapping("/ops/mappings/{id}/preview")
	String preview(@PathVariable long id, Model model) {
		try {
			model.addAttribute("previews", this.mappings.preview(id));
		}
		catch (UpstreamException ex) {
			model.addAttribute("failure", ex.getMessage());
		}
		return "ops/preview :: preview";
	}

	@PostMapping("/ops/mappings/{id}/sync")
	String sync(@PathVariable long id, Principal operator, RedirectAttributes next) {
		List<MappingDesk.Synced> synced = this.mappings.sync(id, operator.getName());
		next.addFlashAttribute("said",
				"Sync of both sides: " + synced.stream()
					.map((side) -> (side.jobId() != null) ? side.result() + " as job " + side.jobId()
							: side.result() + " (" + side.reason() + ")")
					.collect(Collectors.joining(", ")) + ".");
		return "redirect:/ops/mappings/" + id;
	}

	@PostMapping("/ops/mappings/{id}/unlink")
	String unlink(@PathVariable long id, Principal operator, RedirectAttributes next) {
		this.mappings.unlink(id, operator.getName());
		next.addFlashAttribute("said", "The two issues are no twins any more.");
		return "redirect:/ops/mappings";
	}

	@PostMapping("/ops/mappings/join")
	String join(@RequestParam String github, @RequestParam String jira, Principal operator, RedirectAttributes next) {
		SearchWord left = SearchWord.of(github);
		SearchWord right = SearchWord.of(jira);
		if (left.github() == null || right.jira() == null) {
			throw DeskException
				.invalid("Name an issue on GitHub, such as acme/widgets#7, and one in Jira, such as WID-7.");
		}
		MappingView mapping = this.mappings.link(left.github(), right.jira(), operator.getName());
		next.addFlashAttribute("said", "The two issues are twins now.");
		return "redirect:/ops/mappings/" + mapping.id();
	}

}
