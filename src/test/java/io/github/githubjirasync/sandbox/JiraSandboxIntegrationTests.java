package io.github.githubjirasync.sandbox;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.githubjirasync.upstream.Upstream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the sandbox's Jira over HTTP.
 */
class JiraSandboxIntegrationTests {

	private static final String RECENT = "project = \"SBX\" AND creator = currentUser() AND created >= \"-30m\" ORDER BY created DESC";

	private final HandClock clock = new HandClock();

	private final Sandbox sandbox = Sandbox
		.start(SandboxOptions.defaults().clock(this.clock).jiraProjects("SBX", "OPS"));

	private final SandboxClient client = SandboxClient.jira(this.sandbox, 3);

	@BeforeEach
	void keepWebhooks() {
		this.sandbox.webhooks(Upstream.JIRA).hold();
	}

	@AfterEach
	void stop() {
		this.sandbox.close();
	}

	private static ObjectNode issue(String summary) {
		return Json.object("fields",
				Json.object("project", Map.of("key", "SBX"), "issuetype", Map.of("name", "Task"), "summary", summary,
						"description", WikiToAdf.convert("Some *bold* text")),
				"properties", List.of(Map.of("key", "origin", "value", Map.of("issue", 7))));
	}

	@Test
	void callsAndAnswersAreAsJiraDescribesThem() throws IOException {
		VendorDescription jira = VendorDescription.jira();
		jira.check(this.client.get("/myself"));
		jira.check(this.client.get("/serverInfo"));
		jira.check(this.client.get("/field"));
		jira.check(this.client.get("/priority"));
		jira.check(this.client.get("/status"));
		jira.check(this.client.get("/user/search?query=alice"));
		jira.check(this.client.get("/project/SBX"));
		jira.check(this.client.get("/project/SBX/statuses"));
		jira.check(this.client.post("/version", Map.of("name", "1.0", "project", "SBX")));
		jira.check(this.client.get("/project/SBX/versions"));
		jira.check(this.client.get("/issue/createmeta/SBX/issuetypes"));
		jira.check(this.client.post("/issue", issue("A")));
		jira.check(this.client.get("/issue/SBX-1"));
		jira.check(this.client.get("/issue/SBX-1?fields=summary,status&properties=origin"));
		jira.check(this.client.put("/issue/SBX-1", Map.of("update", Map.of("labels", List.of(Map.of("add", "a"))))));
		jira.check(this.client.put("/issue/SBX-1?returnIssue=true", Map.of("fields", Map.of("summary", "B"))));
		jira.check(this.client.get("/issue/SBX-1/transitions"));
		jira.check(this.client.get("/issue/SBX-1/transitions?expand=transitions.fields"));
		jira.check(this.client.post("/issue/SBX-1/transitions", Map.of("transition", Map.of("id", "21"))));
		String comment = jira.check(this.client.post("/issue/SBX-1/comment", Json.object("body",
				WikiToAdf.convert("Hi"), "properties", List.of(Map.of("key", "origin", "value", Map.of("id", 1))))))
			.text("/id");
		jira.check(this.client.get("/issue/SBX-1/comment?expand=properties"));
		jira.check(this.client.get("/issue/SBX-1/comment/" + comment));
		jira.check(this.client.put("/issue/SBX-1/comment/" + comment, Json.object("body", WikiToAdf.convert("Ho"))));
		jira.check(this.client.delete("/issue/SBX-1/comment/" + comment));
		Map<String, ?> link = Map.of("globalId", "g", "object", Map.of("url", "https://example.org", "title", "T"));
		jira.check(this.client.post("/issue/SBX-1/remotelink", link));
		jira.check(this.client.post("/issue/SBX-1/remotelink", link));
		jira.check(this.client.get("/issue/SBX-1/remotelink"));
		jira.check(this.client.get("/issue/SBX-1/remotelink?globalId=g"));
		jira.check(this.client.put("/issue/SBX-1/properties/p", Map.of("a", 1)));
		jira.check(this.client.put("/issue/SBX-1/properties/p", Map.of("a", 2)));
		jira.check(this.client.get("/issue/SBX-1/properties/p"));
		jira.check(this.client.delete("/issue/SBX-1/properties/p"));
		this.clock.tick(Duration.ofSeconds(3));
		jira.check(this.client.post("/search/jql", Map.of("jql", RECENT, "fields", List.of("summary"))));
		jira.check(this.client.get("/search/jql?jql=project%3DSBX"));
		jira.check(this.client.delete("/issue/SBX-1"));
		jira.check(this.client.post("/issue", Map.of("fields", Map.of("project", Map.of("key", "NO")))));
	}

