package io.github.githubjirasync.github;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.testing.TestKeys;
import io.github.githubjirasync.upstream.ApiDescription;
import io.github.githubjirasync.upstream.ClientTestSupport;
import io.github.githubjirasync.upstream.MovedClock;
import io.github.githubjirasync.upstream.StubUpstream;
import io.github.githubjirasync.upstream.StubUpstream.Call;
import io.github.githubjirasync.upstream.Upstream;
import io.github.githubjirasync.upstream.UpstreamException;
import io.github.githubjirasync.upstream.UpstreamHttp;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * GitHub as an App: JWT, installations and their tokens.
 */
class GitHubAppIntegrationTests {

	private static final KeyPair KEY = TestKeys.rsa();

	/**
	 * What stands before the PKCS#1 form in the PKCS#8 form of a key of 1,024 or 2,048
	 * bits.
	 */
	private static final int PKCS8_HEADER = 26;

	private final StubUpstream stub = StubUpstream.lenient();

	private final MovedClock clock = new MovedClock();

	private final UpstreamHttp http = ClientTestSupport.http(this.clock);

	@AfterEach
	void stop() {
		this.http.close();
		this.stub.close();
	}

	@Test
	void callIsMadeWithTheTokenOfTheRepositorysInstallation() throws Exception {
		this.stub.answer(200, "{\"id\":7}").answer(201, token("one", 60)).answer(200, "[]").answer(200, "[]");
		GitHubClient client = client(null);
		assertThat(client.comments(new GitHubIssueRef("acme/widgets", 1))).isEmpty();
		assertThat(client.comments(new GitHubIssueRef("ACME/gadgets", 1))).isEmpty();
		assertThat(this.stub.calls()).extracting(Call::toString)
			.containsExactly("GET /repos/acme/widgets/installation", "POST /app/installations/7/access_tokens",
					"GET /repos/acme/widgets/issues/1/comments?per_page=100",
					"GET /repos/ACME/gadgets/issues/1/comments?per_page=100");
		assertThat(this.stub.calls().get(2).header("Authorization")).isEqualTo("Bearer one");
		assertThat(this.stub.calls().get(3).header("Authorization")).isEqualTo("Bearer one");
		assertValid(String.valueOf(this.stub.calls().get(0).header("Authorization")));
		assertThat(ApiDescription.violations("github-issues.openapi.json", "POST", "/app/installations/7/access_tokens",
				Map.of(), this.stub.calls().get(1).body()))
			.isEmpty();
	}

