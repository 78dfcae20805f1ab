package io.github.githubjirasync.webhook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import io.github.githubjirasync.sync.Change;
import io.github.githubjirasync.sync.IntakeUnavailableException;
import io.github.githubjirasync.sync.Origin;
import io.github.githubjirasync.sync.Receipt;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.data.redis.RedisRepositoriesAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What senders of webhooks are answered, over HTTP. It is longer than usual so that its
 * tests share one running application.
 */
@SpringBootTest(classes = WebhookEndpointsIntegrationTests.App.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "management.endpoint.health.validate-group-membership=false",
				"github-jira-sync.webhook.max-body-size=1MB", "github-jira-sync.webhook.github.secrets[0]=github-new",
				"github-jira-sync.webhook.github.secrets[1]=github-old",
				"github-jira-sync.webhook.jira.secrets[0]=jira-new",
				"github-jira-sync.webhook.jira.secrets[1]=jira-old",
				"github-jira-sync.webhook.jira.url-secrets=a-secret-in-the-url" })
@ExtendWith(OutputCaptureExtension.class)
class WebhookEndpointsIntegrationTests {

	private static final int MAX_BODY = 1024 * 1024;

	private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@LocalServerPort
	private int port;

	@Autowired
	private RecordingIntake intake;

	@Autowired
	private MeterRegistry meters;

	@BeforeEach
	@AfterEach
	void reset() {
		this.intake.reset();
	}

	@Test
	void everyRecordedDeliveryIsTakenAndNoneIsUnreadable() {
		for (RecordedDelivery recorded : RecordedDelivery.all()) {
			HttpResponse<String> response = send(signed(recorded, recorded.body()));
			assertThat(response.statusCode()).as(recorded.file()).isEqualTo(202);
		}
		assertThat(this.intake.entries()).hasSize(168);
		assertThat(this.intake.entries()).extracting(RecordingIntake.Entry::door).containsOnly("accept", "ignore");
		assertThat(this.intake.entries()).filteredOn((entry) -> entry.delivery().origin() == Origin.JIRA).hasSize(55);
	}

	@Test
	void everyRecordedGitHubDeliveryIsTakenAsAForm() {
		for (RecordedDelivery recorded : RecordedDelivery.all()) {
			if (recorded.github()) {
				byte[] form = ("payload=" + URLEncoder.encode(new String(recorded.body(), StandardCharsets.UTF_8),
						StandardCharsets.UTF_8))
					.getBytes(StandardCharsets.US_ASCII);
				HttpRequest.Builder request = github(form, Signatures.sha256("github-new", form))
					.setHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
					.setHeader("X-GitHub-Event", recorded.event());
				assertThat(send(request).statusCode()).as(recorded.file()).isEqualTo(202);
			}
		}
		assertThat(this.intake.entries()).hasSize(113);
		assertThat(this.intake.entries()).extracting(RecordingIntake.Entry::door).containsOnly("accept", "ignore");
	}

	@ParameterizedTest
	@ValueSource(strings = { "wrong-secret", "changed-body", "no-header", "cut-short", "sha1-only" })
	void badlySignedDeliveryIsRefusedAndLeavesNothing(String how) {
		double before = count("github", "rejected") + count("jira", "rejected");
		List<RecordedDelivery> all = RecordedDelivery.all();
		for (RecordedDelivery recorded : all) {
			HttpResponse<String> response = send(badlySigned(recorded, how));
			assertThat(response.statusCode()).as(recorded.file()).isEqualTo(401);
			assertThat(response.body()).isEqualTo("{\"result\":\"rejected\",\"reason\":\"signature\"}");
			assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
		}
		assertThat(this.intake.entries()).isEmpty();
		assertThat(count("github", "rejected") + count("jira", "rejected")).isEqualTo(before + all.size());
	}

	@Test
	void twoSignatureHeadersAreRefused() {
		byte[] body = bytes("{}");
		String signature = Signatures.sha256("github-new", body);
		assertThat(send(github(body, signature).header("X-Hub-Signature-256", signature)).statusCode()).isEqualTo(401);
		assertThat(this.intake.entries()).isEmpty();
	}