	@Test
	void createKeepsFieldsAndPropertiesOfOneCall() throws IOException {
		SandboxClient.Reply created = this.client.post("/issue", issue("A"));
		assertThat(created.text("/id")).isEqualTo("100001");
		assertThat(created.text("/key")).isEqualTo("SBX-1");
		SandboxJiraIssue issue = this.sandbox.jira().issue("SBX-1");
		assertThat(issue.description()).isEqualTo("Some *bold* text");
		assertThat(issue.properties().get("origin")).isEqualTo(Json.object("issue", 7));
		assertThat(issue.reporter()).isEqualTo("sync-bot");
	}

	@Test
	void versionThreeAnswersAdfAndVersionTwoWikiMarkup() throws IOException {
		this.client.post("/issue", issue("A"));
		assertThat(this.client.get("/issue/SBX-1").text("/fields/description/type")).isEqualTo("doc");
		SandboxClient two = SandboxClient.jira(this.sandbox, 2);
		assertThat(two.get("/issue/SBX-1").text("/fields/description")).isEqualTo("Some *bold* text");
		two.put("/issue/SBX-1", Map.of("fields", Map.of("description", "h1. Other")));
		assertThat(this.client.get("/issue/SBX-1").text("/fields/description/content/0/type")).isEqualTo("heading");
	}

	@Test
	void timesAreInJirasOwnForm() throws IOException {
		this.client.post("/issue", issue("A"));
		assertThat(this.client.get("/issue/SBX-1").text("/fields/created")).isEqualTo("2026-01-02T03:04:05.678+0000");
	}

	@Test
	void badFieldsAreRefusedInJirasWords() throws IOException {
		ObjectNode unknown = issue("A");
		unknown.withObject("/fields").set("project", Json.object("key", "NO"));
		assertThat(this.client.post("/issue", unknown).text("/errors/project")).isEqualTo("valid project is required");
		assertThat(this.client.post("/issue", issue("x".repeat(256))).text("/errors/summary")).contains("255");
		assertThat(this.client.post("/issue", issue("a\nb")).text("/errors/summary")).contains("newline");
		ObjectNode adf = issue("A");
		adf.withObject("/fields").set("description", Json.object("type", "paragraph"));
		assertThat(this.client.post("/issue", adf).text("/errors/description")).isEqualTo("INVALID_INPUT");
		adf.withObject("/fields").set("description", WikiToAdf.convert("x".repeat(32_768)));
		assertThat(this.client.post("/issue", adf).text("/errors/description")).isEqualTo("CONTENT_LIMIT_EXCEEDED");
		ObjectNode label = issue("A");
		label.withObject("/fields").set("labels", Json.array(List.of("a b")));
		assertThat(this.client.post("/issue", label).status()).isEqualTo(400);
		assertThat(this.sandbox.jira().issues()).isEmpty();
		assertThat(this.client.get("/issue/SBX-9").status()).isEqualTo(404);
		assertThat(this.client.as("Basic abc").get("/myself").status()).isEqualTo(401);
	}

	@Test
	void labelsAreAddedAndRemovedOneByOne() throws IOException {
		this.sandbox.jira().createIssue("SBX", "A", null, List.of("theirs", "old"), "alice");
		this.client.put("/issue/SBX-1",
				Map.of("update", Map.of("labels", List.of(Map.of("add", "ours"), Map.of("remove", "old")))));
		assertThat(this.sandbox.jira().issue("SBX-1").labels()).containsExactly("ours", "theirs");
	}

	@Test
	void transitionsLeadFromStatusToStatus() throws IOException {
		this.sandbox.jira().createIssue("SBX", "A", null, List.of(), "alice");
		assertThat(this.client.post("/issue/SBX-1/transitions", Map.of("transition", Map.of("id", "31"))).status())
			.isEqualTo(204);
		assertThat(this.client.get("/issue/SBX-1").text("/fields/status/statusCategory/key")).isEqualTo("done");
		assertThat(this.client.get("/issue/SBX-1").text("/fields/resolution/name")).isEqualTo("Done");
		assertThat(this.client.post("/issue/SBX-1/transitions", Map.of("transition", Map.of("id", "31"))).status())
			.isEqualTo(400);
	}

	@Test
	void stepwiseWorkflowReachesDoneOnlyThroughInProgress() throws IOException {
		try (Sandbox strict = Sandbox.start(SandboxOptions.defaults().stepwiseWorkflow(true))) {
			strict.webhooks(Upstream.JIRA).hold();
			strict.jira().createIssue("SBX", "A", null, List.of(), "alice");
			SandboxClient other = SandboxClient.jira(strict, 3);
			assertThat(other.get("/issue/SBX-1/transitions").json().findValuesAsText("name")).contains("In Progress")
				.doesNotContain("Done");
			strict.jira().transition("SBX-1", "In Progress", "alice");
			assertThat(strict.jira().transition("SBX-1", "Done", "alice").status()).isEqualTo("Done");
		}
	}

