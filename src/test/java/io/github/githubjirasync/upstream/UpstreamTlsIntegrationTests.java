package io.github.githubjirasync.upstream;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.githubjirasync.github.GitHubClient;
import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.jira.JiraClient;
import io.github.githubjirasync.upstream.UpstreamException.Transient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.Connector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.autoconfigure.web.client.RestClientAutoConfiguration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.client.RestClient;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What the clients do over TLS, with HTTP/2 and without, and with certificates that must
 * not be trusted.
 */
class UpstreamTlsIntegrationTests {

	private static final int AT_ONCE = 6;

	private static final Instant TOMORROW = Instant.now().plus(Duration.ofDays(1));

	private static final TestAuthority COMPANY = new TestAuthority("Acme CA");

	private static volatile CountDownLatch together = new CountDownLatch(0);

	private static TlsUpstream server;

	private static Connector http2;

	private static Connector http1;

	private static Connector untrusted;

	private static Connector expired;

	private static Connector elsewhere;

	private final DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry("company", trust(COMPANY));

	private final UpstreamGuards guards = new UpstreamGuards(
			new Binder(new MapConfigurationPropertySource(Map.of("github-jira-sync.upstream.total-timeout", "1500ms")))
				.bindOrCreate("github-jira-sync.upstream", UpstreamProperties.class),
			new ScriptedBudgets(), Clock.systemUTC(), new UpstreamMeters(new SimpleMeterRegistry()));

	private final UpstreamHttp http = new UpstreamHttp(RestClient::builder, Clock.systemUTC(), "test", this.guards,
			DataSize.ofMegabytes(1), this.bundles);

	@BeforeAll
	static void start() throws Exception {
		InetAddress here = InetAddress.getByName("127.0.0.1");
		server = new TlsUpstream(UpstreamTlsIntegrationTests::answer);
		http2 = server.listen(COMPANY.server(here, TOMORROW), true);
		http1 = server.listen(COMPANY.server(here, TOMORROW), false);
		untrusted = server.listen(new TestAuthority("Anybody").server(here, TOMORROW), true);
		expired = server.listen(COMPANY.server(here, Instant.now().minus(Duration.ofDays(1))), true);
		elsewhere = server.listen(COMPANY.server(InetAddress.getByName("127.0.0.2"), TOMORROW), true);
		server.start();
	}

	@AfterAll
	static void stop() throws Exception {
		server.close();
	}

	@AfterEach
	void close() {
		together = new CountDownLatch(0);
		this.http.close();
		server.seen.clear();
	}