	@Test
	void oldSecretStaysValidWhileSecretsAreChanged() {
		byte[] body = bytes("{\"zen\":\"Keep it logically awesome.\"}");
		assertThat(send(github(body, Signatures.sha256("github-old", body))).statusCode()).isEqualTo(202);
		assertThat(send(jira(body, Signatures.sha256("jira-old", body))).statusCode()).isEqualTo(202);
		assertThat(send(jira(body, Signatures.sha256("github-old", body))).statusCode()).isEqualTo(401);
	}

	@Test
	void urlSecretStandsInForASignature(CapturedOutput output) {
		byte[] body = RecordedDelivery
			.read("jira/mattermost-plugin-jira/webhook-server-issue-updated-commented-1.json");
		HttpRequest.Builder request = post("/webhooks/jira/a-secret-in-the-url", body);
		assertThat(send(request).statusCode()).isEqualTo(202);
		assertThat(this.intake.only().what()).isInstanceOf(Change.JiraCommentChanged.class);

		assertThat(send(post("/webhooks/jira/a-secret-in-the-urk", body)).statusCode()).isEqualTo(401);
		assertThat(send(post("/webhooks/jira/x", body)).statusCode()).isEqualTo(401);
		assertThat(this.intake.entries()).hasSize(1);
		assertThat(output).doesNotContain("a-secret-in");
		assertThat(this.meters.find("http.server.requests").timers())
			.extracting((Timer timer) -> timer.getId().getTag("uri"))
			.contains("/webhooks/jira/{secret}")
			.noneMatch((uri) -> uri.contains("a-secret"));
	}

	@Test
	void changeIsHandedOverUnderTheSendersId() {
		byte[] body = RecordedDelivery.read("github/octokit-webhooks-examples/issues.opened.1.json");
		HttpResponse<String> response = send(
				github(body, Signatures.sha256("github-new", body)).setHeader("X-GitHub-Event", "issues")
					.setHeader("X-GitHub-Delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958"));
		assertThat(response.body())
			.isEqualTo("{\"result\":\"enqueued\",\"jobId\":\"job-72d3162e-cc78-11e3-81ab-4c9367dc0958\"}");
		RecordingIntake.Entry entry = this.intake.only();
		assertThat(entry.delivery().id()).hasToString("72d3162e-cc78-11e3-81ab-4c9367dc0958");
		assertThat(entry.delivery().event()).isEqualTo("issues.opened");
		assertThat(entry.mdcDeliveryId()).isEqualTo("72d3162e-cc78-11e3-81ab-4c9367dc0958");
		assertThat(entry.what()).isInstanceOf(Change.GitHubIssueChanged.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "two words", "~" })
	void deliveryWithoutAUsableIdIsKnownByItsBody(String id) {
		byte[] body = bytes("{}");
		HttpRequest.Builder request = github(body, Signatures.sha256("github-new", body)).setHeader("X-GitHub-Delivery",
				id);
		send(request);
		send(request);
		assertThat(this.intake.entries()).hasSize(2);
		assertThat(this.intake.entries()).extracting((entry) -> entry.delivery().id().value())
			.containsOnly("sha256:44136fa355b3678a1146ad16f7e8649e");
	}

	@Test
	void receiptIsToldToTheSenderAndCounted() {
		byte[] body = RecordedDelivery.read("github/octokit-webhooks-examples/issues.edited.1.json");
		HttpRequest.Builder request = github(body, Signatures.sha256("github-new", body)).setHeader("X-GitHub-Event",
				"issues");
		this.intake.answer(new Receipt.Coalesced("j1"));
		double coalesced = count("github", "coalesced");
		assertThat(send(request).body()).isEqualTo("{\"result\":\"coalesced\",\"jobId\":\"j1\"}");
		assertThat(count("github", "coalesced")).isEqualTo(coalesced + 1);
		this.intake.answer(new Receipt.Duplicate("j1"));
		assertThat(send(request).body()).isEqualTo("{\"result\":\"duplicate\",\"jobId\":\"j1\"}");
		this.intake.answer(new Receipt.Ignored("no-link"));
		assertThat(send(request).body()).isEqualTo("{\"result\":\"ignored\",\"reason\":\"no-link\"}");
	}