	@Test
	void remoteLinkIsReplacedByItsGlobalId() throws IOException {
		this.sandbox.jira().createIssue("SBX", "A", null, List.of(), "alice");
		Map<String, ?> first = Map.of("globalId", "g", "relationship", "mirrors", "object",
				Map.of("url", "https://example.org/1", "title", "One"));
		Map<String, ?> second = Map.of("globalId", "g", "object",
				Map.of("url", "https://example.org/1", "title", "Two", "status", Map.of("resolved", true)));
		assertThat(this.client.post("/issue/SBX-1/remotelink", first).status()).isEqualTo(201);
		assertThat(this.client.post("/issue/SBX-1/remotelink", second).status()).isEqualTo(200);
		assertThat(this.sandbox.jira().issue("SBX-1").remoteLinks()).singleElement().satisfies((link) -> {
			assertThat(link.title()).isEqualTo("Two");
			assertThat(link.resolved()).isTrue();
		});
		assertThat(this.client.get("/issue/SBX-1/remotelink").json().get(0).hasNonNull("relationship")).isFalse();
	}

	@Test
	void newIssueIsFoundOnlyAfterTheLag() throws IOException {
		this.client.post("/issue", issue("Ours"));
		this.sandbox.jira().createIssue("SBX", "Theirs", null, List.of(), "alice");
		Map<String, ?> search = Map.of("jql", RECENT, "fields", List.of("summary"), "properties", List.of("origin"));
		assertThat(this.client.post("/search/jql", search).json().get("issues")).isEmpty();
		this.clock.tick(Duration.ofSeconds(2));
		SandboxClient.Reply found = this.client.post("/search/jql", search);
		assertThat(found.json().get("issues")).hasSize(1);
		assertThat(found.text("/issues/0/fields/summary")).isEqualTo("Ours");
		assertThat(found.text("/issues/0/properties/origin/issue")).isEqualTo("7");
		assertThat(found.json().get("isLast").asBoolean()).isTrue();
		this.clock.tick(Duration.ofMinutes(31));
		assertThat(this.client.post("/search/jql", search).json().get("issues")).isEmpty();
	}

	@Test
	void searchPagesByToken() throws IOException {
		for (int i = 1; i <= 5; i++) {
			this.client.post("/issue", issue("Issue " + i));
		}
		this.clock.tick(Duration.ofSeconds(2));
		String query = "/search/jql?maxResults=2&fields=summary&jql="
				+ URLEncoder.encode(RECENT, StandardCharsets.UTF_8);
		SandboxClient.Reply first = this.client.get(query);
		assertThat(first.json().findValuesAsText("summary")).containsExactly("Issue 5", "Issue 4");
		SandboxClient.Reply second = this.client.get(query + "&nextPageToken=" + first.text("/nextPageToken"));
		assertThat(second.json().findValuesAsText("summary")).containsExactly("Issue 3", "Issue 2");
		SandboxClient.Reply third = this.client.get(query + "&nextPageToken=" + second.text("/nextPageToken"));
		assertThat(third.json().findValuesAsText("summary")).containsExactly("Issue 1");
		assertThat(third.json().get("isLast").asBoolean()).isTrue();
		assertThat(third.json().has("nextPageToken")).isFalse();
		assertThat(SandboxClient.jira(this.sandbox, 2)
			.get("/search?startAt=4&jql=project%3DSBX")
			.json()
			.get("total")
			.asInt()).isEqualTo(5);
		assertThat(this.client.get("/search?jql=project%3DSBX").status()).isEqualTo(404);
	}

	@Test
	void commentsArePagedAndKeepTheirProperties() throws IOException {
		this.sandbox.jira().createIssue("SBX", "A", null, List.of(), "alice");
		this.sandbox.jira().comment("SBX-1", "Secret", "Administrators", "alice");
		this.client.post("/issue/SBX-1/comment", Json.object("body", WikiToAdf.convert("Ours"), "properties",
				List.of(Map.of("key", "origin", "value", Map.of("id", 5)))));
		SandboxClient.Reply first = this.client.get("/issue/SBX-1/comment?maxResults=1");
		assertThat(first.text("/comments/0/visibility/value")).isEqualTo("Administrators");
		assertThat(first.json().get("total").asInt()).isEqualTo(2);
		SandboxClient.Reply second = this.client.get("/issue/SBX-1/comment?startAt=1&expand=properties");
		assertThat(second.text("/comments/0/properties/0/value/id")).isEqualTo("5");
	}

	@Test
	void movedIssueIsFoundByItsOldKey() throws IOException {
		this.sandbox.jira().createIssue("SBX", "A", null, List.of(), "alice");
		assertThat(this.sandbox.jira().move("SBX-1", "OPS", "alice").key()).isEqualTo("OPS-1");
		assertThat(this.client.get("/issue/SBX-1").text("/key")).isEqualTo("OPS-1");
		assertThat(this.client.get("/issue/100001").text("/key")).isEqualTo("OPS-1");
	}

	private static final class HandClock extends Clock {

		private volatile Instant now = Instant.parse("2026-01-02T03:04:05.678Z");

		void tick(Duration duration) {
			this.now = this.now.plus(duration);
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			return this.now;
		}

	}

}
