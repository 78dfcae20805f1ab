package io.github.githubjirasync.ops.console;

import java.security.Principal;

import io.github.githubjirasync.ops.desk.BackfillDesk;
import io.github.githubjirasync.ops.desk.LinkDesk;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Links: whether they can work, how far they are behind, their rules and backfills.
 */
@Controller
final class LinksController {

	private final LinkDesk links;

	private final BackfillDesk backfills;

	LinksController(LinkDesk links, BackfillDesk backfills) {
		this.links = links;
		this.backfills = backfills;
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
		addBackfill(name, !link.repository().equals("*") || !link.project().equals("*"), model);
		return "ops/link";
	}

	@GetMapping("/ops/links/{name}/backfill")
	String backfill(@PathVariable String name, Model model) {
		addBackfill(name, true, model);
		return "ops/backfill :: progress";
	}

	private void addBackfill(String link, boolean possible, Model model) {
		model.addAttribute("name", link);
		model.addAttribute("possible", possible);
		this.backfills.find(link).ifPresent((backfill) -> model.addAttribute("backfill", backfill));
	}

	@PostMapping("/ops/links/{name}/backfill")
	String beginBackfill(@PathVariable String name, Principal operator) {
		this.backfills.start(name, operator.getName());
		return to(name);
	}

	@PostMapping("/ops/links/{name}/backfill/cancel")
	String cancelBackfill(@PathVariable String name, Principal operator, RedirectAttributes next) {
		this.backfills.cancel(name, operator.getName());
		next.addFlashAttribute("said", "It ends within some seconds.");
		return to(name);
	}

	private static String to(String link) {
		return "redirect:" + UriComponentsBuilder.fromPath("/ops/links/{name}").buildAndExpand(link).encode();
	}

	@PostMapping("/ops/links/check")
	String check(RedirectAttributes next) {
		this.links.check();
		next.addFlashAttribute("said", "All links were looked at.");
		return "redirect:/ops/links";
	}

}
