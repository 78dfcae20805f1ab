package io.github.githubjirasync.upstream;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;

import io.github.githubjirasync.testing.FreePorts;
import io.github.githubjirasync.upstream.UpstreamException.Rejected;
import io.github.githubjirasync.upstream.UpstreamException.Transient;
import io.github.githubjirasync.upstream.UpstreamException.Unauthorised;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.ResponseEntity;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.client.RestClient;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Calls as they go over HTTP, to a server that answers as the test wants. It is longer
 * than usual so that its tests share that server.
 */
class UpstreamHttpIntegrationTests {

	private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

	private final StubUpstream stub = StubUpstream.lenient();

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private final UpstreamHttp http = new UpstreamHttp(
			() -> RestClient.builder().observationRegistry(observations(this.meters)), Clock.fixed(NOW, ZoneOffset.UTC),
			"github-jira-sync/test");

	private final ThingApi api = client(this.stub.url());

	@AfterEach
	void stop() {
		this.http.close();
		this.stub.close();
	}

	@Test
	void callCarriesCredentialsAndUserAgent() {
		this.stub.answer(200, "{\"name\":\"a\",\"more\":1}");
		assertThat(this.api.thing("x").name()).isEqualTo("a");
		assertThat(this.stub.call().header("Authorization")).isEqualTo("Bearer s3cret");
		assertThat(this.stub.call().header("User-Agent")).isEqualTo("github-jira-sync/test");
	}

	@Test
	void metricNamesTheTemplateAndTheStatus() {
		this.stub.answer(404, "{}");
		assertThatExceptionOfType(UpstreamException.Gone.class).isThrownBy(() -> this.api.thing("private-name"));
		assertThat(this.meters.get("http.client.requests")
			.tag("uri", "/things/{id}?full=true")
			.tag("status", "404")
			.timer()
			.count()).isEqualTo(1);
	}

	@Test
	void withoutCredentialsNothingIsSent() {
		ThingApi anonymous = this.http.client(ThingApi.class, Upstream.GITHUB, settings(this.stub.url()),
				Credentials.missing("set github-jira-sync.github.token"));
		assertThatExceptionOfType(Unauthorised.class).isThrownBy(() -> anonymous.thing("1"))
			.withMessage("GitHub GET /things/1 not authorised "
					+ "(no credentials are configured: set github-jira-sync.github.token)");
		assertThat(this.stub.calls()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 302, 307, 308 })
	void redirectWithinTheOriginIsFollowedWithMethodAndBody(int status) {
		this.stub.answer(status, "{}", "Location", "/moved/1").answer(200, "{\"name\":\"b\"}");
		assertThat(this.api.create(Map.of("name", "b")).name()).isEqualTo("b");
		assertThat(this.stub.calls()).extracting(StubUpstream.Call::toString)
			.containsExactly("POST /things", "POST /moved/1");
		assertThat(this.stub.calls().get(1).body()).isEqualTo("{\"name\":\"b\"}");
		assertThat(this.stub.calls().get(1).header("Authorization")).isEqualTo("Bearer s3cret");
	}

	@Test
	void redirectToAnotherHostIsRefusedAndSeesNoCredentials() {
		try (StubUpstream other = StubUpstream.lenient()) {
			this.stub.answer(301, "{}", "Location", other.url() + "/things/1?k=v");
			assertThatExceptionOfType(Rejected.class).isThrownBy(() -> this.api.thing("1"))
				.withMessage(
						"GitHub GET /things/1 rejected (301: redirect to " + other.url() + "/things/1 is not followed)")
				.extracting(Rejected::status)
				.isEqualTo(301);
			assertThat(other.calls()).isEmpty();
		}
	}

	@Test
	void redirectsInACircleEnd() {
		for (int i = 0; i < 4; i++) {
			this.stub.answer(307, "", "Location", "/things/1");
		}
		assertThatExceptionOfType(Rejected.class).isThrownBy(() -> this.api.thing("1"));
		assertThat(this.stub.calls()).hasSize(4);
	}

	@Test
	void absoluteUrlOfAnotherOriginIsRefused() {
		try (StubUpstream other = StubUpstream.lenient()) {
			assertThatExceptionOfType(Rejected.class).isThrownBy(() -> this.api.page(other.url()))
				.withMessageContaining("no credentials are sent there");
			assertThat(other.calls()).isEmpty();
		}
	}

