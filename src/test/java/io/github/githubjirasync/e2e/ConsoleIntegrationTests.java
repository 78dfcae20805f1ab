package io.github.githubjirasync.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import io.github.githubjirasync.ops.history.HistoryStore;
import io.github.githubjirasync.queue.JobPriority;
import io.github.githubjirasync.queue.NewJob;
import io.github.githubjirasync.sandbox.Fault;
import io.github.githubjirasync.testing.Browser;
import io.github.githubjirasync.upstream.Upstream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The console in a real browser. With {@code -Ddocs.screenshots=true} it also writes the
 * pictures of {@code docs/screenshots}.
 */
class ConsoleIntegrationTests extends EndToEnd {

	private static final String OPERATOR = "operator";

	private static final boolean SCREENSHOTS = Boolean.getBoolean("docs.screenshots");

	private static Browser browser;

	@Autowired
	private HistoryStore history;

	@BeforeAll
	static void startBrowser() {
		Browser.assumeThere();
		browser = Browser.start();
	}

	@AfterAll
	static void stopBrowser() {
		if (browser != null) {
			browser.close();
		}
	}

	@Test
	@Tag("long")
	void countsMoveWithoutAReload() {
		ConsolePages console = console(1280, false).logIn(OPERATOR);
		Page page = console.page();
		PlaywrightAssertions.assertThat(page.locator(".live")).hasText("Live", within());
		Locator completed = page.locator("#tile-completed .tile-value");
		String before = completed.innerText();
		page.evaluate("window.sameDocument = true");
		SANDBOX.github().openIssue(REPOSITORY, "Moves the counts", null, List.of(), "alice");
		PlaywrightAssertions.assertThat(completed).not().hasText(before, within());
		assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
		assertThat(console.complaints()).isEmpty();
	}

	@Test
	void jobIsFoundByTheIdOfItsDelivery() {
		SANDBOX.github().openIssue(REPOSITORY, "Look for me", null, List.of(), "alice");
		awaitQuiet();
		String delivery = SANDBOX.webhooks(Upstream.GITHUB).list().get(0).deliveryId();
		ConsolePages console = console(1280, false).logIn(OPERATOR);
		Page page = console.open("/ops/jobs");
		page.keyboard().press("/");
		page.keyboard().type(delivery);
		page.keyboard().press("Enter");
		page.waitForURL(Pattern.compile(".*/ops/jobs/0-[0-9a-f]+"));
		assertThat(page.locator("h1").innerText()).contains(REPOSITORY + "#1");
		assertThat(page.locator("main").innerText()).contains(delivery, "Completed", "by alice");
		assertThat(console.complaints()).isEmpty();
	}

	@Test
	void deadLetterIsTriedReplayedAndTakesEffect() {
		bury(1);
		ConsolePages console = console(1280, false).logIn(OPERATOR);
		Page page = console.open("/ops/letters");
		page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(REPOSITORY + "#1")).click();
		page.getByText("Show the difference").click();
		Locator diff = page.locator("#preview .diff").first();
		PlaywrightAssertions.assertThat(diff).containsText("Broken 1", contains());
		PlaywrightAssertions.assertThat(diff).containsText("Mended 1", contains());
		assertThat(onlyJiraIssue().summary()).as("a dry run writes nothing").isEqualTo("Broken 1");

