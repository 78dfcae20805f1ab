package io.github.githubjirasync.ops.console;

import java.security.Principal;
import java.util.Arrays;

import io.github.githubjirasync.queue.QueueCounts;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * What every page shows: who is logged in, what they may do, light or dark, and how many
 * dead letters there are.
 */
@ControllerAdvice(basePackageClasses = ConsoleModel.class)
@Component
final class ConsoleModel {

	private final LiveCounts counts;

	private final Formats formats;

	private final Assets assets;

	ConsoleModel(LiveCounts counts, Formats formats, Assets assets) {
		this.counts = counts;
		this.formats = formats;
		this.assets = assets;
	}

	@ModelAttribute
	void page(HttpServletRequest request, @Nullable Principal principal, Model model) {
		model.addAttribute("f", this.formats);
		model.addAttribute("assets", this.assets.version());
		model.addAttribute("theme", theme(request));
		model.addAttribute("me", (principal != null) ? principal.getName() : "");
		model.addAttribute("operator", request.isUserInRole("OPERATOR"));
		if (principal != null) {
			QueueCounts read = this.counts.read();
			model.addAttribute("dead", (read != null) ? read.dead() : 0);
			model.addAttribute("away", read == null);
		}
	}

	private static @Nullable String theme(HttpServletRequest request) {
		Cookie[] cookies = request.getCookies();
		return (cookies == null) ? null
				: Arrays.stream(cookies)
					.filter((cookie) -> cookie.getName().equals("theme"))
					.map(Cookie::getValue)
					.filter((value) -> value.equals("dark") || value.equals("light"))
					.findFirst()
					.orElse(null);
	}

}
