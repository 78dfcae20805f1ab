package io.github.githubjirasync.ops;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.githubjirasync.ops.desk.AuditLog;
import io.github.githubjirasync.ops.desk.Slice;
import io.github.githubjirasync.sync.Change;
import io.github.githubjirasync.sync.Delivery;
import io.github.githubjirasync.sync.Preflight;
import io.github.githubjirasync.sync.PreflightReport.Finding;
import io.github.githubjirasync.sync.PreflightReport.Level;
import io.github.githubjirasync.sync.PreflightReport.LinkReport;
import io.github.githubjirasync.sync.PreflightReport;
import io.github.githubjirasync.sync.Receipt;
import io.github.githubjirasync.sync.SyncIntake;
import io.github.githubjirasync.testing.TestServers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.data.jpa.JpaRepositoriesAutoConfiguration;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.data.redis.RedisRepositoriesAutoConfiguration;
import org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What operators may see and do, over HTTP. It is longer than usual so that its tests
 * share one running application.
 */
@SpringBootTest(classes = OpsIntegrationTests.App.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "management.server.port=0", "management.endpoint.health.validate-group-membership=false",
				"github-jira-sync.webhook.github.secrets=s3cret", "github-jira-sync.ops.max-sessions=2",
				"github-jira-sync.webhook.jira.url-secrets=a-secret-in-the-url",
				"github-jira-sync.ops.users[0].name=vera", "github-jira-sync.ops.users[0].password={noop}look",
				"github-jira-sync.ops.users[1].name=oscar",
				"github-jira-sync.ops.users[1].password={bcrypt}" + OpsIntegrationTests.REPAIR,
				"github-jira-sync.ops.users[1].role=operator" })
@AutoConfigureObservability(tracing = false)
class OpsIntegrationTests {

	/** The hash of a password, with little work for whoever checks it. */
	static final String REPAIR = "$2a$04$JyjPOyCyMZi21sCBMU/E9O2UQCKkZvJTPo8HBRyPu4bCVx3tuOz6.";

	private static final String VIEWER = "vera:look";

	private static final String OPERATOR = "oscar:repair";

	/** Of all instances that the tests start. */
	private static final String DATABASE = TestServers.newDatabase();

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private static final ObjectMapper MAPPER = new ObjectMapper();

	@LocalServerPort
	private int port;

	@LocalManagementPort
	private int managementPort;

	@Autowired
	private InMemoryQueue queue;

	@Autowired
	private ServerProperties server;

	@Autowired
	private NotedDeeds audit;

	@BeforeEach
	void reset() {
		this.queue.reset();
	}

	@Test
	void queueIsShown() {
		this.queue.bury("j1");
		HttpResponse<String> response = send(as(VIEWER, "/ops/queue"));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("{\"waiting\":1,\"delayed\":2,\"active\":3,\"completed\":4,\"dead\":1,"
				+ "\"oldestWaiting\":\"PT1M30S\"}");
		assertThat(response.headers().firstValue("Set-Cookie")).as("no session for a program").isEmpty();
	}

	@Test
	void preflightIsShownToViewersAndMadeAnewByOperators() {
		JsonNode report = json(send(as(VIEWER, "/ops/preflight")));
		assertThat(report.at("/links/0/link").asText()).isEqualTo("widgets");
		assertThat(report.at("/links/0/findings/0/level").asText()).isEqualTo("ERROR");
		assertThat(report.at("/links/0/findings/0/fix").asText()).isEqualTo("correct jira.project");
		assertThat(send(as(VIEWER, "/ops/preflight").POST(none())).statusCode()).isEqualTo(403);
		assertThat(send(as(OPERATOR, "/ops/preflight").POST(none())).statusCode()).isEqualTo(200);
	}

	@Test
	void deadLettersAreListedInPages() {
		this.queue.bury("j1");
		this.queue.bury("j2");
		this.queue.bury("j3");
		JsonNode page = json(send(as(VIEWER, "/ops/dead-letters?offset=1&limit=1")));
		assertThat(page.path("offset").asInt()).isEqualTo(1);
		assertThat(page.path("items")).hasSize(1);
		JsonNode letter = page.path("items").path(0);
		assertThat(letter.path("id").asText()).isEqualTo("j2");
		assertThat(letter.path("cause").asText()).isEqualTo("Jira WID-7 update rejected");
		assertThat(letter.path("priority").asInt()).isEqualTo(2);
		assertThat(letter.path("diedAt").asText()).isEqualTo("2026-01-02T03:04:05Z");
		assertThat(letter.has("payload")).isFalse();
		assertThat(json(send(as(VIEWER, "/ops/dead-letters"))).path("items")).hasSize(3);
	}

