package io.github.githubjirasync.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Assumptions;

/**
 * A real Prometheus that scrapes one service every two seconds, for which a busy machine
 * suffices. Tests that need it are skipped where there is none.
 */
public final class PrometheusProcess implements AutoCloseable {

	private static final Path EXECUTABLE = Path.of("/usr/bin/prometheus");

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private static final ObjectMapper MAPPER = new ObjectMapper();

	private final Process process;

	private final String address;

	private PrometheusProcess(Process process, String address) {
		this.process = process;
		this.address = address;
	}

	/**
	 * Skips the test where there is no Prometheus, and says so.
	 */
	public static void assumeThere() {
		Assumptions.assumeTrue(Files.isExecutable(EXECUTABLE),
				"no Prometheus on this machine, so the dashboard is not tried");
	}

	/**
	 * Starts one and waits until it has scraped the service twice.
	 * @param managementPort the port of the service's metrics
	 * @param rules a file of alert rules
	 * @param folder where it may write
	 * @return the process
	 */
	public static PrometheusProcess start(int managementPort, Path rules, Path folder) {
		try {
			int port = FreePorts.next();
			Path config = Files.writeString(folder.resolve("prometheus.yml"), """
					global: {scrape_interval: 2s, scrape_timeout: 2s, evaluation_interval: 1s}
					rule_files: ["%s"]
					scrape_configs:
					  - job_name: github-jira-sync
					    metrics_path: /actuator/prometheus
					    static_configs: [{targets: ["localhost:%d"]}]
					""".formatted(rules.toAbsolutePath(), managementPort));
			Process process = new ProcessBuilder(EXECUTABLE.toString(), "--config.file=" + config,
					"--storage.tsdb.path=" + folder.resolve("data"), "--web.listen-address=127.0.0.1:" + port,
					"--log.level=warn")
				.redirectErrorStream(true)
				.redirectOutput(folder.resolve("log").toFile())
				.start();
			PrometheusProcess started = new PrometheusProcess(process, "http://127.0.0.1:" + port);
			try {
				Awaitility.await()
					.atMost(Duration.ofSeconds(60))
					.ignoreExceptions()
					.until(() -> !started.query("sum_over_time(up[1m]) >= 2").at("/data/result").isEmpty());
			}
			catch (ConditionTimeoutException ex) {
				String said = Files.readString(folder.resolve("log")) + started.targets();
				started.close();
				throw new AssertionError("Prometheus could not scrape the service: " + said, ex);
			}
			return started;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Runs an expression now.
	 * @param expression the expression
	 * @return Prometheus's whole answer
	 */
	public JsonNode query(String expression) {
		return get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
	}

	/**
	 * Asks its API.
	 * @param path the path, with its query
	 * @return the answer
	 */
	public JsonNode get(String path) {
		try {
			HttpRequest request = HttpRequest.newBuilder(URI.create(this.address + path)).build();
			return MAPPER.readTree(CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private String targets() {
		try {
			return get("/api/v1/targets").at("/data/activeTargets").toString();
		}
		catch (UncheckedIOException ex) {
			return "it does not answer: " + ex.getMessage();
		}
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
