package io.github.githubjirasync.e2e;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.githubjirasync.queue.DeadLetter;
import io.github.githubjirasync.queue.JobPriority;
import io.github.githubjirasync.queue.NewJob;
import io.github.githubjirasync.queue.QueueControl;
import io.github.githubjirasync.sandbox.Fault;
import io.github.githubjirasync.sandbox.SandboxGitHubIssue;
import io.github.githubjirasync.upstream.Upstream;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The API for operators over HTTP on the running service. It is longer than usual so that
 * its tests share one client, which has to parse the API's description.
 */
class OpsApiIntegrationTests extends EndToEnd {

	private static final String DEAD_LETTERS = "/ops/v1/dead-letters";

	private static @Nullable OpsClient client;

	@Autowired
	private QueueControl control;

	@Autowired
	private JdbcClient jdbc;

	private OpsClient ops() {
		OpsClient known = client;
		if (known == null) {
			known = new OpsClient("http://localhost:" + this.port);
			client = known;
		}
		return known;
	}

	@BeforeEach
	@AfterEach
	void letGo() {
		this.control.holds().keySet().forEach(this.control::resume);
	}

	@Test
	void apiIsDescribedAndNothingOfItIsOpen() {
		SwaggerParseResult parsed = new OpenAPIV3Parser().readContents(ops().description());
		assertThat(parsed.getMessages()).isEmpty();
		JsonNode paths = OpsClient.read(ops().description()).path("paths");
		assertThat(paths.size()).isGreaterThan(20);
		paths.fieldNames().forEachRemaining((path) -> paths.path(path).fieldNames().forEachRemaining((method) -> {
			String url = "http://localhost:" + this.port + path.replaceAll("\\{\\w+}", "1");
			HttpResponse<String> nobody = Http.send(method.toUpperCase(Locale.ROOT), url, null, Map.of(), new byte[0]);
			assertThat(nobody.statusCode()).as(method + " " + path).isEqualTo(method.equals("get") ? 401 : 403);
			assertThat(paths.path(path).path(method).path("summary").asText()).as(method + " " + path).isNotEmpty();
			if (!method.equals("get")) {
				HttpResponse<String> viewer = Http.send(method.toUpperCase(Locale.ROOT), url, OpsClient.VIEWER,
						Map.of(), new byte[0]);
				assertThat(viewer.statusCode()).as(method + " " + path).isEqualTo(403);
			}
		}));
		assertThat(Http.get("http://localhost:" + this.port + "/ops/v1/openapi", null).statusCode()).isEqualTo(401);
	}

	@Test
	void queueIsShown() {
		this.queue.heartbeat("pod-1", List.of());
		JsonNode queue = ops().get("/ops/v1/queue");
		assertThat(queue.at("/counts/waiting").asLong()).isZero();
		assertThat(queue.path("oldestWaiting").asText()).isEqualTo("PT0S");
		assertThat(queue.path("partitions")).hasSize(1);
		assertThat(queue.path("instances").findValuesAsText("name")).contains("pod-1");
		assertThat(queue.path("whole").asBoolean()).isTrue();
		assertThat(ops().get("/ops/v1/queue/breakdown", "state", "dead").path("exact").asBoolean()).isTrue();
	}

	@Test
	void jobsAreHeldBackByScopeAndGoOn() {
		ops().post("/ops/v1/queue/holds", Map.of("scope", "link:sandbox"), 204);
		SANDBOX.github().openIssue(REPOSITORY, "Held", null, List.of(), "alice");
		await().until(() -> ops().get("/ops/v1/queue").at("/counts/delayed").asInt() == 1);
		assertThat(ops().get("/ops/v1/queue/breakdown", "state", "delayed").at("/byLink/0/link").asText())
			.isEqualTo("sandbox");
		JsonNode hold = ops().get("/ops/v1/queue/holds").at("/items/0");
		assertThat(hold.path("scope").asText()).isEqualTo("link:sandbox");
		assertThat(hold.has("until")).isFalse();
		assertThat(ops().get("/ops/v1/links/sandbox").at("/hold/scope").asText()).isEqualTo("link:sandbox");
		assertThat(SANDBOX.jira().issues()).isEmpty();
		ops().delete("/ops/v1/queue/holds/link:sandbox", 204);
		awaitQuiet();
		assertThat(SANDBOX.jira().issues()).hasSize(1);
		ops().post("/ops/v1/queue/holds", Map.of("scope", "upstream:jira", "duration", "PT1H"), 204);
		assertThat(ops().get("/ops/v1/upstreams").findValuesAsText("until")).hasSize(1);
		assertThat(ops().get("/ops/v1/audit", "subject", "link:sandbox").findValuesAsText("action"))
			.startsWith("resume", "pause");
	}