	@Test
	void unreadableBodyIsKeptAndAnswered202() {
		double before = count("github", "quarantined");
		byte[] body = bytes("not json");
		HttpResponse<String> response = send(
				github(body, Signatures.sha256("github-new", body)).setHeader("X-GitHub-Event", "issues"));
		assertThat(response.statusCode()).isEqualTo(202);
		assertThat(response.body()).startsWith("{\"result\":\"quarantined\",\"jobId\":\"job-");
		RecordingIntake.Entry entry = this.intake.only();
		assertThat(entry.door()).isEqualTo("quarantine");
		assertThat(entry.what()).isEqualTo("not json");
		assertThat(entry.why()).startsWith("Not the expected JSON: Unrecognized token 'not'");
		assertThat(entry.delivery().event()).isEqualTo("issues");
		assertThat(count("github", "quarantined")).isEqualTo(before + 1);
	}

	@Test
	void missingEventHeaderIsUnreadable() {
		byte[] body = bytes("{}");
		HttpRequest.Builder request = post("/webhooks/github", body).header("X-Hub-Signature-256",
				Signatures.sha256("github-new", body));
		assertThat(send(request).statusCode()).isEqualTo(202);
		assertThat(this.intake.only().door()).isEqualTo("quarantine");
		assertThat(this.intake.only().why()).contains("X-GitHub-Event");
	}

	@Test
	void tooLargeBodyIsRefusedByItsLength() {
		byte[] body = new byte[MAX_BODY + 1];
		HttpResponse<String> response = send(github(body, Signatures.sha256("github-new", body)));
		assertThat(response.statusCode()).isEqualTo(413);
		assertThat(response.body()).isEqualTo("{\"result\":\"rejected\",\"reason\":\"body-too-large\"}");
		assertThat(this.intake.entries()).isEmpty();
	}

	@Test
	void tooLargeBodyIsRefusedWhenItsLengthIsNotToldBeforehand() {
		byte[] body = new byte[MAX_BODY + 1];
		HttpRequest.Builder request = github(body, Signatures.sha256("github-new", body))
			.POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
		assertThat(send(request).statusCode()).isEqualTo(413);
		assertThat(this.intake.entries()).isEmpty();
	}