	@Test
	void slowAnswerTimesOut() {
		CountDownLatch done = new CountDownLatch(1);
		this.stub.answer((exchange) -> awaitQuietly(done));
		ThingApi hasty = this.http.client(ThingApi.class, Upstream.GITHUB, new HttpSettings(this.stub.url(),
				Duration.ofSeconds(1), Duration.ofMillis(100), 2, DataSize.ofMegabytes(1)),
				Credentials.bearer("s3cret"));
		assertThatExceptionOfType(Transient.class).isThrownBy(() -> hasty.thing("1"))
			.withMessageContaining("SocketTimeoutException");
		done.countDown();
		assertThat(this.stub.calls()).hasSize(1);
	}

	@Test
	void fullPoolTimesOut() throws Exception {
		CountDownLatch arrived = new CountDownLatch(1);
		CountDownLatch done = new CountDownLatch(1);
		this.stub.answer((exchange) -> {
			arrived.countDown();
			awaitQuietly(done);
			exchange.close();
		});
		ThingApi narrow = this.http.client(ThingApi.class, Upstream.GITHUB, new HttpSettings(this.stub.url(),
				Duration.ofMillis(100), Duration.ofSeconds(20), 1, DataSize.ofMegabytes(1)),
				Credentials.bearer("s3cret"));
		Thread first = new Thread(
				() -> assertThatExceptionOfType(Transient.class).isThrownBy(() -> narrow.create(Map.of("name", "a"))));
		first.start();
		arrived.await();
		assertThatExceptionOfType(Transient.class).isThrownBy(() -> narrow.thing("1"))
			.withMessageContaining("no free connection within 100 ms");
		done.countDown();
		first.join();
	}

	@Test
	void refusedConnectionIsPassing() {
		ThingApi nobody = client(URI.create("http://127.0.0.1:" + FreePorts.next()));
		assertThatExceptionOfType(Transient.class).isThrownBy(() -> nobody.thing("1"))
			.withMessageContaining("Connection refused");
	}

	@Test
	void droppedGetIsSentOnceMore() {
		this.stub.answer((exchange) -> exchange.close()).answer(200, "{\"name\":\"a\"}");
		assertThat(this.api.thing("1").name()).isEqualTo("a");
		assertThat(this.stub.calls()).hasSize(2);
	}

	@Test
	void getDroppedTwiceFails() {
		this.stub.answer((exchange) -> exchange.close()).answer((exchange) -> exchange.close());
		assertThatExceptionOfType(Transient.class).isThrownBy(() -> this.api.thing("1"));
		assertThat(this.stub.calls()).hasSize(2);
	}

	@Test
	void droppedPostIsNotRepeated() {
		this.stub.answer((exchange) -> exchange.close());
		assertThatExceptionOfType(Transient.class).isThrownBy(() -> this.api.create(Map.of("name", "a")));
		assertThat(this.stub.calls()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 429, 503 })
	void refusalIsNotRepeatedBelow(int status) {
		this.stub.answer(status, "{}", "Retry-After", "1");
		assertThatExceptionOfType(UpstreamException.RateLimited.class).isThrownBy(() -> this.api.thing("1"))
			.satisfies((ex) -> assertThat(ex.until()).isEqualTo(NOW.plusSeconds(1)));
		assertThat(this.stub.calls()).hasSize(1);
	}

