package io.github.githubjirasync.ops;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sessions of browsers over two instances that share a database.
 */
@Tag("long")
class SessionsIntegrationTests {

	private static ConfigurableApplicationContext one;

	private static ConfigurableApplicationContext two;

	private final HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

	@BeforeAll
	static void start() {
		one = instance();
		two = instance();
	}

	@AfterAll
	static void stop() {
		one.close();
		two.close();
	}

	private static ConfigurableApplicationContext instance() {
		return new SpringApplicationBuilder(OpsIntegrationTests.App.class).run("--server.port=0",
				"--management.server.port=0", "--management.endpoint.health.validate-group-membership=false",
				"--github-jira-sync.ops.max-sessions=2", "--github-jira-sync.ops.users[0].name=vera",
				"--github-jira-sync.ops.users[0].password={noop}look");
	}

	@Test
	void anyInstanceAnswersABrowserThatLoggedInAtAnother() {
		String token = csrf(get(one, "/login"));
		// The form of one instance is sent to the other.
		assertThat(post(two, "/login", "username=vera&password=look&_csrf=" + token).statusCode()).isEqualTo(302);
		assertThat(get(one, "/ops/queue").statusCode()).isEqualTo(200);
		assertThat(get(two, "/ops/queue").statusCode()).isEqualTo(200);
		String out = csrf(get(one, "/login"));
		assertThat(post(one, "/logout", "_csrf=" + out).statusCode()).isEqualTo(204);
		assertThat(get(two, "/ops/queue").statusCode()).isEqualTo(401);
		assertThat(get(one, "/ops/queue").statusCode()).isEqualTo(401);
	}

	@Test
	void sessionsAreCountedOverAllInstances() {
		logIn(one);
		logIn(HttpClient.newBuilder().cookieHandler(new CookieManager()).build(), two);
		assertThat(get(one, "/ops/queue").statusCode()).isEqualTo(200);
		// That one has been used longest ago.
		logIn(HttpClient.newBuilder().cookieHandler(new CookieManager()).build(), one);
		logIn(HttpClient.newBuilder().cookieHandler(new CookieManager()).build(), two);
		HttpResponse<String> ended = get(two, "/ops/queue");
		assertThat(ended.statusCode()).isEqualTo(401);
		assertThat(ended.body()).contains("You are logged in elsewhere too often");
	}

	@Test
	void whatAnotherReleaseWroteAndThisOneCannotReadIsALoginAnew() {
		logIn(one);
		jdbc().update("UPDATE ops_sessions_attributes SET attribute_bytes = '\\xcafe'");
		assertThat(get(one, "/ops/queue").statusCode()).isEqualTo(401);
		logIn(two);
		assertThat(get(one, "/ops/queue").statusCode()).isEqualTo(200);
	}

	@Test
	void withoutTheDatabaseABrowserIsToldSoAndProgramsAreAnswered() throws Exception {
		logIn(one);
		jdbc().execute("ALTER TABLE ops_sessions RENAME TO away");
		try {
			HttpResponse<String> refused = get(one, "/ops/queue");
			assertThat(refused.statusCode()).isEqualTo(503);
			assertThat(refused.headers().firstValue("Retry-After")).isPresent();
			assertThat(refused.body()).contains("Sessions are kept in PostgreSQL, which does not answer")
				.doesNotContain("SELECT");
			HttpResponse<String> program = HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(uri(one, "/ops/queue"))
					.header("Authorization", "Basic dmVyYTpsb29r")
					.build(), BodyHandlers.ofString());
			assertThat(program.statusCode()).isEqualTo(200);
		}
		finally {
			jdbc().execute("ALTER TABLE away RENAME TO ops_sessions");
		}
		assertThat(get(one, "/ops/queue").statusCode()).isEqualTo(200);
	}

	private static JdbcTemplate jdbc() {
		return one.getBean(JdbcTemplate.class);
	}

	private void logIn(ConfigurableApplicationContext instance) {
		logIn(this.browser, instance);
	}

	private static void logIn(HttpClient browser, ConfigurableApplicationContext instance) {
		String token = csrf(send(browser, HttpRequest.newBuilder(uri(instance, "/login"))));
		assertThat(send(browser, form(instance, "/login", "username=vera&password=look&_csrf=" + token)).statusCode())
			.isEqualTo(302);
	}

	private HttpResponse<String> get(ConfigurableApplicationContext instance, String path) {
		return send(this.browser, HttpRequest.newBuilder(uri(instance, path)));
	}

	private HttpResponse<String> post(ConfigurableApplicationContext instance, String path, String fields) {
		return send(this.browser, form(instance, path, fields));
	}

	private static HttpRequest.Builder form(ConfigurableApplicationContext instance, String path, String fields) {
		return HttpRequest.newBuilder(uri(instance, path))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(fields));
	}

	private static URI uri(ConfigurableApplicationContext instance, String path) {
		return URI
			.create("http://localhost:" + instance.getEnvironment().getRequiredProperty("local.server.port") + path);
	}

	private static HttpResponse<String> send(HttpClient browser, HttpRequest.Builder request) {
		try {
			return browser.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static String csrf(HttpResponse<String> page) {
		Matcher matcher = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"").matcher(page.body());
		assertThat(matcher.find()).as(page.body()).isTrue();
		return matcher.group(1);
	}

}
