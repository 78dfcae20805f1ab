package io.github.githubjirasync.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.githubjirasync.sandbox.Fault.Kind;
import io.github.githubjirasync.testing.Cases;
import io.github.githubjirasync.upstream.Upstream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Webhooks} and what both sides send.
 */
class WebhookSandboxIntegrationTests {

	private static final String REPOSITORY = "acme/widgets";

	private final WebhookReceiver receiver = new WebhookReceiver();

	private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults()
		.service(this.receiver.url())
		.webhookTimeout(Duration.ofSeconds(2))
		.jiraRetryDelay(Duration.ofMillis(5)));

	private final SandboxGitHub github = this.sandbox.github();

	private final SandboxJira jira = this.sandbox.jira();

	@AfterEach
	void stop() {
		this.sandbox.close();
		this.receiver.close();
	}

	private static List<String> events(List<Request> requests) {
		List<String> events = new ArrayList<>();
		for (Request request : requests) {
			JsonNode json = WebhookReceiver.json(request);
			String event = request.headers().get("x-github-event");
			events
				.add((event != null) ? event + "." + json.path("action").asText() : json.path("webhookEvent").asText());
		}
		return events;
	}

	@Test
	void signatureIsThatOfGitHubsAndAtlassiansExamples() {
		assertThat(
				WebhookPost.signature("It's a Secret to Everybody", "Hello, World!".getBytes(StandardCharsets.UTF_8)))
			.isEqualTo("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
		assertThat(WebhookPost.signature("It's a Secret to Everybody", "Hello World!".getBytes(StandardCharsets.UTF_8)))
			.isEqualTo("sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9");
	}

	@Test
	void gitHubSendsSignedEventsInTheOrderInWhichTheyHappened() throws IOException {
		this.github.openIssue(REPOSITORY, "A", "Body", List.of("bug"), "alice");
		this.github.editIssue(REPOSITORY, 1, Map.of("title", "B"), "bob");
		long comment = this.github.comment(REPOSITORY, 1, "Hi", "bob").id();
		this.github.editComment(comment, "Ho", "bob");
		this.github.deleteComment(comment, "bob");
		this.github.label(REPOSITORY, 1, List.of("later"), "alice");
		this.github.close(REPOSITORY, 1, "alice");
		this.github.reopen(REPOSITORY, 1, "alice");
		SandboxClient.github(this.sandbox).patch("/repos/acme/widgets/issues/1", Map.of("assignees", List.of("bob")));
		this.github.deleteIssue(REPOSITORY, 1, "alice");
		List<Request> sent = this.receiver.await(12);
		assertThat(events(sent)).containsExactly("issues.opened", "issues.labeled", "issues.edited",
				"issue_comment.created", "issue_comment.edited", "issue_comment.deleted", "issues.unlabeled",
				"issues.labeled", "issues.closed", "issues.reopened", "issues.assigned", "issues.deleted");
		for (Request request : sent) {
			assertThat(request.path()).isEqualTo("/github");
			assertThat(request.headers().get("x-hub-signature-256"))
				.isEqualTo(WebhookPost.signature("sandbox-github-secret", request.body()));
			assertThat(request.headers().get("x-github-delivery")).matches("[0-9a-f-]{36}");
			assertThat(WebhookReceiver.json(request).at("/repository/full_name").asText()).isEqualTo(REPOSITORY);
		}
		assertThat(WebhookReceiver.json(sent.get(2)).at("/changes/title/from").asText()).isEqualTo("A");
		assertThat(WebhookReceiver.json(sent.get(2)).at("/sender/login").asText()).isEqualTo("bob");
		assertThat(WebhookReceiver.json(sent.get(10)).at("/sender/login").asText()).isEqualTo("sync-bot[bot]");
		assertThat(WebhookReceiver.json(sent.get(10)).at("/sender/type").asText()).isEqualTo("Bot");
	}

	@Test
	void jiraSendsSignedEventsInTheOrderInWhichTheyHappened() throws IOException {
		this.jira.createIssue("SBX", "A", "Some *bold* text", List.of("x"), "alice");
		this.jira.editIssue("SBX-1", Map.of("summary", "B"), "bob");
		long comment = this.jira.comment("SBX-1", "Hi", "bob").id();
		this.jira.editComment("SBX-1", comment, "Ho", "alice");
		this.jira.deleteComment("SBX-1", comment, "alice");
		this.jira.transition("SBX-1", "Done", "alice");
		SandboxClient.jira(this.sandbox, 3).put("/issue/SBX-1", Map.of("fields", Map.of("summary", "C")));
		this.jira.deleteIssue("SBX-1", "alice");
		List<Request> sent = this.receiver.await(8);
		assertThat(events(sent)).containsExactly("jira:issue_created", "jira:issue_updated", "comment_created",
				"comment_updated", "comment_deleted", "jira:issue_updated", "jira:issue_updated", "jira:issue_deleted");
		for (Request request : sent) {
			assertThat(request.path()).isEqualTo("/jira");
			assertThat(request.headers().get("x-hub-signature"))
				.isEqualTo(WebhookPost.signature("sandbox-jira-secret", request.body()));
			assertThat(request.headers()).containsKey("x-atlassian-webhook-identifier");
			assertThat(WebhookReceiver.json(request).at("/issue/key").asText()).isEqualTo("SBX-1");
		}
		assertThat(WebhookReceiver.json(sent.get(0)).at("/issue/fields/description").asText())
			.isEqualTo("Some *bold* text");
		assertThat(WebhookReceiver.json(sent.get(1)).at("/changelog/items/0").toString())
			.isEqualTo("{\"field\":\"summary\",\"fieldtype\":\"jira\",\"fieldId\":\"summary\",\"from\":null,"
					+ "\"fromString\":\"A\",\"to\":null,\"toString\":\"B\"}");
		assertThat(WebhookReceiver.json(sent.get(3)).at("/comment/updateAuthor/displayName").asText())
			.isEqualTo("Alice");
		assertThat(WebhookReceiver.json(sent.get(5)).at("/changelog/items").findValuesAsText("toString"))
			.containsExactly("Done", "Done");
		assertThat(WebhookReceiver.json(sent.get(6)).at("/user/displayName").asText()).isEqualTo("Sync bot");
	}

	@Test
	void payloadsHaveTheFieldsOfRecordedOnes() throws IOException {
		JsonNode github = Json
			.parse(Files.readAllBytes(Cases.dir().resolve("github/octokit-webhooks-examples/issues.labeled.1.json")));
		// Only pull requests have it today.
		((ObjectNode) github.get("issue")).remove("draft");
		JsonNode jira = Json.parse(Files
			.readAllBytes(Cases.dir().resolve("jira/mattermost-plugin-jira/webhook-cloud-comment-created.json")));
		this.sandbox.webhooks(Upstream.JIRA).hold();
		this.github.openIssue(REPOSITORY, "A", "Body", List.of("bug"), "alice");
		JsonNode labeled = WebhookReceiver.json(this.receiver.await(2).get(1));
		assertThat(fields(labeled)).containsAll(fields(github));
		assertThat(fields(labeled.get("issue"))).containsAll(fields(github.get("issue")));
		assertThat(fields(labeled.get("repository"))).containsAll(fields(github.get("repository")));
		assertThat(fields(labeled.get("sender"))).containsAll(fields(github.get("sender")));
		this.jira.createIssue("SBX", "A", null, List.of(), "alice");
		this.jira.comment("SBX-1", "Hi", "bob");
		this.sandbox.webhooks(Upstream.JIRA).release();
		JsonNode comment = WebhookReceiver.json(this.receiver.await(4).get(3));
		assertThat(fields(comment)).containsAll(fields(jira));
		assertThat(fields(comment.get("comment"))).containsAll(fields(jira.get("comment")));
		assertThat(fields(comment.at("/issue/fields"))).containsAll(fields(jira.at("/issue/fields")));
	}

	private static List<String> fields(JsonNode object) {
		List<String> names = new ArrayList<>();
		object.fieldNames().forEachRemaining(names::add);
		return names;
	}

	@Test
	void writeThatChangesNothingSendsNothing() {
		this.github.openIssue(REPOSITORY, "A", "Body", List.of("bug"), "alice");
		this.github.editIssue(REPOSITORY, 1, Map.of("title", "A", "body", "Body", "state", "open"), "alice");
		this.jira.createIssue("SBX", "A", "Text", List.of("x"), "alice");
		this.jira.editIssue("SBX-1", Map.of("summary", "A", "description", "Text"), "alice");
		this.receiver.await(3);
		Awaitility.await().until(() -> this.sandbox.webhooks(Upstream.JIRA).idle());
		assertThat(this.sandbox.webhooks(Upstream.GITHUB).list()).hasSize(2);
		assertThat(this.sandbox.webhooks(Upstream.JIRA).list()).hasSize(1);
	}

	@Test
	void heldWebhooksAreReleasedInAnotherOrder() {
		Webhooks webhooks = this.sandbox.webhooks(Upstream.GITHUB);
		webhooks.hold();
		this.github.openIssue(REPOSITORY, "A", null, List.of(), "alice");
		this.github.close(REPOSITORY, 1, "alice");
		assertThat(webhooks.list()).extracting(SentWebhook::outcome).containsOnly("held");
		webhooks.releaseReversed();
		assertThat(events(this.receiver.await(2))).containsExactly("issues.closed", "issues.opened");
	}

	@Test
	void jiraRetriesWithTheSameIdentifierUntilItIsTaken() {
		this.receiver.answer(503, 429);
		this.jira.createIssue("SBX", "A", null, List.of(), "alice");
		List<Request> sent = this.receiver.await(3);
		assertThat(sent).extracting((request) -> request.headers().get("x-atlassian-webhook-identifier"))
			.containsOnly(sent.get(0).headers().get("x-atlassian-webhook-identifier"));
		assertThat(sent).extracting((request) -> request.headers().get("x-atlassian-webhook-retry"))
			.containsExactly(null, "1", "2");
	}

	@Test
	void jiraGivesUpAfterFiveRetriesAndAtOnceOn400() {
		this.receiver.answer(500, 500, 500, 500, 500, 500, 400);
		this.jira.createIssue("SBX", "A", null, List.of(), "alice");
		this.receiver.await(6);
		Awaitility.await().until(() -> this.sandbox.webhooks(Upstream.JIRA).idle());
		this.jira.createIssue("SBX", "B", null, List.of(), "alice");
		this.receiver.await(7);
		Awaitility.await().until(() -> this.sandbox.webhooks(Upstream.JIRA).idle());
		assertThat(this.receiver.received()).hasSize(7);
		assertThat(this.sandbox.webhooks(Upstream.JIRA).list()).extracting(SentWebhook::ok).containsOnly(false);
	}

	@Test
	void gitHubRetriesNothingButRedeliversOnRequest() throws IOException {
		this.receiver.answer(503);
		this.github.openIssue(REPOSITORY, "A", null, List.of(), "alice");
		this.receiver.await(1);
		Awaitility.await().until(() -> this.sandbox.webhooks(Upstream.GITHUB).idle());
		SandboxClient client = SandboxClient.github(this.sandbox);
		String deliveries = "/repos/acme/widgets/hooks/1/deliveries";
		JsonNode failed = client.get(deliveries).json().get(0);
		assertThat(failed.get("status_code").asInt()).isEqualTo(503);
		assertThat(failed.get("status").asText()).isNotEqualTo("OK");
		assertThat(client.get(deliveries + "/" + failed.get("id")).text("/request/payload/action")).isEqualTo("opened");
		assertThat(client.post(deliveries + "/" + failed.get("id") + "/attempts", Map.of()).status()).isEqualTo(202);
		List<Request> sent = this.receiver.await(2);
		assertThat(sent.get(1).headers().get("x-github-delivery"))
			.isEqualTo(sent.get(0).headers().get("x-github-delivery"));
		assertThat(sent.get(1).body()).isEqualTo(sent.get(0).body());
		Awaitility.await().until(() -> this.sandbox.webhooks(Upstream.GITHUB).idle());
		JsonNode again = client.get(deliveries).json().get(0);
		assertThat(again.get("redelivery").asBoolean()).isTrue();
		assertThat(again.get("status").asText()).isEqualTo("OK");
		SandboxClient.Reply page = client.get(deliveries + "?per_page=1");
		assertThat(page.json()).hasSize(1);
		assertThat(page.header("Link")).contains("rel=\"next\"", "cursor=" + again.get("id"));
	}

	@Test
	void webhooksAreLostAndDuplicatedOnDemand() {
		this.sandbox.faults().add(Fault.of(Kind.LOSE_WEBHOOK, Upstream.GITHUB, null, "issues.opened"));
		this.sandbox.faults().add(Fault.of(Kind.DUPLICATE_WEBHOOK, Upstream.GITHUB, null, "issues.closed"));
		this.github.openIssue(REPOSITORY, "A", null, List.of(), "alice");
		this.github.close(REPOSITORY, 1, "alice");
		List<Request> sent = this.receiver.await(2);
		assertThat(events(sent)).containsExactly("issues.closed", "issues.closed");
		assertThat(sent.get(0).headers().get("x-github-delivery"))
			.isEqualTo(sent.get(1).headers().get("x-github-delivery"));
		assertThat(this.sandbox.webhooks(Upstream.GITHUB).list().get(0).ok()).isFalse();
		assertThat(this.sandbox.faults().list()).isEmpty();
	}

}
