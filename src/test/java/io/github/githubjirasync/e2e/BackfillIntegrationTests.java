package io.github.githubjirasync.e2e;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.github.githubjirasync.sandbox.Fault;
import io.github.githubjirasync.sandbox.SandboxGitHubIssue;
import io.github.githubjirasync.sandbox.SandboxJiraIssue;
import io.github.githubjirasync.sync.Backfill;
import io.github.githubjirasync.sync.BackfillProgress;
import io.github.githubjirasync.sync.BackfillProgress.State;
import io.github.githubjirasync.testing.Browser;
import io.github.githubjirasync.upstream.Upstream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What is there before a link's time, or was missed, comes over on request.
 */
class BackfillIntegrationTests extends LinkedPairs {

	private static final int BEFORE = 125;

	private static final int LINKED = 125;

	@Autowired
	private Backfill backfill;

	@Test
	@Tag("long")
	void issuesFromBeforeGetOneTwinEachAndPairsInStepAreLeftAlone() {
		for (int i = 1; i <= LINKED; i++) {
			SANDBOX.github().openIssue(WIDGETS, "Linked " + i, null, List.of(), "alice");
		}
		awaitSilence();
		missed(() -> {
			for (int i = 1; i <= BEFORE; i++) {
				SANDBOX.github().openIssue(WIDGETS, "Before " + i, null, List.of(), "alice");
			}
			SANDBOX.jira().createIssue("SBX", "In Jira before", null, List.of(), "alice");
			SANDBOX.github().editIssue(WIDGETS, 7, Map.of("title", "Missed on GitHub"), "alice");
			SANDBOX.jira().editIssue(twin("Linked 9").key(), Map.of("summary", "Missed in Jira"), "alice");
		});
		SANDBOX.calls().clear();
		// Cancelled after the first page, which is slow, and gone on with.
		SANDBOX.faults().add(Fault.latency(Upstream.GITHUB, 600));
		assertThat(this.backfill.start("widgets").state()).isEqualTo(State.RUNNING);
		assertThatIllegalStateException().isThrownBy(() -> this.backfill.start("widgets"));
		this.backfill.cancel("widgets");
		BackfillProgress cancelled = awaitEnd("widgets");
		assertThat(cancelled.state()).isEqualTo(State.CANCELLED);
		assertThat(cancelled.seen()).isLessThanOrEqualTo(100);
		assertThat(this.backfill.start("widgets").run()).isEqualTo(cancelled.run());
		BackfillProgress done = awaitEnd("widgets");
		awaitSilence();

		assertThat(done.state()).isEqualTo(State.DONE);
		assertThat(done.inStep()).isGreaterThanOrEqualTo(LINKED - 2);
		assertThat(done.enqueued()).isGreaterThanOrEqualTo(BEFORE + 3);
		assertThat(SANDBOX.jira().issues()).hasSize(LINKED + BEFORE + 1)
			.extracting(SandboxJiraIssue::summary)
			.doesNotHaveDuplicates()
			.contains("Missed on GitHub");
		assertThat(SANDBOX.github().issues()).hasSize(LINKED + BEFORE + 1)
			.extracting(SandboxGitHubIssue::title)
			.doesNotHaveDuplicates()
			.contains("Missed in Jira", "In Jira before");
		// 250 issues are three pages.
		assertThat(SANDBOX.calls().count(Upstream.GITHUB, "GET /repos/{owner}/{repo}/issues")).isEqualTo(3);
		assertThat(SANDBOX.calls().count(Upstream.JIRA, "POST /issue/bulkfetch")).isEqualTo(2);
		assertThat(SANDBOX.calls().count(Upstream.JIRA, "POST /search/jql")).isBetween(2L, 10L);
		System.out.printf("backfill: %s; GitHub %s; Jira %s%n", done, SANDBOX.calls().counts(Upstream.GITHUB),
				SANDBOX.calls().counts(Upstream.JIRA));
		assertThat(SANDBOX.calls().count(Upstream.GITHUB)).isLessThanOrEqualTo(BEFORE * 2 + 20);
		assertThat(SANDBOX.calls().count(Upstream.JIRA)).isLessThanOrEqualTo(BEFORE * 4 + 30);
	}

	@Test
	void operatorsBeginItAndSeeHowItGoes() {
		String url = "http://localhost:" + this.port + "/ops/v1/links/gadgets/backfill";
		SANDBOX.faults().add(Fault.status(Upstream.GITHUB, "GET", "/repos/acme/gadgets/issues", 401).times(10));
		assertThat(Http.post(url, null).statusCode()).isEqualTo(403);
		HttpResponse<String> begun = Http.post(url, "operator:operator");
		assertThat(begun.statusCode()).isEqualTo(202);
		assertThat(begun.body()).contains("\"link\":\"gadgets\"", "\"side\":\"github\"");
		assertThat(awaitEnd("gadgets").state()).isEqualTo(State.FAILED);
		assertThat(Http.get(url, "operator:operator").body()).contains("\"state\":\"failed\"",
				"GitHub GET /github/repos/acme/gadgets/issues not authorised");
		assertThat(Http.post(url + "/cancel", "operator:operator").statusCode()).isEqualTo(409);
		SANDBOX.faults().clear();
		assertThat(Http.post(url, "operator:operator").statusCode()).isEqualTo(202);
		assertThat(awaitEnd("gadgets").state()).isEqualTo(State.DONE);
		assertThat(Http.post(url.replace("gadgets", "nothing"), "operator:operator").statusCode()).isEqualTo(404);
		assertThatIllegalArgumentException().isThrownBy(() -> this.backfill.progress("nothing"));
	}

	@Test
	@Tag("long")
	void operatorsSeeInTheConsoleHowItGoes() {
		Browser.assumeThere();
		missed(() -> {
			SANDBOX.github().openIssue(GADGETS, "From before", null, List.of(), "alice");
			SANDBOX.github().openIssue(GADGETS, "From before too", null, List.of(), "alice");
		});
		SANDBOX.faults().add(Fault.latency(Upstream.JIRA, 300));
		try (Browser browser = Browser.start()) {
			ConsolePages console = new ConsolePages(browser.window(1280, false), this.port).logIn("operator");
			Page page = console.open("/ops/links/gadgets");
			page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("backfill|Go on")))
				.click();
			page.locator("dialog").getByText("Start the backfill").click();
			Locator progress = page.locator("#backfill");
			PlaywrightAssertions.assertThat(progress.locator("progress"))
				.isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(20_000));
			PlaywrightAssertions.assertThat(progress.locator("progress"))
				.isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(20_000));
			assertThat(progress.innerText()).contains("Done", "2 enqueued");
			assertThat(console.faults()).isEmpty();
			console.open("/ops/audit");
			assertThat(page.locator("tbody tr").first().innerText()).contains("operator", "backfill", "link:gadgets");
			assertThat(console.complaints()).isEmpty();
		}
		awaitSilence();
		assertThat(SANDBOX.jira().issues()).extracting(SandboxJiraIssue::summary)
			.contains("From before", "From before too");
	}

	/** Without the deliveries. */
	private void missed(Runnable changes) {
		SANDBOX.webhooks(Upstream.GITHUB).hold();
		SANDBOX.webhooks(Upstream.JIRA).hold();
		changes.run();
		SANDBOX.webhooks(Upstream.GITHUB).clear();
		SANDBOX.webhooks(Upstream.JIRA).clear();
	}

	private BackfillProgress awaitEnd(String link) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> this.backfill.progress(link).orElseThrow().state() != State.RUNNING);
		return this.backfill.progress(link).orElseThrow();
	}

}
