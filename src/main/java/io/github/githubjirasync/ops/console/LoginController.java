package io.github.githubjirasync.ops.console;

import io.github.githubjirasync.ops.desk.LoginOptions;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The page to log in on.
 */
@Controller
final class LoginController {

	private final LoginOptions options;

	LoginController(LoginOptions options) {
		this.options = options;
	}

	@GetMapping("/login")
	String login(HttpServletRequest request, Model model) {
		model.addAttribute("failed", request.getParameterMap().containsKey("error"));
		model.addAttribute("throttled", request.getParameterMap().containsKey("throttled"));
		model.addAttribute("options", this.options);
		model.addAttribute("left", request.getParameterMap().containsKey("logout"));
		return "ops/login";
	}

}