	@ParameterizedTest
	@EnumSource(Upstream.class)
	void callsAtTheSameTimeShareAConnectionOverHttp2(Upstream upstream) throws Exception {
		ThingApi api = client(upstream, http2);
		assertThat(api.thing("first").name()).isEqualTo("first");
		together = new CountDownLatch(AT_ONCE);
		assertThat(all(IntStream.range(0, AT_ONCE)
			.<Callable<Thing>>mapToObj(
					(i) -> () -> (i % 2 == 0) ? api.thing("together") : api.create("together", Map.of()))
			.toList())).hasSize(AT_ONCE);
		assertThat(server.seen).hasSize(1 + AT_ONCE)
			.allSatisfy((seen) -> assertThat(seen.protocol()).isEqualTo("HTTP/2.0"))
			.allSatisfy((seen) -> assertThat(seen.credentials()).isEqualTo("Bearer s3cret"));
		assertThat(ports()).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource(Upstream.class)
	void serverWithoutHttp2IsCalledOverHttp11(Upstream upstream) throws Exception {
		ThingApi api = client(upstream, http1);
		together = new CountDownLatch(2);
		all(List.of(() -> api.thing("together"), () -> api.create("together", Map.of())));
		assertThat(server.seen).hasSize(2).allSatisfy((seen) -> assertThat(seen.protocol()).isEqualTo("HTTP/1.1"));
		assertThat(ports()).hasSize(2);
	}

	@Test
	void callThatIsGivenUpLeavesTheOthersOnItsConnectionAlone() throws Exception {
		ThingApi api = client(Upstream.JIRA, http2);
		api.thing("first");
		List<Object> ends = all(List.of(() -> catchThrowableOfType(Transient.class, () -> api.thing("never")),
				() -> catchThrowableOfType(UpstreamException.Rejected.class, () -> api.thing("endless")),
				() -> api.thing("slow")));
		assertThat((Throwable) ends.get(0)).hasMessageContaining("no whole answer within 1500 ms");
		assertThat((Throwable) ends.get(1)).hasMessageContaining("the answer is larger than 1048576 bytes");
		assertThat(ends.get(2)).isEqualTo(new Thing("slow"));
		api.thing("last");
		assertThat(ports()).hasSize(1);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("suspects")
	void whoeverIsNotTrustedSeesNothingAndUsesUpNoAttempt(String words, Connector suspect) {
		assertThatExceptionOfType(Transient.class).isThrownBy(() -> client(Upstream.GITHUB, suspect).thing("1"))
			.withMessageStartingWith(
					"GitHub GET /things/1 failed (SSLHandshakeException: the certificate of 127.0.0.1 ")
			.withMessageContaining(words)
			.satisfies((ex) -> assertThat(ex.awayUntil()).isNotNull());
		assertThat(server.seen).isEmpty();
	}

	static Stream<Arguments> suspects() {
		return Stream.of(Arguments.of("is not signed by an authority that is trusted here", untrusted),
				Arguments.of("has expired", expired), Arguments.of("is not for this host", elsewhere));
	}

	@Test
	void authorityOfACompanyIsTrustedWhereItsBundleIsNamed() {
		ThingApi without = this.http.client(ThingApi.class, Upstream.JIRA, settings(http2, null),
				Credentials.bearer("s3cret"));
		assertThatExceptionOfType(Transient.class).isThrownBy(() -> without.thing("1"))
			.withMessageContaining("is not signed by an authority that is trusted here");
		assertThat(client(Upstream.GITHUB, http2).thing("1").name()).isEqualTo("1");
	}

	@Test
	void bundleThatIsLoadedAnewIsTrusted() {
		this.bundles.updateBundle("company", trust(new TestAuthority("Before")));
		// The same upstream may be called again at once, as after an outage.
		assertThatExceptionOfType(Transient.class).isThrownBy(() -> client(Upstream.JIRA, http2).thing("1"));
		this.bundles.updateBundle("company", trust(COMPANY));
		assertThat(client(Upstream.GITHUB, http2).thing("1").name()).isEqualTo("1");
	}

	@Test
	void propertiesNameTheBundleOfEachUpstream() {
		ApplicationContextRunner runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, RestClientAutoConfiguration.class))
			.withUserConfiguration(ClientsWiringIntegrationTests.Clients.class)
			.withPropertyValues("spring.ssl.bundle.pem.company.truststore.certificate=" + COMPANY.pem(),
					"github-jira-sync.github.token=s3cret", "github-jira-sync.jira.token=s3cret",
					"github-jira-sync.github.base-url=" + TlsUpstream.url(http2),
					"github-jira-sync.jira.base-url=" + TlsUpstream.url(http1));
		runner
			.withPropertyValues("github-jira-sync.github.ssl-bundle=company",
					"github-jira-sync.jira.ssl-bundle=company")
			.run((context) -> {
				assertThat(context.getBean(GitHubClient.class).comments(new GitHubIssueRef("acme/list", 1))).isEmpty();
				assertThat(context.getBean(JiraClient.class).transitions(7)).isEmpty();
			});
		assertThat(server.seen).extracting(TlsUpstream.Seen::protocol).containsExactly("HTTP/2.0", "HTTP/1.1");
		runner.withPropertyValues("github-jira-sync.github.ssl-bundle=another")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessage("SSL bundle name 'another' cannot be found"));
	}

	private static void answer(String path, HttpServletResponse response) throws IOException {
		String name = path.substring(path.lastIndexOf('/') + 1);
		if (name.equals("together")) {
			together.countDown();
			await(together, Duration.ofSeconds(1));
		}
		else if (name.equals("slow")) {
			await(new CountDownLatch(1), Duration.ofMillis(600));
		}
		else if (name.equals("never")) {
			await(new CountDownLatch(1), Duration.ofSeconds(2));
		}
		else if (name.equals("endless")) {
			byte[] block = " ".repeat(64 * 1024).getBytes();
			for (int i = 0; i < 1 << 12; i++) {
				response.getOutputStream().write(block);
			}
		}
		String body = name.equals("comments") ? "[]"
				: name.equals("transitions") ? "{\"transitions\":[]}" : "{\"name\":\"" + name + "\"}";
		response.getOutputStream().write(body.getBytes());
	}

	private static void await(CountDownLatch latch, Duration bound) {
		try {
			latch.await(bound.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static <T> List<T> all(List<Callable<T>> calls) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(calls.size());
		try {
			List<T> answers = new ArrayList<>();
			for (Future<T> call : threads.invokeAll(calls)) {
				answers.add(call.get());
			}
			return answers;
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static List<Integer> ports() {
		return server.seen.stream().map(TlsUpstream.Seen::port).distinct().collect(Collectors.toList());
	}

	private static SslBundle trust(TestAuthority authority) {
		return SslBundle.of(new PemSslStoreBundle(null, PemSslStoreDetails.forCertificate(authority.pem())));
	}

	private ThingApi client(Upstream upstream, Connector connector) {
		return this.http.client(ThingApi.class, upstream, settings(connector, "company"), Credentials.bearer("s3cret"));
	}

	private static HttpSettings settings(Connector connector, @Nullable String bundle) {
		URI url = TlsUpstream.url(connector);
		return new HttpSettings(url, Duration.ofSeconds(2), Duration.ofSeconds(5), 8, DataSize.ofMegabytes(1), bundle);
	}

	interface ThingApi {

		@GetExchange("/things/{id}")
		Thing thing(@PathVariable String id);

		@PostExchange(url = "/things/{id}", contentType = "application/json")
		Thing create(@PathVariable String id, @RequestBody Map<String, String> thing);

	}

	record Thing(String name) {
	}

}
