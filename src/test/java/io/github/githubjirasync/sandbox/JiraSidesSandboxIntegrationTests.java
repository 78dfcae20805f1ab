package io.github.githubjirasync.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.githubjirasync.upstream.Upstream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the sandbox's Jira has beside issues and comments.
 */
class JiraSidesSandboxIntegrationTests {

	private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().jiraProjects("SBX", "OPS"));

	private final SandboxClient client = SandboxClient.jira(this.sandbox, 3);

	private final SandboxClient control = SandboxClient.control(this.sandbox);

	private final SandboxJira jira = this.sandbox.jira();

	@BeforeEach
	void keepWebhooks() {
		this.sandbox.webhooks(Upstream.JIRA).hold();
		this.jira.createIssue("SBX", "One", null, List.of(), "alice");
		this.jira.createIssue("SBX", "Two", null, List.of(), "alice");
	}

	@AfterEach
	void stop() {
		this.sandbox.close();
	}

	@Test
	void callsAndAnswersAreAsJiraDescribesThem() throws IOException {
		VendorDescription described = VendorDescription.jira();
		this.control.post("/jira/rules", Map.of("require", Map.of("Done", "resolution")));
		described.check(this.client.get("/issue/createmeta/SBX/issuetypes/10001"));
		described.check(this.client.get("/issue/SBX-1/editmeta"));
		described.check(this.client.get("/issueLinkType"));
		described.check(this.client.post("/version",
				Map.of("name", "1.0", "projectId", Integer.parseInt(JiraShapes.projectId("SBX")))));
		described.check(this.client
			.put("/issue/SBX-1", Map.of("fields", Map.of("fixVersions", List.of(Map.of("name", "1.0")), "priority",
					Map.of("name", "High"), "parent", Map.of("id", Long.toString(this.jira.issue("SBX-2").id()))))));
		described.check(this.client.post("/issueLink", Map.of("type", Map.of("name", "Blocks"), "inwardIssue",
				Map.of("key", "SBX-1"), "outwardIssue", Map.of("key", "SBX-2"))));
		described.check(this.client.get("/issue/SBX-1"));
		described.check(this.client.get("/issue/SBX-1/transitions?expand=transitions.fields"));
		described.check(this.client.post("/issue/SBX-1/transitions",
				Map.of("transition", Map.of("id", "31"), "fields", Map.of("resolution", Map.of("name", "Won't Do")))));
	}

	@Test
	void transitionCanRequireAResolution() throws IOException {
		this.jira.rules().require("Done", "resolution");
		Map<String, ?> done = Map.of("transition", Map.of("id", "31"));
		SandboxClient.Reply refused = this.client.post("/issue/SBX-1/transitions", done);
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.text("/errors/resolution")).isEqualTo("resolution is required.");
		assertThat(this.client.get("/issue/SBX-1/transitions?expand=transitions.fields")
			.text("/transitions/1/fields/resolution/allowedValues/1/name")).isEqualTo("Won't Do");
		this.client.post("/issue/SBX-1/transitions",
				Map.of("transition", Map.of("id", "31"), "fields", Map.of("resolution", Map.of("name", "Won't Do"))));
		assertThat(this.jira.issue("SBX-1").resolution()).isEqualTo("Won't Do");
		this.jira.transition("SBX-1", "To Do", "alice");
		assertThat(this.jira.issue("SBX-1").resolution()).isNull();
	}

	@Test
	void unknownVersionsOffScreenFieldsAndUnassignableUsersAreRefused() throws IOException {
		this.control.post("/jira/rules", Map.of("offScreen", List.of("priority"), "unassignable", List.of("bob"),
				"deny", List.of("ADMINISTER")));
		assertThat(refusal("fixVersions", List.of(Map.of("name", "9")))).contains("not valid");
		assertThat(refusal("priority", Map.of("name", "High"))).contains("cannot be set");
		assertThat(refusal("assignee", Map.of("accountId", this.jira.users().named("bob").accountId())))
			.contains("cannot be assigned");
		assertThat(refusal("parent", Map.of("key", "SBX-99"))).contains("Could not find");
		assertThat(this.client.get("/user/assignable/search?project=SBX&query=b").json()).isEmpty();
		assertThat(this.client.get("/mypermissions?projectKey=SBX&permissions=ADMINISTER,EDIT_ISSUES")
			.json()
			.at("/permissions/ADMINISTER/havePermission")
			.asBoolean(true)).isFalse();
	}

	private String refusal(String field, Object value) throws IOException {
		return this.client.put("/issue/SBX-1", Map.of("fields", Map.of(field, value))).text("/errors/" + field);
	}

	@Test
	void filesAreAttachedAndRead() throws IOException {
		this.control.post("/jira/issues/SBX-1/attachments", Map.of("name", "a.txt", "content", "Hi"));
		assertThat(this.jira.sides().content("SBX-1", "a.txt")).isEqualTo("Hi".getBytes(StandardCharsets.UTF_8));
		JsonNode told = lastWebhook();
		assertThat(told.at("/changelog/items/0/field").asText()).isEqualTo("Attachment");
		String content = told.at("/issue/fields/attachment/0/content").asText();
		assertThat(content).startsWith(this.sandbox.jiraUrl() + "/rest/api/2/attachment/content/");
		assertThat(this.client.get("/attachment/content/" + content.replaceAll(".*/", "")).response().body())
			.isEqualTo("Hi".getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void linksAreToldOnBothEnds() throws IOException {
		this.control.post("/jira/links", Map.of("type", "Blocks", "from", "SBX-1", "to", "SBX-2"));
		assertThat(this.jira.sides().links()).containsExactly("SBX-1 Blocks SBX-2");
		assertThat(this.client.get("/issue/SBX-1").text("/fields/issuelinks/0/outwardIssue/key")).isEqualTo("SBX-2");
		assertThat(lastWebhook().path("webhookEvent").asText()).isEqualTo("issuelink_created");
	}

	@Test
	void commentsCanBeInternalOrBecomeRestricted() throws IOException {
		this.control.post("/jira/issues/SBX-1/comments", Map.of("body", "For agents", "internal", true));
		assertThat(lastWebhook().at("/comment/jsdPublic").asBoolean(true)).isFalse();
		long id = this.jira.comment("SBX-1", "For all", "alice").id();
		this.jira.restrictComment("SBX-1", id, "Developers", "alice");
		assertThat(lastWebhook().path("webhookEvent").asText()).isEqualTo("comment_updated");
		assertThat(lastWebhook().at("/comment/visibility/value").asText()).isEqualTo("Developers");
	}

	@Test
	void webhooksAreForAdministrators() throws IOException {
		SandboxClient admin = SandboxClient.jiraSite(this.sandbox);
		assertThat(admin.get("/rest/webhooks/1.0/webhook").text("/0/url")).endsWith("/webhooks/jira");
		this.jira.rules().deny("ADMINISTER");
		assertThat(admin.get("/rest/webhooks/1.0/webhook").status()).isEqualTo(403);
	}

	@Test
	void renamedUserKeepsTheAccount() throws IOException {
		String before = this.client.get("/issue/SBX-1").text("/fields/reporter/accountId");
		this.control.post("/jira/users/alice", Map.of("displayName", "Alicia"));
		SandboxClient.Reply issue = this.client.get("/issue/SBX-1");
		assertThat(issue.text("/fields/reporter/displayName")).isEqualTo("Alicia");
		assertThat(issue.text("/fields/reporter/accountId")).isEqualTo(before);
	}

	private JsonNode lastWebhook() throws IOException {
		List<SentWebhook> sent = this.sandbox.webhooks(Upstream.JIRA).list();
		return Json.MAPPER.readTree(sent.get(sent.size() - 1).body());
	}

}