	private void assertValid(String authorization) throws Exception {
		String[] parts = authorization.substring("Bearer ".length()).split("\\.");
		Signature signature = Signature.getInstance("SHA256withRSA");
		signature.initVerify(KEY.getPublic());
		signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
		assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
		JsonNode header = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts[0]));
		assertThat(header.path("alg").asText()).isEqualTo("RS256");
		JsonNode claims = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts[1]));
		long now = this.clock.instant().getEpochSecond();
		assertThat(claims.path("iss").asText()).isEqualTo("12345");
		assertThat(claims.path("iat").asLong()).isEqualTo(now - 60);
		assertThat(claims.path("exp").asLong()).isGreaterThan(now).isLessThanOrEqualTo(now + 600);
	}

	@Test
	void eachOwnerHasAnInstallationOfItsOwn() {
		this.stub.answer(200, "{\"id\":7}")
			.answer(201, token("one", 60))
			.answer(200, "[]")
			.answer(200, "{\"id\":8}")
			.answer(201, token("two", 60))
			.answer(200, "[]")
			.answer(200, "[]");
		GitHubClient client = client(null);
		client.comments(new GitHubIssueRef("acme/widgets", 1));
		client.comments(new GitHubIssueRef("other/widgets", 1));
		client.comments(new GitHubIssueRef("acme/widgets", 1));
		assertThat(this.stub.calls()).filteredOn((call) -> call.path().endsWith("/comments"))
			.extracting((call) -> call.header("Authorization"))
			.containsExactly("Bearer one", "Bearer two", "Bearer one");
	}

	@Test
	void tokenIsRenewedBeforeItEnds() {
		this.stub.answer(201, token("one", 60)).answer(200, "[]").answer(201, token("two", 120)).answer(200, "[]");
		GitHubClient client = client(7L);
		client.comments(new GitHubIssueRef("acme/widgets", 1));
		this.clock.move(Duration.ofMinutes(56));
		client.comments(new GitHubIssueRef("acme/widgets", 1));
		assertThat(this.stub.calls().get(3).header("Authorization")).isEqualTo("Bearer two");
	}

	@Test
	void refusedTokenIsRenewedOnceAndTheCallRepeated() {
		this.stub.answer(201, token("one", 60))
			.answer(200, "[]")
			.answer(401, "{\"message\":\"Bad credentials\"}")
			.answer(201, token("two", 60))
			.answer(200, "[]")
			.answer(401, "{\"message\":\"Bad credentials\"}");
		GitHubClient client = client(7L);
		GitHubIssueRef ref = new GitHubIssueRef("acme/widgets", 1);
		client.comments(ref);
		this.clock.move(Duration.ofMinutes(1));
		client.comments(ref);
		assertThat(this.stub.calls().get(4).header("Authorization")).isEqualTo("Bearer two");
		assertThatExceptionOfType(UpstreamException.Unauthorised.class).isThrownBy(() -> client.comments(ref));
		assertThat(this.stub.calls()).hasSize(6);
	}

	@Test
	void missingInstallationIsSaidInItsPlace() {
		this.stub.answer(404, "{\"message\":\"Not Found\"}");
		assertThatExceptionOfType(UpstreamException.Unauthorised.class)
			.isThrownBy(() -> client(null).comments(new GitHubIssueRef("acme/widgets", 1)))
			.withMessage("The GitHub App is not installed for acme/widgets; install it there");
	}

	@Test
	void installationThatIsGoneIsNoMissingIssueAndIsLookedForAgain() {
		this.stub.answer(200, "{\"id\":7}")
			.answer(404, "{\"message\":\"Not Found\"}")
			.answer(200, "{\"id\":8}")
			.answer(201, token("one", 60))
			.answer(200, "[]");
		GitHubClient client = client(null);
		GitHubIssueRef ref = new GitHubIssueRef("acme/widgets", 1);
		assertThatExceptionOfType(UpstreamException.Unauthorised.class).isThrownBy(() -> client.comments(ref))
			.withMessageContaining("No token")
			.withMessageContaining("Not Found");
		assertThat(client.comments(ref)).isEmpty();
		assertThat(this.stub.calls()).extracting(Call::path)
			.containsExactly("/repos/acme/widgets/installation", "/app/installations/7/access_tokens",
					"/repos/acme/widgets/installation", "/app/installations/8/access_tokens",
					"/repos/acme/widgets/issues/1/comments");
	}

	@Test
	void appActsAsItsBot() {
		this.stub.answer(200, "{\"slug\":\"sync\"}")
			.answer(200, "[{\"id\":7}]")
			.answer(201, token("one", 60))
			.answer(200, "{\"id\":99,\"login\":\"sync[bot]\"}");
		assertThat(client(null).self()).isEqualTo(new GitHubUser(99, "sync[bot]"));
		assertThat(this.stub.calls()).extracting(Call::path)
			.containsExactly("/app", "/app/installations", "/app/installations/7/access_tokens",
					"/users/sync%5Bbot%5D");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void keyIsReadInBothForms(boolean pkcs1) {
		AppKey key = AppKey.read(pem(pkcs1));
		assertThat(key.sign("1", ClientTestSupport.NOW))
			.isEqualTo(AppKey.read(pem(true).replace("\n", "\\n")).sign("1", ClientTestSupport.NOW));
	}

	@Test
	void keyMayStandInAFile(@TempDir Path folder) throws Exception {
		Path file = Files.writeString(folder.resolve("app.pem"), pem(true));
		assertThat(new GitHubAppProperties("1", null, file, null).key().sign("1", ClientTestSupport.NOW)).isNotEmpty();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new GitHubAppProperties("1", null, folder.resolve("none"), null).key())
			.withMessageContaining("private-key-file cannot be read");
		assertThatIllegalArgumentException().isThrownBy(() -> new GitHubAppProperties("1", null, null, null).key())
			.withMessageContaining("Set github-jira-sync.github.app.private-key");
	}

	@Test
	void whatIsNoKeyIsRefusedWithoutBeingPrinted() {
		assertThatIllegalArgumentException().isThrownBy(() -> AppKey.read("s3cret")).withMessageNotContaining("s3cret");
		String broken = "-----BEGIN PRIVATE KEY-----\nczNjcmV0\n-----END PRIVATE KEY-----";
		assertThatIllegalArgumentException().isThrownBy(() -> AppKey.read(broken))
			.withMessageNotContaining("czNj")
			.withNoCause();
		assertThat(new GitHubAppProperties("1", broken, null, null).toString()).doesNotContain("czNj");
		assertThat(AppKey.read(pem(true))).hasToString("private key");
	}

	@Test
	void tokenAndAppTogetherAreRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> GitHubAccess.of(this.http, properties("s3cret"), app(null), this.clock))
			.withMessageContaining("not both");
	}

	private GitHubClient client(@Nullable Long installation) {
		GitHubAccess access = GitHubAccess.of(this.http, properties(null), app(installation), this.clock);
		GitHubApi api = this.http.client(GitHubApi.class, Upstream.GITHUB, properties(null).http(),
				access.credentials());
		return new RestGitHubClient(api, () -> access.self(api), URI.create("https://github.com"));
	}

	private static GitHubAppProperties app(@Nullable Long installation) {
		return new GitHubAppProperties("12345", pem(true), null, installation);
	}

	private GitHubProperties properties(@Nullable String token) {
		return new GitHubProperties(URI.create(this.stub.url().toString()), token, Duration.ofSeconds(2),
				Duration.ofSeconds(10), 4, DataSize.ofMegabytes(1), null);
	}

	private String token(String value, int minutes) {
		return "{\"token\":\"" + value + "\",\"expires_at\":\""
				+ ClientTestSupport.NOW.plus(Duration.ofMinutes(minutes)) + "\"}";
	}

	private static String pem(boolean pkcs1) {
		byte[] pkcs8 = KEY.getPrivate().getEncoded();
		byte[] der = pkcs1 ? Arrays.copyOfRange(pkcs8, PKCS8_HEADER, pkcs8.length) : pkcs8;
		String label = pkcs1 ? "RSA PRIVATE KEY" : "PRIVATE KEY";
		return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + label
				+ "-----\n";
	}

}