	@Test
	void jobIsFoundByWhateverIsKnownOfIt() {
		Instant before = Instant.now().minusSeconds(5);
		SandboxGitHubIssue issue = SANDBOX.github().openIssue("acme/sought", "Sought", null, List.of(), "alice");
		awaitSilence();
		String ref = "acme/sought#" + issue.number();
		JsonNode byIssue = ops().get("/ops/v1/jobs", "issue", ref).path("items");
		assertThat(byIssue.findValuesAsText("github")).contains(ref);
		// The others are of our own writes.
		JsonNode job = byIssue.findValuesAsText("id")
			.stream()
			.map((each) -> ops().get("/ops/v1/jobs/" + each))
			.filter((each) -> each.at("/job/actor").asText().equals("alice"))
			.findFirst()
			.orElseThrow();
		String id = job.at("/job/id").asText();
		assertThat(job.at("/job/state").asText()).isEqualTo("COMPLETED");
		assertThat(job.at("/job/link").asText()).isEqualTo("sandbox");
		assertThat(job.path("history").findValuesAsText("what")).startsWith("enqueued").endsWith("completed");
		String delivery = job.at("/deliveries/0").asText();
		assertThat(ops().get("/ops/v1/jobs", "delivery", delivery).at("/items/0/id").asText()).isEqualTo(id);
		String key = onlyJiraIssue().key();
		assertThat(
				ops().get("/ops/v1/jobs", "key", key, "from", before.toString()).path("items").findValuesAsText("id"))
			.contains(id);
		assertThat(ops()
			.get("/ops/v1/jobs", "state", "completed", "kind", "github-issue", "priority", "2", "link", "sandbox",
					"from", before.toString(), "to", Instant.now().plusSeconds(60).toString(), "limit", "1")
			.path("items")).hasSize(1);
		assertThat(ops().get("/ops/v1/jobs", "issue", "acme/nothing#1").path("items")).isEmpty();
		assertThat(ops().problem("GET", "/ops/v1/jobs/0-none", null, 404)).contains("There is no job '0-none'");
	}

	@Test
	void deadLetterIsPreviewedReplayedAndItsHistoryNamesWho() {
		SANDBOX.faults().add(Fault.status(Upstream.JIRA, "POST", "/issue", 422));
		SANDBOX.github().openIssue("acme/refused", "Refused once", null, List.of(), "alice");
		await().until(() -> !dead().isEmpty());
		JsonNode letter = ops().get(DEAD_LETTERS, "issue", "acme/refused#1", "cause", "(422").at("/items/0");
		String id = letter.path("id").asText();
		assertThat(letter.path("cause").asText()).contains("(422");
		assertThat(ops().get(DEAD_LETTERS, "cause", "(500").path("items")).isEmpty();
		JsonNode preview = ops().get(DEAD_LETTERS + "/" + id + "/preview");
		assertThat(preview.path("fields").findValuesAsText("after")).contains("Refused once");
		ops().post(DEAD_LETTERS + "/" + id + "/replay", null, 204);
		awaitQuiet();
		assertThat(SANDBOX.jira().issues()).hasSize(1);
		JsonNode history = ops().get("/ops/v1/jobs/" + id).path("history");
		assertThat(history.findValuesAsText("what")).containsExactly("enqueued", "failed", "replay", "completed");
		assertThat(history.findValuesAsText("who")).containsExactly("operator");
		assertThat(ops().problem("POST", DEAD_LETTERS + "/" + id + "/replay", null, 404)).contains("no dead letter");
	}

