package io.github.githubjirasync.jira;

import java.net.URI;
import java.time.Duration;

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

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Jira Cloud with OAuth 2.0 client credentials.
 */
class JiraOAuthIntegrationTests {

	private static final String ME = "{\"accountId\":\"5b10\",\"displayName\":\"Sync\"}";

	private final StubUpstream stub = StubUpstream.lenient();

	private final MovedClock clock = new MovedClock();

	private final UpstreamHttp http = ClientTestSupport.http(this.clock);

	@AfterEach
	void stop() {
		this.http.close();
		this.stub.close();
	}

	@Test
	void tokenIsFetchedAndTheSiteCalledThroughTheCommonApi() {
		this.stub.answer(200, token("one")).answer(200, ME);
		JiraAccess access = access(null);
		assertThat(client(access).self().displayName()).isEqualTo("Sync");
		assertThat(this.stub.calls()).extracting(Call::toString)
			.containsExactly("POST /oauth/token", "GET /ex/jira/c10ud-1d/rest/api/3/myself");
		assertThat(this.stub.calls().get(0).header("Authorization")).isNull();
		assertThat(JiraJson.parse(this.stub.calls().get(0).body())).isEqualTo(JiraJson
			.parse("{\"grant_type\":\"client_credentials\",\"client_id\":\"id\",\"client_secret\":\"s3cret\"}"));
		assertThat(this.stub.calls().get(1).header("Authorization")).isEqualTo("Bearer one");
		assertThat(access.properties().browseRoot()).isEqualTo("https://acme.atlassian.net");
	}

	@Test
	void tokenIsKeptAndRenewedEarly() {
		this.stub.answer(200, token("one")).answer(200, ME).answer(200, ME).answer(200, token("two")).answer(200, ME);
		JiraApi api = api(access(null));
		api.myself();
		api.myself();
		this.clock.move(Duration.ofMinutes(56));
		api.myself();
		assertThat(this.stub.calls()).extracting((call) -> call.header("Authorization"))
			.containsExactly(null, "Bearer one", "Bearer one", null, "Bearer two");
	}

	@Test
	void refusedClientIsToldWithoutItsSecret() {
		this.stub.answer(403, "{\"error\":\"access_denied\",\"error_description\":\"Unauthorized\"}");
		assertThatExceptionOfType(UpstreamException.Unauthorised.class).isThrownBy(() -> api(access(null)).myself())
			.withMessageContaining("Unauthorized")
			.withMessageNotContaining("s3cret");
	}

	@Test
	void contradictionsAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> access("token"));
		assertThatIllegalArgumentException().isThrownBy(() -> oauth(null)).withMessageContaining("cloud-id");
		assertThatIllegalArgumentException().isThrownBy(() -> oauth("../x")).withMessageContaining("cloud-id");
		assertThat(oauth("c10ud-1d").toString()).doesNotContain("s3cret");
	}

	private JiraClient client(JiraAccess access) {
		JiraApi api = api(access);
		return new RestJiraClient(api, new CloudSearch(api), access.properties());
	}

	private JiraApi api(JiraAccess access) {
		return this.http.client(JiraApi.class, Upstream.JIRA, access.properties().http(), access.credentials());
	}

	private JiraAccess access(@Nullable String token) {
		return JiraAccess.of(this.http, properties(token), oauth("c10ud-1d"), this.clock);
	}

	private static JiraProperties properties(@Nullable String token) {
		return new JiraProperties(URI.create("https://acme.atlassian.net"), null, 3, null, token, Duration.ofSeconds(2),
				Duration.ofSeconds(10), 4, DataSize.ofMegabytes(1), null, true);
	}

	private JiraOAuthProperties oauth(@Nullable String cloudId) {
		return new JiraOAuthProperties("id", "s3cret", cloudId, this.stub.url().resolve("/oauth/token"),
				this.stub.url());
	}

	private static String token(String value) {
		return "{\"access_token\":\"" + value + "\",\"expires_in\":3600,\"token_type\":\"Bearer\"}";
	}

}
