package io.github.githubjirasync.ops;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.List;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * People and programs that an OpenID provider knows.
 */
@SpringBootTest(classes = OpsIntegrationTests.App.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "management.endpoint.health.validate-group-membership=false",
				"github-jira-sync.ops.oidc.client-id=" + OpenIdProvider.CLIENT,
				"github-jira-sync.ops.oidc.client-secret=client-s3cret",
				"github-jira-sync.ops.oidc.name-claim=preferred_username",
				"github-jira-sync.ops.oidc.role-claim=realm_access.roles",
				"github-jira-sync.ops.oidc.viewer-values=sync-readers",
				"github-jira-sync.ops.oidc.operator-values=sync-admins" })
@DirtiesContext
class OidcIntegrationTests {

	private static final OpenIdProvider PROVIDER = new OpenIdProvider();

	@LocalServerPort
	private int port;

	@Autowired
	private InMemoryQueue queue;

	@DynamicPropertySource
	static void provider(DynamicPropertyRegistry registry) {
		registry.add("github-jira-sync.ops.oidc.issuer-uri", PROVIDER::issuer);
	}

	@AfterAll
	static void stop() {
		PROVIDER.close();
	}

	@BeforeEach
	void reset() {
		this.queue.reset();
	}

	@Test
	void programActsByTheRolesOfItsToken() {
		this.queue.bury("j1");
		String viewer = PROVIDER.signed(PROVIDER.claims("rita", List.of("other", "sync-readers")));
		assertThat(status("GET", "/ops/queue", viewer)).isEqualTo(200);
		assertThat(status("POST", "/ops/dead-letters/j1/replay", viewer)).isEqualTo(403);
		assertThat(this.queue.find("j1")).isPresent();
		String operator = PROVIDER.signed(PROVIDER.claims("olga", "sync-readers sync-admins"));
		assertThat(status("POST", "/ops/dead-letters/j1/replay", operator)).isEqualTo(204);
		assertThat(this.queue.find("j1")).isEmpty();
	}

	@Test
	void tokenWithoutARoleOpensNothing() {
		assertThat(status("GET", "/ops/queue", PROVIDER.signed(PROVIDER.claims("norma", List.of("staff")))))
			.isEqualTo(403);
	}

	@Test
	void tokenThatIsNotForUsIsRefused() {
		List<String> roles = List.of("sync-admins");
		JWTClaimsSet.Builder good = PROVIDER.claims("olga", roles);
		assertThat(status("GET", "/ops/queue", PROVIDER.signed(good))).isEqualTo(200);
		assertThat(status("GET", "/ops/queue", PROVIDER.signed(PROVIDER.claims("olga", roles).audience("another"))))
			.as("audience")
			.isEqualTo(401);
		assertThat(status("GET", "/ops/queue",
				PROVIDER.signed(PROVIDER.claims("olga", roles).issuer("https://evil.example"))))
			.as("issuer")
			.isEqualTo(401);
		assertThat(status("GET", "/ops/queue",
				PROVIDER
					.signed(PROVIDER.claims("olga", roles).expirationTime(Date.from(Instant.now().minusSeconds(120))))))
			.as("expired")
			.isEqualTo(401);
		assertThat(status("GET", "/ops/queue",
				PROVIDER.signed(PROVIDER.claims("olga", roles).claim("preferred_username", null))))
			.as("no name")
			.isEqualTo(401);
		assertThat(status("GET", "/ops/queue", OpenIdProvider.signed(good, OpenIdProvider.newKey()))).as("another key")
			.isEqualTo(401);
		assertThat(status("GET", "/ops/queue", new PlainJWT(good.build()).serialize())).as("unsigned").isEqualTo(401);
		assertThat(status("GET", "/ops/queue", "nonsense")).as("no token").isEqualTo(401);
	}

	@Test
	void browserLogsInAtTheProvider() {
		HttpClient browser = HttpClient.newBuilder()
			.cookieHandler(new CookieManager())
			.followRedirects(HttpClient.Redirect.NORMAL)
			.build();
		HttpResponse<String> loggedIn = send(browser, request("/oauth2/authorization/oidc").build());
		assertThat(loggedIn.uri()).hasPath("/ops");
		assertThat(send(browser, request("/ops/queue").build()).statusCode()).isEqualTo(200);
		assertThat(send(browser, request("/ops/dead-letters/j1").DELETE().build()).statusCode())
			.as("a browser's write needs the CSRF token")
			.isEqualTo(403);
		assertThat(send(browser, request("/login/oauth2/code/oidc?code=x&state=forged").build()).statusCode())
			.as("an answer that nobody asked for")
			.isNotEqualTo(500);
	}

	private int status(String method, String path, String token) {
		return send(HttpClient.newHttpClient(),
				request(path).method(method, HttpRequest.BodyPublishers.noBody())
					.header("Authorization", "Bearer " + token)
					.build())
			.statusCode();
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path));
	}

	private static HttpResponse<String> send(HttpClient client, HttpRequest request) {
		try {
			return client.send(request, HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new AssertionError("No answer", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError("Interrupted", ex);
		}
	}

}
