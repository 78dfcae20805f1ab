package io.github.githubjirasync.ops.console;

import java.security.Principal;

import io.github.githubjirasync.ops.desk.QueueDesk;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Holds work back and lets it go.
 */
@Controller
final class ControlController {

	private final QueueDesk queue;

	ControlController(QueueDesk queue) {
		this.queue = queue;
	}

	@PostMapping("/ops/pause")
	String pause(@RequestParam String scope, @RequestParam(defaultValue = "/ops") String back, Principal operator,
			RedirectAttributes next) {
		this.queue.pause(scope, null, operator.getName());
		next.addFlashAttribute("said", "Paused. Jobs are accepted and wait.");
		return "redirect:" + page(back);
	}

	@PostMapping("/ops/resume")
	String resume(@RequestParam String scope, @RequestParam(defaultValue = "/ops") String back, Principal operator,
			RedirectAttributes next) {
		this.queue.resume(scope, operator.getName());
		next.addFlashAttribute("said", "Resumed.");
		return "redirect:" + page(back);
	}

	/** Only a page of the console. */
	private static String page(String back) {
		return back.matches("/ops(/[a-z]+)?") ? back : "/ops";
	}

}