	@Test
	void manyDeadLettersAreReplayedInOrderAtARate() {
		bury(12);
		// Those of one millisecond have no other order than that of their ids.
		List<String> ids = dead().stream()
			.sorted(Comparator.comparing(DeadLetter::diedAt).thenComparing((letter) -> letter.job().id()))
			.map((letter) -> letter.job().id())
			.toList();
		JsonNode operation = ops().post(DEAD_LETTERS + "/replay", Map.of("all", true, "ratePerSecond", 25), 202);
		String url = "/ops/v1/operations/" + operation.path("id").asText();
		await().until(() -> ops().get(url).path("state").asText().equals("DONE"));
		JsonNode done = ops().get(url);
		assertThat(done.path("done").asInt()).isEqualTo(12);
		assertThat(done.path("total").asInt()).isEqualTo(12);
		assertThat(done.path("who").asText()).isEqualTo("operator");
		List<JsonNode> deeds = new ArrayList<>();
		ops().get("/ops/v1/audit", "action", "replay", "limit", "100")
			.path("items")
			.forEach((entry) -> deeds.add(entry));
		deeds.removeIf((entry) -> !url.endsWith("/" + entry.at("/detail/operation").asText("-")));
		Collections.reverse(deeds);
		assertThat(deeds).extracting((entry) -> entry.path("subject").asText().substring(4)).isEqualTo(ids);
		assertThat(Duration.between(Instant.parse(deeds.get(0).path("at").asText()),
				Instant.parse(deeds.get(11).path("at").asText())))
			.as("11 intervals of 40 ms")
			.isGreaterThan(Duration.ofMillis(400));
		assertThat(ops().get("/ops/v1/operations").path("items").findValuesAsText("id"))
			.contains(operation.path("id").asText());
	}

	@Test
	void operationIsCancelledAndResumed() {
		List<String> ids = bury(6);
		JsonNode begun = ops().post(DEAD_LETTERS + "/discard", Map.of("ids", ids, "ratePerSecond", 3), 202);
		String url = "/ops/v1/operations/" + begun.path("id").asText();
		assertThat(ops().post(url + "/cancel", null, 200).path("state").asText()).isEqualTo("CANCELLED");
		assertThat(ops().problem("POST", url + "/cancel", null, 409)).contains("does not run");
		assertThat(dead()).isNotEmpty();
		// As if the instance that ran it had ended without a word.
		this.jdbc
			.sql("UPDATE operations SET state = 'running', instance = 'gone', updated_at = now() - interval '1 min', "
					+ "rate_per_second = 500 WHERE id = ?")
			.param(begun.path("id").asText())
			.update();
		assertThat(ops().get(url).path("state").asText()).isEqualTo("INTERRUPTED");
		ops().post(url + "/resume", null, 200);
		await().until(() -> ops().get(url).path("state").asText().equals("DONE"));
		assertThat(dead()).isEmpty();
		assertThat(ops().problem("POST", url + "/resume", null, 409)).contains("all of it is done");
	}

	@Test
	void unreadableDeliveriesAreKeptApart() {
		this.queue.bury(NewJob.of("unreadable:d", "unreadable", JobPriority.LOW, "{\"what\":\"is this\"}"),
				"no field 'issue'");
		bury(1);
		JsonNode quarantined = ops().get("/ops/v1/quarantine").path("items");
		assertThat(quarantined).hasSize(1);
		assertThat(ops().get(DEAD_LETTERS).path("items")).hasSize(1);
		String id = quarantined.path(0).path("id").asText();
		assertThat(ops().get("/ops/v1/quarantine/" + id).path("payload").asText()).contains("is this");
		assertThat(ops().problem("POST", DEAD_LETTERS + "/" + id + "/replay", null, 409)).contains("cannot be run");
		ops().delete("/ops/v1/quarantine/" + id, 204);
		assertThat(ops().get("/ops/v1/quarantine").path("items")).isEmpty();
	}

	@Test
	void pairIsFoundPartedJoinedAndSynced() {
		SandboxGitHubIssue issue = SANDBOX.github().openIssue("acme/pairs", "Pair", "Text", List.of(), "alice");
		awaitSilence();
		String ref = "acme/pairs#" + issue.number();
		String key = onlyJiraIssue().key();
		JsonNode mapping = ops().get("/ops/v1/mappings", "issue", ref).at("/items/0");
		assertThat(mapping.at("/jira/key").asText()).isEqualTo(key);
		String url = "/ops/v1/mappings/" + mapping.path("id").asText();
		assertThat(ops().get(url).path("fields").has("title")).isTrue();
		assertThat(ops().get("/ops/v1/mappings", "key", key).path("items")).contains(mapping);
		assertThat(ops().get("/ops/v1/mappings", "link", "sandbox", "limit", "1").path("items")).hasSize(1);
		assertThat(ops().get(url + "/preview").path("items")).hasSize(2);
		ops().delete(url, 204);
		assertThat(ops().get("/ops/v1/mappings", "issue", ref).path("items")).isEmpty();
		JsonNode joined = ops().post("/ops/v1/mappings", Map.of("issue", ref, "key", key), 201);
		assertThat(joined.path("complete").asBoolean()).isTrue();
		String again = "/ops/v1/mappings/" + joined.path("id").asText();
		JsonNode synced = ops().post(again + "/sync", null, 202).path("items");
		assertThat(synced.findValuesAsText("result")).containsExactly("enqueued", "enqueued");
		awaitSilence();
		assertThat(dead()).isEmpty();
		assertThat(SANDBOX.jira().issues()).hasSize(1);
		assertThat(ops().get(again).path("fields").has("title")).isTrue();
		assertThat(ops().problem("POST", "/ops/v1/mappings", Map.of("issue", ref, "key", "SBX-99"), 404))
			.contains("SBX-99");
	}