	@Test
	void bodyOfExactlyTheLargestSizeIsTaken() {
		byte[] body = new byte[MAX_BODY];
		Arrays.fill(body, (byte) ' ');
		HttpRequest.Builder request = github(body, Signatures.sha256("github-new", body));
		assertThat(send(request).statusCode()).isEqualTo(202);
		assertThat(send(request.POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))))
			.statusCode()).isEqualTo(202);
	}

	@ParameterizedTest
	@CsvSource({ "PT7S, 7", "PT1.2S, 2", "PT0.01S, 1", "PT0S, 1" })
	void unavailableIntakeAsksTheSenderToTryAgain(Duration retryAfter, String seconds) {
		double before = count("jira", "unavailable");
		this.intake.failWith(new IntakeUnavailableException("Redis at 10.0.0.1 is away", retryAfter, null));
		byte[] body = RecordedDelivery.read("jira/mattermost-plugin-jira/webhook-issue-created.json");
		HttpResponse<String> response = send(jira(body, Signatures.sha256("jira-new", body)));
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(response.headers().firstValue("Retry-After")).contains(seconds);
		assertThat(response.body()).isEqualTo("{\"result\":\"unavailable\"}");
		assertThat(count("jira", "unavailable")).isEqualTo(before + 1);
	}

	@Test
	void unexpectedFailureTellsNothingOfItself() {
		this.intake.failWith(new IllegalStateException("password=hunter2"));
		byte[] body = RecordedDelivery.read("jira/mattermost-plugin-jira/webhook-issue-created.json");
		HttpResponse<String> response = send(jira(body, Signatures.sha256("jira-new", body)));
		assertThat(response.statusCode()).isEqualTo(500);
		assertThat(response.body()).isEqualTo("{\"result\":\"unavailable\",\"reason\":\"internal-error\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/webhooks/github", "/webhooks/jira", "/webhooks/jira/a-secret-in-the-url" })
	void wrongMethodOrContentTypeIsSaidSo(String path) {
		assertThat(send(HttpRequest.newBuilder(uri(path))).statusCode()).isEqualTo(405);
		byte[] body = bytes("{}");
		for (String type : List.of("text/plain", "multipart/form-data; boundary=x", "nonsense")) {
			HttpRequest.Builder request = post(path, body).setHeader("Content-Type", type)
				.header("X-Hub-Signature-256", Signatures.sha256("github-new", body))
				.header("X-Hub-Signature", Signatures.sha256("jira-new", body));
			assertThat(send(request).statusCode()).as(type).isEqualTo(415);
		}
		assertThat(this.intake.entries()).isEmpty();
	}

	@Test
	void mutatedButWellSignedBodiesNeverFail() {
		Random random = new Random(42);
		List<RecordedDelivery> all = RecordedDelivery.all()
			.stream()
			.filter((recorded) -> !recorded.github() || recorded.event().startsWith("issue"))
			.toList();
		for (int i = 0; i < 600; i++) {
			RecordedDelivery recorded = all.get(random.nextInt(all.size()));
			byte[] body = Mutations.mutate(recorded.body(), random);
			HttpResponse<String> response = send(signed(recorded, body));
			assertThat(response.statusCode())
				.as(() -> recorded.file() + "\n" + new String(body, StandardCharsets.UTF_8))
				.isEqualTo(202);
		}
		assertThat(this.intake.entries()).hasSize(600);
		assertThat(this.intake.entries()).extracting(RecordingIntake.Entry::door)
			.contains("accept", "ignore", "quarantine");
	}

	@Test
	void deeplyNestedBodyIsKeptNotFollowed() {
		byte[] body = bytes("{\"deep\":" + "[".repeat(100_000));
		assertThat(send(jira(body, Signatures.sha256("jira-new", body))).statusCode()).isEqualTo(202);
		assertThat(this.intake.only().door()).isEqualTo("quarantine");
		assertThat(this.intake.only().why()).contains("nesting depth");
	}

	private HttpRequest.Builder signed(RecordedDelivery recorded, byte[] body) {
		return recorded.github()
				? github(body, Signatures.sha256("github-new", body)).setHeader("X-GitHub-Event", recorded.event())
				: jira(body, Signatures.sha256("jira-new", body));
	}

	private HttpRequest.Builder badlySigned(RecordedDelivery recorded, String how) {
		byte[] body = recorded.body();
		String secret = recorded.github() ? "github-new" : "jira-new";
		String signature = Signatures.sha256(how.equals("wrong-secret") ? secret + "x" : secret, body);
		String path = recorded.github() ? "/webhooks/github" : "/webhooks/jira";
		String header = recorded.github() ? "X-Hub-Signature-256" : "X-Hub-Signature";
		HttpRequest.Builder request = post(path, how.equals("changed-body") ? withSpace(body) : body)
			.header("X-GitHub-Event", recorded.github() ? recorded.event() : "none");
		return switch (how) {
			case "no-header" -> request;
			case "sha1-only" -> request.header("X-Hub-Signature", Signatures.sha1(secret, body));
			case "cut-short" -> request.header(header, signature.substring(0, signature.length() - 2));
			default -> request.header(header, signature);
		};
	}

	private HttpRequest.Builder github(byte[] body, String signature) {
		return post("/webhooks/github", body).header("X-GitHub-Event", "ping")
			.header("X-GitHub-Delivery", UUID.randomUUID().toString())
			.header("X-Hub-Signature-256", signature);
	}

	private HttpRequest.Builder jira(byte[] body, String signature) {
		return post("/webhooks/jira", body).header("X-Atlassian-Webhook-Identifier", UUID.randomUUID().toString())
			.header("X-Hub-Signature", signature);
	}

	private HttpRequest.Builder post(String path, byte[] body) {
		return HttpRequest.newBuilder(uri(path))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofByteArray(body));
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new AssertionError("No answer", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError("Interrupted", ex);
		}
	}

	private double count(String origin, String result) {
		return this.meters.get("github.jira.sync.deliveries")
			.tags("origin", origin, "result", result)
			.counter()
			.count();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] withSpace(byte[] body) {
		byte[] longer = Arrays.copyOf(body, body.length + 1);
		longer[body.length] = ' ';
		return longer;
	}

	/** The webhook module on a real port, without what it does not need. */
	@EnableAutoConfiguration(exclude = { DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
			FlywayAutoConfiguration.class, RedisAutoConfiguration.class, RedisRepositoriesAutoConfiguration.class,
			SecurityAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class,
			ManagementWebSecurityAutoConfiguration.class })
	@Import(WebhookConfiguration.class)
	static class App {

		@Bean
		RecordingIntake recordingIntake() {
			return new RecordingIntake();
		}

	}

}
