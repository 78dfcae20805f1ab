package io.github.githubjirasync.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.github.githubjirasync.sandbox.Sandbox;
import io.github.githubjirasync.sandbox.SandboxOptions;
import io.github.githubjirasync.sandbox.SandboxServers;
import io.github.githubjirasync.upstream.Upstream;

/**
 * How many deliveries a second one, two and four instances take that have a quarter of a
 * core each, so that they, Redis and the senders have room on two cores. Their workers
 * are off.
 */
final class IntakeFigures {

	private static final int SENDERS = 16;

	private static final Duration WARM_UP = Duration.ofSeconds(8);

	private static final Duration MEASURED = Duration.ofSeconds(10);

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(5))
		.build();

	private final AtomicInteger sent = new AtomicInteger();

	private final AtomicInteger refused = new AtomicInteger();

	private String body = "";

	void print() throws IOException, InterruptedException {
		for (int instances : new int[] { 1, 2, 4 }) {
			try (SandboxServers servers = SandboxServers.start(true, true);
					Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
				this.body = body(sandbox);
				Map<String, String> properties = new TreeMap<>(FootprintBench.properties(servers, sandbox));
				properties.put("GITHUBJIRASYNC_WORKER_ENABLED", "false");
				properties.put("GITHUBJIRASYNC_QUEUE_CAPACITYPERINSTANCE", "1000000");
				List<LimitedService> services = new ArrayList<>();
				try {
					for (int i = 0; i < instances; i++) {
						services.add(new LimitedService(List.of("--memory=512m"), properties, List.of()));
					}
					measure(services, WARM_UP);
					for (LimitedService service : services) {
						service.limitCpus("0.25");
					}
					double rate = measure(services, MEASURED);
					System.out.printf(Locale.ROOT, "intake_%d_per_second: %.0f%n", instances, rate);
					System.out.printf(Locale.ROOT, "intake_%d_refused: %d%n", instances, this.refused.get());
				}
				finally {
					services.forEach(LimitedService::close);
				}
			}
		}
	}

	private static String body(Sandbox sandbox) {
		sandbox.webhooks(Upstream.GITHUB).hold();
		sandbox.github().openIssue("acme/widgets", "Intake", "Some words. ".repeat(80), List.of("bug"), "alice");
		return sandbox.webhooks(Upstream.GITHUB).list().get(0).body();
	}

	private double measure(List<LimitedService> services, Duration duration) throws InterruptedException {
		this.refused.set(0);
		AtomicInteger taken = new AtomicInteger();
		ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
		long begin = System.nanoTime();
		long end = begin + duration.toNanos();
		for (int i = 0; i < SENDERS; i++) {
			senders.execute(() -> {
				while (System.nanoTime() < end) {
					int number = this.sent.incrementAndGet();
					boolean accepted = send(services.get(number % services.size()), number);
					(accepted ? taken : this.refused).incrementAndGet();
				}
			});
		}
		senders.shutdown();
		senders.awaitTermination(1, TimeUnit.MINUTES);
		return taken.get() * 1e9 / (System.nanoTime() - begin);
	}

	/** Each delivery is about another issue, so that each makes a job. */
	private boolean send(LimitedService service, int number) {
		byte[] bytes = this.body.replaceFirst("\"id\":[0-9]{9,}", "\"id\":" + (5_000_000_000L + number))
			.getBytes(StandardCharsets.UTF_8);
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + service.port + "/webhooks/github"))
			.timeout(Duration.ofSeconds(10))
			.header("Content-Type", "application/json")
			.header("X-GitHub-Event", "issues")
			.header("X-GitHub-Delivery", UUID.randomUUID().toString())
			.header("X-Hub-Signature-256", "sha256=" + signature(bytes))
			.POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
			.build();
		try {
			return this.client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 202;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private static String signature(byte[] body) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(SandboxOptions.GITHUB_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
			return HexFormat.of().formatHex(mac.doFinal(body));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
