package io.github.githubjirasync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;
import io.github.githubjirasync.queue.JobPriority;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.NewJob;
import io.github.githubjirasync.testing.RedisProcess;
import io.github.githubjirasync.testing.TestServers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The whole service with traces switched on, and a collector of OpenTelemetry that takes
 * them.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "management.server.port=0", "management.tracing.enabled=true",
				"management.tracing.sampling.probability=1.0",
				"management.tracing.opentelemetry.export.schedule-delay=100ms",
				"github-jira-sync.github.base-url=http://127.0.0.1:1", "github-jira-sync.github.token=none" })
@AutoConfigureObservability
@DirtiesContext
@Tag("long")
class TracingIntegrationTests {

	private static final List<String> RECEIVED = new CopyOnWriteArrayList<>();

	private static final HttpServer COLLECTOR = collector();

	@DynamicPropertySource
	static void servers(DynamicPropertyRegistry registry) {
		RedisProcess redis = RedisProcess.start();
		registry.add("spring.data.redis.url", redis::url);
		registry.add("spring.datasource.url", TestServers::newDatabase);
		registry.add("management.otlp.tracing.endpoint",
				() -> "http://127.0.0.1:" + COLLECTOR.getAddress().getPort() + "/v1/traces");
	}

	@AfterAll
	static void stop() {
		COLLECTOR.stop(0);
	}

	@Test
	void attemptIsExported(@Autowired JobQueue queue) {
		String id = queue.enqueue(NewJob.of("traced", "github-issue", JobPriority.NORMAL, "no job")).jobId();
		Awaitility.await()
			.until(() -> RECEIVED.stream()
				.anyMatch((spans) -> spans.contains("job github-issue") && spans.contains(id)));
	}

	private static HttpServer collector() {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
			server.createContext("/v1/traces", (exchange) -> {
				// Protocol buffers hold texts as they are.
				RECEIVED.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
				exchange.sendResponseHeaders(200, -1);
				exchange.close();
			});
			server.start();
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
