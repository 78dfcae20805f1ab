package io.github.githubjirasync.ops.console;

import io.github.githubjirasync.ops.desk.LinkDesk;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Links: whether they can work, how far they are behind, and their rules.
 */
@Controller
final class LinksController {

	private final LinkDesk links;

	LinksController(LinkDesk links) {
		this.links = links;
	}

	@GetMapping("/ops/links")
	String list(Model model) {
		model.addAttribute("links", this.links.list());
		return "ops/links";
	}

	@GetMapping("/ops/links/{name}")
	String show(@PathVariable String name, Model model) {
		LinkDesk.LinkView link = this.links.show(name);
		model.addAttribute("link", link);
		model.addAttribute("rules", Texts.readable(Texts.json(link.rules())));
		return "ops/link";
	}

	@PostMapping("/ops/links/check")
	String check(RedirectAttributes next) {
		this.links.check();
		next.addFlashAttribute("said", "All links were looked at.");
		return "redirect:/ops/links";
	}

}
