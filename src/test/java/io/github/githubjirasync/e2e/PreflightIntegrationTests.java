package io.github.githubjirasync.e2e;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import io.github.githubjirasync.sandbox.Fault;
import io.github.githubjirasync.sync.Preflight;
import io.github.githubjirasync.sync.PreflightReport;
import io.github.githubjirasync.sync.PreflightReport.Finding;
import io.github.githubjirasync.sync.PreflightReport.Level;
import io.github.githubjirasync.upstream.Upstream;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * The preflight finds what the upstreams lack, and says what to do about it.
 */
class PreflightIntegrationTests extends LinkedPairs {

	@Autowired
	Preflight preflight;

	@Test
	void linksThatCanWorkAreReady() {
		open(WIDGETS, "A");
		PreflightReport report = this.preflight.check();
		assertThat(report.ready()).as("%s", report).isTrue();
		assertThat(report.links()).extracting(PreflightReport.LinkReport::link)
			.containsExactly("widgets", "gadgets", "closed", "open", "other", "late");
		assertThat(of(report, "widgets")).filteredOn((finding) -> finding.level() == Level.OK)
			.extracting(Finding::subject)
			.contains("repository acme/widgets", "webhook of acme/widgets", "permissions in SBX", "issue types of SBX",
					"screen of new Task issues in SBX", "statuses of SBX", "transitions in SBX", "link type Relates",
					"webhook of Jira");
		assertThat(report.links()).allSatisfy(
				(link) -> assertThat(link.findings()).extracting(Finding::subject).containsOnlyOnce("webhook of Jira"));
		assertThat(SANDBOX.calls().recent())
			.filteredOn((call) -> call.upstream() == Upstream.JIRA && call.path().endsWith("/webhook"))
			.hasSize(1);
		assertThat(of(report, "closed")).filteredOn((finding) -> finding.level() == Level.WARNING)
			.extracting(Finding::message)
			.containsExactly("is public, so that nothing of the project goes there");
	}

	@Test
	void whatIsWrongIsNamedWithItsRemedy() throws Exception {
		SANDBOX.github().moves().configure(WIDGETS, false, false, List.of("pull", "admin"));
		SANDBOX.github().moves().configure(GADGETS, false, true, List.of("pull"));
		SANDBOX.github().moves().renameRepository("acme/inner", "inside", "alice");
		SANDBOX.jira().rules().deny("CREATE_ISSUES");
		SANDBOX.jira().rules().deny("CREATE_ATTACHMENTS");
		SANDBOX.jira().rules().deny("ADMINISTER");
		PreflightReport report = this.preflight.check();
		assertThat(report.ready()).isFalse();
		assertThat(of(report, "widgets")).contains(new Finding(Level.ERROR, "repository acme/widgets", "has no issues",
				"switch issues on in its settings"));
		// Only this link copies files.
		assertThat(of(report, "widgets")).extracting(Finding::message)
			.contains("our account lacks [CREATE_ISSUES, CREATE_ATTACHMENTS]");
		assertThat(of(report, "gadgets")).extracting(Finding::message)
			.contains("our account may not label, assign and close its issues", "our account lacks [CREATE_ISSUES]",
					"cannot be looked at: our account does not administer the repository",
					"cannot be looked at: our account does not administer Jira");
		assertThat(of(report, "open")).extracting(Finding::fix).contains("set github.repository to acme/inside");

		HttpResponse<String> health = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.managementPort + "/actuator/health"))
				.build(), HttpResponse.BodyHandlers.ofString());
		assertThat(health.statusCode()).isEqualTo(200);
		assertThat(health.body()).contains("\"preflight\"", "our account lacks [CREATE_ISSUES]");
	}

	@Test
	void closingAsksForNoMoreThanTheRulesTell() {
		open(WIDGETS, "A");
		SANDBOX.jira().rules().require("Done", "priority");
		// Jira's search shows a new issue only after a while.
		Quiet.await()
			.untilAsserted(() -> assertThat(transitions()).extracting(Finding::level, Finding::message)
				.containsExactly(tuple(Level.OK, twin("A").key() + " can be closed")));
		SANDBOX.jira().rules().require("Done", "customfield_10020");
		assertThat(transitions()).singleElement().satisfies((finding) -> {
			assertThat(finding.level()).isEqualTo(Level.WARNING);
			assertThat(finding.message()).startsWith("closing " + twin("A").key() + " asks for ")
				.contains("customfield_10020");
			assertThat(finding.fix()).contains("fields.state.transition-fields");
		});
	}

	private List<Finding> transitions() {
		return of(this.preflight.check(), "widgets").stream()
			.filter((finding) -> finding.subject().equals("transitions in SBX"))
			.toList();
	}

	@Test
	void upstreamThatFailsIsAFinding() {
		SANDBOX.faults().add(Fault.status(Upstream.JIRA, "GET", "/project/SBX", 500));
		PreflightReport report = this.preflight.check();
		assertThat(of(report, "widgets")).filteredOn((finding) -> finding.subject().equals("project SBX"))
			.singleElement()
			.satisfies((finding) -> {
				assertThat(finding.level()).isEqualTo(Level.ERROR);
				assertThat(finding.message()).startsWith("could not be looked at: Jira GET");
			});
		assertThat(this.preflight.latest()).contains(report);
	}

	private static List<Finding> of(PreflightReport report, String link) {
		return report.links().stream().filter((one) -> one.link().equals(link)).findFirst().orElseThrow().findings();
	}

}