		button(page, "Replay").click();
		page.locator("dialog").getByText("Replay it").click();
		page.waitForURL(Pattern.compile(".*/ops/jobs/.*"));
		PlaywrightAssertions.assertThat(page.locator("#job-live .notice")).containsText("Completed", contains());
		assertThat(onlyJiraIssue().summary()).isEqualTo("Mended 1");
		console.open("/ops/audit");
		assertThat(page.locator("tbody tr").first().innerText()).contains(OPERATOR, "replay", "job:");
		assertThat(console.complaints()).isEmpty();
	}

	@Test
	@Tag("long")
	void manyAreReplayedWithProgress() {
		bury(6);
		ConsolePages console = console(1280, false).logIn(OPERATOR);
		Page page = console.open("/ops/letters?cause=rejected");
		page.getByLabel("at most").fill("4");
		page.locator("#replay-all").click();
		page.locator("dialog").getByText("Start the replay").click();
		page.waitForURL(Pattern.compile(".*/ops/operations/[0-9a-f]+"));
		Locator progress = page.locator("#progress");
		PlaywrightAssertions.assertThat(progress).containsText("Running", contains());
		PlaywrightAssertions.assertThat(progress).containsText("6 done", contains());
		PlaywrightAssertions.assertThat(progress).containsText("Done", contains());
		awaitQuiet();
		assertThat(SANDBOX.jira().issues()).hasSize(6)
			.allSatisfy((issue) -> assertThat(issue.summary()).startsWith("Mended"));
		assertThat(dead()).isEmpty();
		assertThat(console.complaints()).isEmpty();
	}

	@Test
	void viewerSeesAndMayNot() {
		bury(1);
		String id = dead().get(0).job().id();
		ConsolePages console = console(1280, false).logIn("viewer");
		Page page = console.open("/ops/letters/" + id);
		assertThat(page.locator("main").innerText()).contains("Replaying takes the role operator");
		assertThat(button(page, "Replay").count()).isZero();
		assertThat(button(page, "Discard").count()).isZero();
		String token = page.locator("form[action='/logout'] input[name=_csrf]").getAttribute("value");
		APIResponse refused = page.request()
			.post("http://localhost:" + this.port + "/ops/letters/" + id + "/replay",
					RequestOptions.create().setForm(FormData.create().set("_csrf", token)));
		assertThat(refused.status()).isEqualTo(403);
		assertThat(dead()).hasSize(1);
		button(page, "Log out").click();
		assertThat(page.locator("main").innerText()).contains("You are logged out");
	}

	@Test
	@Tag("long")
	void pagesHaveNoSeriousFaultOfAccessibility() {
		SampleHistory.fill(this.history);
		bury(3);
		this.queue.bury(NewJob.of("quarantine", "unreadable", JobPriority.NORMAL, "{\"broken\":"),
				"The payload cannot be read: unexpected end of JSON");
		SANDBOX.jira().createIssue(PROJECT, "From Jira", "Text", List.of(), "alice");
		awaitQuiet();
		List<String> faults = new ArrayList<>();
		List<String> complaints = new ArrayList<>();
		for (int width : new int[] { 1280, 390 }) {
			for (boolean dark : new boolean[] { false, true }) {
				// A wide one in the light and a narrow one in the dark show all that can
				// differ.
				if (dark == (width < 1000) || SCREENSHOTS) {
					look(width, dark, faults, complaints);
				}
			}
		}
		assertThat(faults).isEmpty();
		assertThat(complaints).isEmpty();
	}

	private void look(int width, boolean dark, List<String> faults, List<String> complaints) {
		ConsolePages console = console(width, dark);
		console.open("/login");
		seen(console, "login", width, dark, faults);
		console.logIn(OPERATOR);
		pages().forEach((name, path) -> {
			Page page = console.open(path);
			if (name.equals("dead-letter")) {
				page.getByText("Show the difference").click();
				page.locator("#preview .diff").first().waitFor();
			}
			assertThat((Boolean) page
				.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
				.as("%s fits into %d pixels", path, width)
				.isTrue();
			seen(console, name, width, dark, faults);
		});
		complaints.addAll(console.complaints());
		console.page().context().close();
	}

	private Map<String, String> pages() {
		Map<String, String> pages = new LinkedHashMap<>();
		pages.put("overview", "/ops");
		pages.put("jobs", "/ops/jobs");
		pages.put("dead-letters", "/ops/letters");
		pages.put("dead-letter", "/ops/letters/" + dead().get(1).job().id());
		pages.put("quarantine", "/ops/quarantine");
		pages.put("operations", "/ops/operations");
		pages.put("mappings", "/ops/mappings");
		pages.put("links", "/ops/links");
		pages.put("link", "/ops/links/sandbox");
		pages.put("upstreams", "/ops/upstreams");
		pages.put("audit", "/ops/audit");
		return pages;
	}

	private static void seen(ConsolePages console, String name, int width, boolean dark, List<String> faults) {
		faults.addAll(console.faults());
		boolean chosen = (width > 1000 && !dark)
				|| (dark == (width > 1000) && List.of("overview", "dead-letter").contains(name));
		if (SCREENSHOTS && chosen) {
			String file = name + ((width < 1000) ? "-phone" : "") + (dark ? "-dark" : "") + ".png";
			console.page()
				.screenshot(new Page.ScreenshotOptions().setFullPage(!name.equals("jobs"))
					.setPath(Path.of("docs/screenshots", file)));
		}
	}

	/** Issues whose change Jira has refused; it takes the next one. */
	private void bury(int issues) {
		for (int i = 1; i <= issues; i++) {
			SANDBOX.github().openIssue(REPOSITORY, "Broken " + i, "Text", List.of(), "alice");
		}
		awaitQuiet();
		SANDBOX.faults().add(Fault.status(Upstream.JIRA, "PUT", "/issue/*", 400).times(issues));
		for (int i = 1; i <= issues; i++) {
			SANDBOX.github().editIssue(REPOSITORY, i, Map.of("title", "Mended " + i), "alice");
		}
		awaitQuiet();
		assertThat(dead()).hasSize(issues);
	}

	private ConsolePages console(int width, boolean dark) {
		return new ConsolePages(browser.window(width, dark), this.port);
	}

	private static Locator button(Page page, String name) {
		return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
	}

	private static LocatorAssertions.HasTextOptions within() {
		return new LocatorAssertions.HasTextOptions().setTimeout(20_000);
	}

	private static LocatorAssertions.ContainsTextOptions contains() {
		return new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);
	}

}