	@Test
	void deadLetterIsShownWhole() {
		this.queue.bury("j1");
		JsonNode letter = json(send(as(VIEWER, "/ops/dead-letters/j1")));
		assertThat(letter.path("payload").asText()).isEqualTo("{\"title\":\"T\"}");
		assertThat(letter.path("failures")).hasSize(2);
		assertThat(letter.path("failures").path(0).path("cause").asText()).isEqualTo("first");
		assertThat(letter.path("deliveries")).hasSize(2);
	}

	@Test
	void operatorReplaysAndTheAuditSaysWho() {
		this.queue.bury("j1");
		assertThat(send(as(OPERATOR, "/ops/dead-letters/j1/replay").POST(none())).statusCode()).isEqualTo(204);
		assertThat(this.queue.find("j1")).isEmpty();
		assertThat(this.audit.entries).contains("oscar replay job:j1");
	}

	@Test
	void operatorDiscardsAndTheAuditSaysWho() {
		this.queue.bury("j1");
		assertThat(send(as(OPERATOR, "/ops/dead-letters/j1").DELETE()).statusCode()).isEqualTo(204);
		assertThat(this.queue.find("j1")).isEmpty();
		assertThat(this.audit.entries).contains("oscar discard job:j1");
	}

	@Test
	void viewerMayNotChangeAnything() {
		this.queue.bury("j1");
		assertProblem(send(as(VIEWER, "/ops/dead-letters/j1/replay").POST(none())), 403,
				"The role OPERATOR is needed for this.");
		assertProblem(send(as(VIEWER, "/ops/dead-letters/j1").DELETE()), 403, "The role OPERATOR is needed for this.");
		assertThat(this.queue.find("j1")).isPresent();
	}

	@Test
	void unknownDeadLetterIsSaidSo() {
		String detail = "There is no dead letter 'j9'; it may have been replayed or discarded already.";
		assertProblem(send(as(VIEWER, "/ops/dead-letters/j9")), 404, detail);
		assertProblem(send(as(OPERATOR, "/ops/dead-letters/j9/replay").POST(none())), 404, detail);
		assertProblem(send(as(OPERATOR, "/ops/dead-letters/j9").DELETE()), 404, detail);
	}

	@ParameterizedTest
	@CsvSource({ "offset=-1, 'offset starts at 0, got -1'", "limit=0, 'limit is between 1 and 500, got 0'",
			"limit=501, 'limit is between 1 and 500, got 501'", "limit=many, limit is not a number",
			"offset=99999999999999999999, offset is not a number" })
	void badPageIsSaidSo(String query, String detail) {
		assertProblem(send(as(VIEWER, "/ops/dead-letters?" + query)), 400, "The page cannot be shown: " + detail + ".");
	}

	@Test
	void wrongMethodIsAProblem() {
		assertProblem(send(as(OPERATOR, "/ops/queue").DELETE()), 405, "Method 'DELETE' is not supported.");
	}

	@Test
	void unavailableQueueIsSaidSoWithoutItsAddress() {
		this.queue.goAway();
		HttpResponse<String> response = send(as(VIEWER, "/ops/queue"));
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(response.headers().firstValue("Retry-After")).contains("5");
		assertThat(response.body()).contains("cannot be reached").doesNotContain("10.0.0.1");
	}