	@Test
	void issueThatNobodyToldOfIsSynced() {
		this.control.pause("link:sandbox");
		SANDBOX.github().openIssue(REPOSITORY, "Lost", null, List.of(), "alice");
		await().until(() -> this.queue.counts().delayed() == 1);
		JsonNode synced = ops().post("/ops/v1/mappings/sync", Map.of("issue", REPOSITORY + "#1"), 202);
		assertThat(synced.at("/items/0/result").asText()).isIn("enqueued", "coalesced");
		this.control.resume("link:sandbox");
		awaitSilence();
		assertThat(SANDBOX.jira().issues()).hasSize(1);
	}

	@Test
	void linksAreShownWithTheirRulesAndWhetherTheyCanWork() {
		ops().post("/ops/v1/links/check", null, 200);
		// Calls that the descriptions leave out.
		SANDBOX.calls().clear();
		JsonNode link = ops().get("/ops/v1/links").at("/items/0");
		assertThat(link.path("name").asText()).isEqualTo("sandbox");
		assertThat(link.path("direction").asText()).isEqualTo("both");
		assertThat(link.at("/rules/jira/new-issues").asText()).isEqualTo("SBX");
		assertThat(link.path("findings")).isNotEmpty();
		assertThat(link.path("lag").asText()).isEqualTo("PT0S");
		JsonNode upstreams = ops().get("/ops/v1/upstreams").path("items");
		assertThat(upstreams.findValuesAsText("name")).containsExactly("github", "jira");
	}

	@Test
	void whatCannotBeReadIsSaidSo() {
		assertThat(ops().problem("GET", "/ops/v1/jobs", null, 400, "state", "lost")).contains("state is one of");
		assertThat(ops().problem("GET", "/ops/v1/jobs", null, 400, "issue", "widgets")).contains("acme/widgets#7");
		assertThat(ops().problem("GET", "/ops/v1/jobs", null, 400, "key", "wid")).contains("WID-7");
		assertThat(ops().problem("GET", "/ops/v1/jobs", null, 400, "from", "today")).contains("from is a time");
		assertThat(ops().problem("GET", "/ops/v1/jobs", null, 400, "limit", "0")).contains("limit is between");
		assertThat(ops().problem("GET", "/ops/v1/jobs", null, 400, "limit", "x")).contains("limit cannot be read");
		assertThat(ops().problem("GET", "/ops/v1/jobs", null, 400, "after", "x")).contains("cursor");
		assertThat(ops().problem("GET", "/ops/v1/audit", null, 400, "after", "x")).contains("cursor");
		assertThat(ops().problem("GET", "/ops/v1/mappings", null, 400, "after", "x")).isNotEmpty();
		assertThat(ops().problem("GET", "/ops/v1/mappings", null, 400, "link", "a", "project", "B"))
			.contains("only one");
		assertThat(ops().problem("POST", DEAD_LETTERS + "/replay", Map.of(), 400)).contains("all is true");
		assertThat(ops().problem("POST", DEAD_LETTERS + "/replay", Map.of("all", true, "ratePerSecond", 0), 400))
			.contains("between 1 and 500");
		assertThat(ops().problem("POST", "/ops/v1/queue/holds", Map.of("scope", "links:x"), 400))
			.contains("There is no scope 'links:x'");
		assertThat(ops().problem("GET", "/ops/v1/links/none", null, 404)).contains("no link 'none'");
		assertThat(ops().problem("GET", "/ops/v1/operations/none", null, 404)).contains("no operation 'none'");
	}

	private List<String> bury(int count) {
		return IntStream.range(0, count)
			.mapToObj((i) -> this.queue.bury(NewJob.of("lane-" + i, "github-issue", JobPriority.LOW, "no job"), "test")
				.jobId())
			.toList();
	}

}
