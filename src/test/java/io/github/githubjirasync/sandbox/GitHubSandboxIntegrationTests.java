package io.github.githubjirasync.sandbox;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import io.github.githubjirasync.upstream.Upstream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the sandbox's GitHub over HTTP.
 */
class GitHubSandboxIntegrationTests {

	private static final String ISSUES = "/repos/acme/widgets/issues";

	private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());

	private final SandboxClient client = SandboxClient.github(this.sandbox);

	@BeforeEach
	void keepWebhooks() {
		this.sandbox.webhooks(Upstream.GITHUB).hold();
	}

	@AfterEach
	void stop() {
		this.sandbox.close();
	}

	@Test
	void callsAndAnswersAreAsGitHubDescribesThem() throws IOException {
		VendorDescription github = VendorDescription.github();
		// Not the accounts: the validator can't read the description of those.
		github.check(this.client.get("/rate_limit"));
		github.check(this.client.get("/repos/acme/widgets"));
		github.check(this.client.post("/repos/acme/widgets/labels", Map.of("name", "bug", "color", "d73a4a")));
		github.check(this.client.post("/repos/acme/widgets/milestones", Map.of("title", "v1")));
		github.check(this.client.post(ISSUES, Map.of("title", "A", "body", "B", "labels", List.of("bug"), "assignees",
				List.of("alice"), "milestone", 1)));
		github.check(this.client.get(ISSUES + "/1"));
		github.check(this.client.get(ISSUES + "?state=all&per_page=5"));
		github.check(this.client.patch(ISSUES + "/1", Map.of("state", "closed", "state_reason", "not_planned")));
		String comment = github.check(this.client.post(ISSUES + "/1/comments", Map.of("body", "Hi"))).text("/id");
		github.check(this.client.get(ISSUES + "/1/comments"));
		github.check(this.client.get(ISSUES + "/comments"));
		github.check(this.client.get(ISSUES + "/comments/" + comment));
		github.check(this.client.patch(ISSUES + "/comments/" + comment, Map.of("body", "Ho")));
		github.check(this.client.delete(ISSUES + "/comments/" + comment));
		github.check(this.client.post(ISSUES + "/1/labels", Map.of("labels", List.of("a", "b"))));
		github.check(this.client.get(ISSUES + "/1/labels"));
		github.check(this.client.delete(ISSUES + "/1/labels/a"));
		github.check(this.client.put(ISSUES + "/1/labels", Map.of("labels", List.of("c"))));
		github.check(this.client.delete(ISSUES + "/1/labels"));
		github.check(this.client.post(ISSUES + "/1/assignees", Map.of("assignees", List.of("bob"))));
		github
			.check(this.client.call("DELETE", ISSUES + "/1/assignees", Map.of("assignees", List.of("bob")), Map.of()));
		github.check(this.client.get("/repos/acme/widgets/labels"));
		github.check(this.client.get("/repos/acme/widgets/milestones"));
		github.check(this.client.get("/repos/acme/widgets/hooks"));
		github.check(this.client.get("/repos/acme/widgets/hooks/1/deliveries"));
		github.check(this.client.get(ISSUES + "/99"));
	}

	@Test
	void writesAreMadeByTheService() throws IOException {
		this.client.post(ISSUES, Map.of("title", "A", "body", "B", "labels", List.of("bug")));
		SandboxGitHubIssue issue = this.sandbox.github().issue("acme/widgets", 1);
		assertThat(issue.id()).isEqualTo(3_000_000_001L);
		assertThat(issue.author()).isEqualTo("sync-bot[bot]");
		assertThat(issue.labels()).containsExactly("bug");
		assertThat(this.client.get("/user").text("/login")).isEqualTo("sync-bot[bot]");
		assertThat(this.sandbox.calls().count(Upstream.GITHUB, "POST /repos/{owner}/{repo}/issues")).isOne();
	}

	@Test
	void timesAreInWholeSeconds() throws IOException {
		this.sandbox.github().openIssue("acme/widgets", "A", null, List.of(), "alice");
		assertThat(this.client.get(ISSUES + "/1").text("/updated_at"))
			.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
	}

	@Test
	void everyPageLinksToTheNext() throws IOException {
		for (int i = 1; i <= 5; i++) {
			this.sandbox.github().openIssue("acme/widgets", "Issue " + i, null, List.of(), "alice");
		}
		SandboxClient.Reply first = this.client.get(ISSUES + "?per_page=2&direction=asc");
		assertThat(first.json().findValuesAsText("title")).containsExactly("Issue 1", "Issue 2");
		assertThat(first.header("Link")).contains("page=2>; rel=\"next\"", "page=3>; rel=\"last\"")
			.contains(this.sandbox.githubUrl() + ISSUES + "?per_page=2&direction=asc");
		SandboxClient.Reply last = this.client.get(ISSUES + "?per_page=2&direction=asc&page=3");
		assertThat(last.json().findValuesAsText("title")).containsExactly("Issue 5");
		assertThat(last.header("Link")).doesNotContain("next");
	}

	@Test
	void listIsFilteredByCreatorStateAndTime() throws IOException {
		this.sandbox.github().openIssue("acme/widgets", "By Alice", null, List.of(), "alice");
		this.client.post(ISSUES, Map.of("title", "By us"));
		this.client.post(ISSUES, Map.of("title", "By us, closed"));
		this.client.patch(ISSUES + "/3", Map.of("state", "closed"));
		String byUs = ISSUES + "?creator=sync-bot%5Bbot%5D";
		assertThat(this.client.get(byUs).json().findValuesAsText("title")).containsExactly("By us");
		assertThat(this.client.get(byUs + "&state=all").json().findValuesAsText("title"))
			.containsExactly("By us, closed", "By us");
		assertThat(this.client.get(byUs + "&since=2999-01-01T00:00:00Z").json()).isEmpty();
	}

	@Test
	void unknownIssueIsNotFound() throws IOException {
		SandboxClient.Reply reply = this.client.get(ISSUES + "/7");
		assertThat(reply.status()).isEqualTo(404);
		assertThat(reply.text("/message")).isEqualTo("Not Found");
		assertThat(reply.text("/status")).isEqualTo("404");
	}

	@Test
	void tooLongTextsAreRefused() throws IOException {
		assertThat(this.client.post(ISSUES, Map.of("title", "x".repeat(257))).status()).isEqualTo(422);
		assertThat(this.client.post(ISSUES, Map.of("title", "x".repeat(256))).status()).isEqualTo(201);
		SandboxClient.Reply body = this.client.post(ISSUES, Map.of("title", "A", "body", "x".repeat(65_537)));
		assertThat(body.status()).isEqualTo(422);
		assertThat(body.text("/errors/0/field")).isEqualTo("body");
		assertThat(this.client.post(ISSUES + "/1/comments", Map.of("body", "x".repeat(65_537))).status())
			.isEqualTo(422);
		assertThat(this.sandbox.github().issues()).hasSize(1);
	}

	@Test
	void badCredentialsAreRefused() throws IOException {
		SandboxClient.Reply reply = this.client.as("Bearer other").get("/user");
		assertThat(reply.status()).isEqualTo(401);
		assertThat(reply.text("/message")).isEqualTo("Bad credentials");
	}

	@Test
	void unchangedAnswerIsNotSentAgain() throws IOException {
		this.sandbox.github().openIssue("acme/widgets", "A", null, List.of(), "alice");
		String tag = this.client.get(ISSUES + "/1").header("ETag");
		Map<String, String> condition = Map.of("If-None-Match", tag);
		assertThat(this.client.call("GET", ISSUES + "/1", null, condition).status()).isEqualTo(304);
		this.sandbox.github().editIssue("acme/widgets", 1, Map.of("title", "B"), "alice");
		assertThat(this.client.call("GET", ISSUES + "/1", null, condition).status()).isEqualTo(200);
	}

	@Test
	void issueLeadsToItsPlaceOnThePage() throws IOException {
		String page = this.sandbox.github().openIssue("acme/widgets", "A", null, List.of(), "alice").htmlUrl();
		assertThat(page).isEqualTo(this.sandbox.pageUrl() + "acme/widgets/issues/1");
		SandboxClient.Reply reply = SandboxClient.page(this.sandbox).get("acme/widgets/issues/1");
		assertThat(reply.status()).isEqualTo(302);
		assertThat(reply.header("Location")).isEqualTo(this.sandbox.pageUrl() + "#acme/widgets/1");
	}

}