	@Test
	void connectionResetInTheBodyIsPassing() {
		this.stub.answer((exchange) -> {
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, 1000);
			exchange.getResponseBody().write("{\"name\":".getBytes());
			exchange.getResponseBody().flush();
			exchange.close();
		});
		assertThatExceptionOfType(Transient.class).isThrownBy(() -> this.api.thing("1"));
		assertThat(this.stub.calls()).hasSize(1);
	}

	@Test
	void endlessAnswerIsCutAtTheBound() {
		AtomicLong sent = new AtomicLong();
		this.stub.answer((exchange) -> {
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, 0);
			byte[] block = " ".repeat(64 * 1024).getBytes();
			try (OutputStream out = exchange.getResponseBody()) {
				while (sent.addAndGet(block.length) < 1L << 30) {
					out.write(block);
				}
			}
		});
		assertThatExceptionOfType(Rejected.class).isThrownBy(() -> this.api.thing("1"))
			.withMessage("GitHub GET /things/1 rejected (the answer is larger than 1048576 bytes)");
		assertThat(sent.get()).isLessThan(64L << 20);
	}

	@Test
	void answerThatIsLargeOnceUnpackedIsCutAtTheBound() throws Exception {
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
			for (int i = 0; i < 1024; i++) {
				gzip.write(new byte[64 * 1024]);
			}
		}
		assertThat(packed.size()).isLessThan(1 << 20);
		this.stub.answer((exchange) -> {
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.getResponseHeaders().set("Content-Encoding", "gzip");
			exchange.sendResponseHeaders(200, packed.size());
			exchange.getResponseBody().write(packed.toByteArray());
			exchange.close();
		});
		assertThatExceptionOfType(Rejected.class).isThrownBy(() -> this.api.thing("1"))
			.withMessageContaining("the answer is larger than 1048576 bytes");
	}

	@Test
	void proxyOfTheJvmIsUsed() {
		System.setProperty("http.proxyHost", "127.0.0.1");
		System.setProperty("http.proxyPort", Integer.toString(this.stub.url().getPort()));
		try {
			this.stub.answer(200, "{\"name\":\"behind\"}");
			assertThat(client(URI.create("http://upstream.invalid")).thing("1").name()).isEqualTo("behind");
			assertThat(this.stub.call().header("Host")).isEqualTo("upstream.invalid");
		}
		finally {
			System.clearProperty("http.proxyHost");
			System.clearProperty("http.proxyPort");
		}
	}

	@Test
	void largeAnswerWithinTheBoundIsRead() {
		String name = "x".repeat(1_000_000);
		this.stub.answer(200, "{\"name\":\"" + name + "\"}");
		assertThat(this.api.thing("1").name()).isEqualTo(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"name\":", "[]", "<html>Log in</html>" })
	void unreadableAnswerIsPassing(String body) {
		this.stub.answer(200, body);
		assertThatExceptionOfType(Transient.class).isThrownBy(() -> this.api.thing("a/b"))
			.withMessage("GitHub GET /things/a%2Fb failed (the answer could not be read)");
	}

	@Test
	void pageOfAProxyIsPassing() {
		this.stub.answer(200, "<html>Log in</html>", "Content-Type", "text/html");
		assertThatExceptionOfType(Transient.class).isThrownBy(() -> this.api.thing("1"))
			.withMessageContaining("could not be read");
	}

	@Test
	void emptyAnswerIsPassing() {
		this.stub.answer(200, "").answer(204, "");
		assertThatExceptionOfType(Transient.class).isThrownBy(() -> this.api.thing("1"))
			.withMessageContaining("the answer is empty");
		assertThatExceptionOfType(Transient.class).isThrownBy(() -> this.api.page(this.stub.url()))
			.withMessageContaining("the answer is empty");
	}

	@Test
	void connectionIsKept() {
		this.stub.answer((exchange) -> remotePort(exchange, 200))
			.answer((exchange) -> remotePort(exchange, 404))
			.answer((exchange) -> remotePort(exchange, 200));
		String first = this.api.thing("1").name();
		assertThatExceptionOfType(UpstreamException.Gone.class).isThrownBy(() -> this.api.thing("2"));
		assertThat(this.api.thing("3").name()).isEqualTo(first);
	}

	@Test
	void cookiesAreNotKept() {
		this.stub.answer(200, "{\"name\":\"a\"}", "Set-Cookie", "JSESSIONID=1; Path=/").answer(200, "{\"name\":\"a\"}");
		this.api.thing("1");
		this.api.thing("1");
		assertThat(this.stub.calls().get(1).header("Cookie")).isNull();
	}

	private static void remotePort(com.sun.net.httpserver.HttpExchange exchange, int status)
			throws java.io.IOException {
		byte[] body = ("{\"name\":\"" + exchange.getRemoteAddress().getPort() + "\"}").getBytes();
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(status, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static ObservationRegistry observations(MeterRegistry meters) {
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
		return observations;
	}

	private ThingApi client(URI url) {
		return this.http.client(ThingApi.class, Upstream.GITHUB, settings(url), Credentials.bearer("s3cret"));
	}

	private static HttpSettings settings(URI url) {
		return new HttpSettings(url, Duration.ofSeconds(2), Duration.ofSeconds(5), 4, DataSize.ofMegabytes(1));
	}

	interface ThingApi {

		@GetExchange("/things/{id}?full=true")
		Thing thing(@PathVariable String id);

		@PostExchange(url = "/things", contentType = "application/json")
		Thing create(@RequestBody Map<String, String> thing);

		@GetExchange
		ResponseEntity<Thing> page(URI page);

	}

	record Thing(String name) {

		Thing {
			Objects.requireNonNull(name, "name");
		}

	}

}
