package io.github.githubjirasync.ops.console;

import io.github.githubjirasync.ops.desk.UpstreamDesk;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Upstreams: whether they are there, and what they still allow.
 */
@Controller
final class UpstreamsController {

	private final UpstreamDesk upstreams;

	UpstreamsController(UpstreamDesk upstreams) {
		this.upstreams = upstreams;
	}

	@GetMapping("/ops/upstreams")
	String list(Model model) {
		model.addAttribute("upstreams", this.upstreams.list());
		return "ops/upstreams";
	}

}