	@Test
	void withoutALoginThereIsNothing() {
		HttpResponse<String> response = send(get("/ops/queue"));
		assertProblem(response, 401, "A valid login is needed.");
		assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Basic realm=\"GitHub-Jira Sync\"");
		assertProblem(send(as("oscar:wrong", "/ops/queue")), 401, "A valid login is needed.");
		assertProblem(send(as("user:password", "/ops/queue")), 401, "A valid login is needed.");
	}

	@Test
	void pageLeadsToTheLogin() {
		HttpResponse<String> response = send(get("/ops/queue").header("Accept", "text/html,*/*;q=0.8"));
		assertThat(response.statusCode()).isEqualTo(302);
		assertThat(response.headers().firstValue("Location"))
			.hasValueSatisfying((location) -> assertThat(location).endsWith("/login"));
	}

	@Test
	void scriptOfAPageIsNotAskedForBasicCredentials() {
		HttpResponse<String> response = send(get("/ops/queue").header("HX-Request", "true"));
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().firstValue("WWW-Authenticate")).isEmpty();
	}

	@Test
	void browserLogsInAndWritesWithItsToken() {
		this.queue.bury("j1");
		HttpClient browser = HttpClient.newBuilder()
			.cookieHandler(new CookieManager())
			.followRedirects(HttpClient.Redirect.NORMAL)
			.build();
		String login = "username=oscar&password=repair";
		assertThat(send(browser, form("/login", login)).statusCode()).as("no token").isEqualTo(403);
		HttpResponse<String> asked = send(browser, get("/ops/queue").header("Accept", "text/html,*/*;q=0.8"));
		assertThat(asked.uri()).hasPath("/login");
		String token = csrf(asked.body());
		HttpResponse<String> loggedIn = send(browser, form("/login", login + "&_csrf=" + token));
		assertThat(loggedIn.uri()).hasPath("/ops/queue");
		assertThat(loggedIn.statusCode()).isEqualTo(200);

		HttpRequest.Builder replay = get("/ops/dead-letters/j1/replay").POST(none());
		assertProblem(send(browser, replay), 403, "The CSRF token is missing or out of date; load the page again.");
		assertThat(this.queue.find("j1")).isPresent();
		token = csrf(send(browser, get("/login")).body());
		assertThat(send(browser, replay.header("X-CSRF-TOKEN", token)).statusCode()).isEqualTo(204);
		assertThat(this.queue.find("j1")).isEmpty();

		assertThat(send(browser, form("/logout", "_csrf=" + token).header("Accept", "text/html")).uri())
			.hasPath("/login");
		assertThat(send(browser, get("/ops/queue")).statusCode()).isEqualTo(401);
	}

	@ParameterizedTest
	@CsvSource({ "Origin, https://evil.example", "Origin, null", "Sec-Fetch-Site, cross-site" })
	void basicCredentialsThatABrowserRemembersNeedATokenToWrite(String header, String value) {
		this.queue.bury("j1");
		assertThat(send(as(OPERATOR, "/ops/dead-letters/j1/replay").POST(none()).header(header, value)).statusCode())
			.isEqualTo(403);
		assertThat(this.queue.find("j1")).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/ops/queue", "/login" })
	void securityHeadersAreSet(String path) {
		HttpResponse<String> response = send(as(VIEWER, path));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().map()).containsKeys("content-security-policy", "x-content-type-options",
				"x-frame-options", "referrer-policy", "permissions-policy", "cross-origin-opener-policy",
				"cross-origin-resource-policy");
		assertThat(response.headers().firstValue("Content-Security-Policy"))
			.hasValueSatisfying((policy) -> assertThat(policy)
				.contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
				.doesNotContain("unsafe", "*", "http:", "https:", "data:"));
		assertThat(response.headers().firstValue("Cache-Control"))
			.hasValueSatisfying((control) -> assertThat(control).contains("no-store"));
	}

	@Test
	void loginsAreRefusedForAWhileAfterTooManyFailures() {
		for (int i = 0; i < LoginThrottle.MOST_OF_BOTH; i++) {
			assertThat(send(as("mallory:guess" + i, "/ops/queue")).statusCode()).isEqualTo(401);
		}
		HttpResponse<String> refused = send(as("mallory:guess", "/ops/queue"));
		assertProblem(refused, 429, "Too many logins failed; try again later.");
		assertThat(refused.headers().firstValue("Retry-After")).contains("900");
		HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
		String token = csrf(send(browser, get("/login")).body());
		HttpResponse<String> form = send(browser, form("/login", "username=mallory&password=x&_csrf=" + token));
		assertThat(form.headers().firstValue("Location"))
			.hasValueSatisfying((location) -> assertThat(location).endsWith("/login?throttled"));
		assertThat(send(as(VIEWER, "/ops/queue")).statusCode()).as("others may log in").isEqualTo(200);
	}

	@Test
	void sessionIdChangesAtTheLoginAndTheOldestOfTooManySessionsEnds() {
		HttpClient first = loggedIn();
		assertThat(send(first, get("/ops/queue")).statusCode()).isEqualTo(200);
		for (int i = 0; i < 2; i++) {
			loggedIn();
		}
		assertProblem(send(first, get("/ops/queue")), 401, "You are logged in elsewhere too often; log in again.");
	}

	private HttpClient loggedIn() {
		CookieManager cookies = new CookieManager();
		HttpClient browser = HttpClient.newBuilder().cookieHandler(cookies).build();
		String token = csrf(send(browser, get("/login")).body());
		String before = cookies.getCookieStore().getCookies().toString();
		assertThat(send(browser, form("/login", "username=vera&password=look&_csrf=" + token)).statusCode())
			.isEqualTo(302);
		assertThat(cookies.getCookieStore().getCookies()).hasSize(1).asString().isNotEqualTo(before);
		return browser;
	}

	@Test
	void sessionCookieIsOutOfReachOfScriptsAndOtherSites() {
		assertThat(send(get("/login")).headers().firstValue("Set-Cookie"))
			.hasValueSatisfying((cookie) -> assertThat(cookie).contains("HttpOnly", "SameSite=Lax"));
	}

	@Test
	void webhookNeedsNoLoginAndMakesNoSession() throws Exception {
		String body = "payload=" + URLEncoder.encode("{\"zen\":\"ü\"}", StandardCharsets.UTF_8);
		HttpRequest.Builder request = form("/webhooks/github", body).header("X-GitHub-Event", "ping")
			.header("Accept", "text/html,*/*");
		HttpResponse<String> refused = send(request);
		assertThat(refused.statusCode()).isEqualTo(401);
		assertThat(refused.body()).contains("\"reason\":\"signature\"");
		HttpResponse<String> taken = send(request.header("X-Hub-Signature-256", signature(body)));
		assertThat(taken.statusCode()).isEqualTo(202);
		assertThat(taken.body()).isEqualTo("{\"result\":\"ignored\",\"reason\":\"ping\"}");
		assertThat(taken.headers().firstValue("Set-Cookie")).isEmpty();
		assertThat(send(get("/webhooks/github")).statusCode()).isEqualTo(405);
	}

	@Test
	void secretOfAWebhookUrlIsNotInTheMetrics() {
		assertThat(send(get("/webhooks/jira/a-secret-in-the-url").header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString("{\"webhookEvent\":\"board_created\"}"))).statusCode())
			.isEqualTo(202);
		assertThat(send(get("/webhooks/jira/a-secret-in-the-url")).statusCode()).isEqualTo(405);
		assertThat(send(get("/webhooks/jira/a-secret-in-the-url/")).statusCode()).isEqualTo(403);
		assertThat(send(management("/actuator/prometheus")).body()).contains("uri=\"/webhooks/jira/{secret}\"")
			.doesNotContain("a-secret-in-the-url");
	}

	@Test
	void loginPageComesWithItsLooksAndNothingInline() {
		String page = send(get("/login")).body();
		assertThat(page).contains("<!DOCTYPE html>", "Log in").doesNotContain("<style", " style=", "onclick");
		Matcher sheet = Pattern.compile("href=\"(/ops/assets/console.css[^\"]*)\"").matcher(page);
		assertThat(sheet.find()).isTrue();
		HttpResponse<String> css = send(get(sheet.group(1)));
		assertThat(css.statusCode()).isEqualTo(200);
		assertThat(css.headers().firstValue("Cache-Control")).contains("max-age=604800, private");
		assertThat(send(get("/ops/assets/htmx.min.js")).statusCode()).isEqualTo(200);
		assertThat(send(get("/ops/assets/sse.js")).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/index.html", "/error", "/webhooks", "/webhooks/gitlab", "/actuator",
			"/actuator/health", "/actuator/prometheus", "/h2-console" })
	void allElseIsClosedOnTheMainPort(String path) {
		assertThat(send(as(OPERATOR, path)).statusCode()).isEqualTo(403);
		assertThat(send(get(path).header("Accept", "text/html")).statusCode()).isEqualTo(403);
	}

	@Test
	void managementPortShowsHealthAndMetricsToAll() {
		HttpResponse<String> health = send(management("/actuator/health"));
		assertThat(health.statusCode()).isEqualTo(200);
		assertThat(json(health).path("components").has("diskSpace")).isTrue();
		assertThat(send(management("/actuator/health/liveness")).statusCode()).isEqualTo(200);
		assertThat(send(management("/actuator/health/readiness")).statusCode()).isEqualTo(200);
		HttpResponse<String> metrics = send(management("/actuator/prometheus"));
		assertThat(metrics.statusCode()).isEqualTo(200);
		assertThat(metrics.body()).contains("github_jira_sync_deliveries_total{origin=\"github\",result=\"rejected\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator", "/actuator/env", "/actuator/configprops", "/actuator/heapdump",
			"/actuator/shutdown", "/webhooks/github" })
	void managementPortShowsNothingElse(String path) {
		assertThat(send(management(path)).statusCode()).isIn(403, 404);
	}

	@Test
	void shutdownIsGraceful() {
		assertThat(this.server.getShutdown()).isEqualTo(Shutdown.GRACEFUL);
	}

	private HttpRequest.Builder get(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path));
	}

	private HttpRequest.Builder management(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.managementPort + path));
	}

	private HttpRequest.Builder as(String credentials, String path) {
		return get(path).header("Authorization",
				"Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
	}

	private HttpRequest.Builder form(String path, String form) {
		return get(path).header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(form));
	}

	private static HttpRequest.BodyPublisher none() {
		return HttpRequest.BodyPublishers.noBody();
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) {
		return send(CLIENT, request);
	}

	private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
		try {
			return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new AssertionError("No answer", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError("Interrupted", ex);
		}
	}

	private static String csrf(String page) {
		Matcher matcher = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page);
		assertThat(matcher.find()).as(page).isTrue();
		return matcher.group(1);
	}

	private static String signature(String body) throws Exception {
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec("s3cret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
		return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
	}

	private static JsonNode json(HttpResponse<String> response) {
		try {
			return MAPPER.readTree(response.body());
		}
		catch (IOException ex) {
			throw new AssertionError(response.body(), ex);
		}
	}

	private static void assertProblem(HttpResponse<String> response, int status, @Nullable String detail) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).startsWith("application/problem+json"));
		assertThat(json(response).path("status").asInt()).isEqualTo(status);
		assertThat(json(response).path("detail").asText()).isEqualTo(detail);
	}

	/** Ops and webhooks with the security of the whole service. */
	@EnableAutoConfiguration(exclude = { HibernateJpaAutoConfiguration.class, JpaRepositoriesAutoConfiguration.class,
			RedisAutoConfiguration.class, RedisRepositoriesAutoConfiguration.class })
	@Import({ OpsConfiguration.class, Webhooks.class })
	static class App {

		@Bean
		DataSource dataSource() {
			return new DriverManagerDataSource(DATABASE);
		}

		@Bean
		InMemoryQueue inMemoryQueue() {
			return new InMemoryQueue();
		}

		@Bean
		NotedDeeds auditLog() {
			return new NotedDeeds();
		}

		@Bean
		Preflight preflight() {
			return new OneLinkPreflight();
		}

		@Bean
		SyncIntake syncIntake() {
			return new IgnoringIntake();
		}

	}

	/**
	 * The webhook module and the login page, whose configurations cannot be named from
	 * here.
	 */
	static final class Webhooks implements ImportSelector {

		@Override
		public String[] selectImports(AnnotationMetadata metadata) {
			return new String[] { "io.github.githubjirasync.webhook.WebhookConfiguration",
					"io.github.githubjirasync.ops.console.LoginConfiguration" };
		}

	}

	private static final class NotedDeeds implements AuditLog {

		private final List<String> entries = new CopyOnWriteArrayList<>();

		@Override
		public void record(String who, String action, String subject, Map<String, ?> detail) {
			this.entries.add(who + " " + action + " " + subject);
		}

		@Override
		public Slice<Entry> list(Query query, @Nullable String after, int limit) {
			return new Slice<>(List.of(), null, true);
		}

	}

	private static final class OneLinkPreflight implements Preflight {

		private int checks;

		@Override
		public PreflightReport check() {
			this.checks++;
			return new PreflightReport(Instant.EPOCH.plusSeconds(this.checks), List.of(new LinkReport("widgets",
					List.of(new Finding(Level.ERROR, "project WID", "does not exist", "correct jira.project")))));
		}

		@Override
		public Optional<PreflightReport> latest() {
			return Optional.empty();
		}

	}

	private static final class IgnoringIntake implements SyncIntake {

		@Override
		public Receipt accept(Delivery delivery, Change change) {
			return new Receipt.Ignored("no-link");
		}

		@Override
		public Receipt quarantine(Delivery delivery, byte[] body, String cause) {
			return new Receipt.Quarantined("j1");
		}

		@Override
		public Receipt ignore(Delivery delivery, String reason) {
			return new Receipt.Ignored(reason);
		}

	}

}
