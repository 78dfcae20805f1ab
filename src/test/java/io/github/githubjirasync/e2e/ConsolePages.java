package io.github.githubjirasync.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;

import org.springframework.core.io.ClassPathResource;

/**
 * The console as somebody sees it who has logged in. What the browser complains about is
 * kept.
 */
final class ConsolePages {

	private static final String AXE = axe();

	private static final String SERIOUS = """
			async () => (await axe.run()).violations
				.filter((rule) => ['serious', 'critical'].includes(rule.impact))
				.flatMap((rule) => rule.nodes.map((node) => rule.id + ': ' + node.html))""";

	private final String service;

	private final Page page;

	private final List<String> complaints = new ArrayList<>();

	ConsolePages(BrowserContext window, int port) {
		this.service = "http://localhost:" + port;
		this.page = window.newPage();
		this.page.onConsoleMessage((message) -> {
			if (message.type().equals("error")) {
				this.complaints.add(message.text());
			}
		});
		this.page.onPageError(this.complaints::add);
	}

	ConsolePages logIn(String name) {
		this.page.navigate(this.service + "/ops");
		this.page.getByLabel("Name").fill(name);
		this.page.getByLabel("Password").fill(name);
		this.page.keyboard().press("Enter");
		this.page.waitForURL((url) -> url.startsWith(this.service + "/ops"));
		return this;
	}

	Page open(String path) {
		this.page.navigate(this.service + path);
		return this.page;
	}

	Page page() {
		return this.page;
	}

	/** Errors of scripts, and what the security policy has blocked. */
	List<String> complaints() {
		return this.complaints;
	}

	/** Serious faults of accessibility on the page that is open, as axe finds them. */
	List<String> faults() {
		this.page.evaluate(AXE);
		return ((List<?>) this.page.evaluate(SERIOUS)).stream().map((fault) -> this.page.url() + " " + fault).toList();
	}

	private static String axe() {
		try {
			return new ClassPathResource("axe.min.js").getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
