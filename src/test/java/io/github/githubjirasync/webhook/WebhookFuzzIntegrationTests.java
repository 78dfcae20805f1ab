package io.github.githubjirasync.webhook;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ten thousand bad deliveries to both endpoints: broken JSON, deep nesting, huge numbers,
 * wrong encodings, odd headers, bodies that come slowly or not at all. None may be
 * answered 5xx, tell anything of the inside, or leave memory taken. The properties are
 * those of {@link WebhookEndpointsIntegrationTests}, whose application it shares.
 */
@SpringBootTest(classes = WebhookEndpointsIntegrationTests.App.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "management.endpoint.health.validate-group-membership=false",
				"github-jira-sync.webhook.max-body-size=1MB", "github-jira-sync.webhook.github.secrets[0]=github-new",
				"github-jira-sync.webhook.github.secrets[1]=github-old",
				"github-jira-sync.webhook.jira.secrets[0]=jira-new",
				"github-jira-sync.webhook.jira.secrets[1]=jira-old",
				"github-jira-sync.webhook.jira.url-secrets=a-secret-in-the-url" })
@Tag("long")
class WebhookFuzzIntegrationTests {

	private static final int CASES = 10_000;

	private static final int THREADS = 4;

	private static final int SLOW = 20;

	private static final long SEED = 20260101;

	private static final long MAX_GROWTH = 48L << 20;

	private static final List<String> INSIDE = List.of("github-new", "github-old", "jira-new", "jira-old",
			"a-secret-in-the-url", "Exception", "io.github", "com.fasterxml", "org.springframework", "\tat ");

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Map<Integer, AtomicInteger> answers = new ConcurrentSkipListMap<>();

	private final List<RecordedDelivery> recorded = RecordedDelivery.all();

	@LocalServerPort
	private int port;

	@Autowired
	private RecordingIntake intake;

	@BeforeEach
	@AfterEach
	void reset() {
		this.intake.reset();
	}

	@Test
	void nothingThatIsSentBreaksTheService() throws Exception {
		run(200, SEED - 1);
		long before = usedMemory();
		List<Socket> slow = new ArrayList<>();
		for (int i = 0; i < SLOW; i++) {
			slow.add(stalled(i));
		}
		run(CASES, SEED);
		for (Socket socket : slow) {
			assertThat(socket.isConnected()).isTrue();
			socket.close();
		}
		assertThat(this.answers.values().stream().mapToInt(AtomicInteger::get).sum()).isEqualTo(CASES + 200);
		assertThat(this.answers.keySet()).as("all answers: " + this.answers)
			.allSatisfy((status) -> assertThat(status).isBetween(200, 499));
		assertThat(this.answers).as("some are read, some refused").containsKeys(202, 401);
		this.intake.reset();
		assertThat(usedMemory() - before).as("memory that stays taken").isLessThan(MAX_GROWTH);
	}

	private void run(int cases, long seed) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		try {
			List<Callable<Integer>> work = new ArrayList<>();
			for (int thread = 0; thread < THREADS; thread++) {
				Random random = new Random(seed + thread);
				work.add(() -> {
					for (int i = 0; i < cases / THREADS; i++) {
						send(random, i);
					}
					return cases;
				});
			}
			for (Future<Integer> done : threads.invokeAll(work)) {
				done.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	private void send(Random random, int number) throws IOException, InterruptedException {
		HttpResponse<String> response = this.client.send(request(random), HttpResponse.BodyHandlers.ofString());
		this.answers.computeIfAbsent(response.statusCode(), (status) -> new AtomicInteger()).incrementAndGet();
		assertThat(INSIDE).as(response.body()).noneMatch(response.body()::contains);
		assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
		if (number % 100 == 0) {
			this.intake.entries().clear();
		}
	}

	private HttpRequest request(Random random) {
		boolean github = random.nextBoolean();
		byte[] body = body(random);
		HttpRequest.Builder request = HttpRequest.newBuilder(uri(github, random))
			.POST(HttpRequest.BodyPublishers.ofByteArray(body))
			.header("Content-Type",
					one(random, "application/json", "application/json", "application/json",
							"application/json; charset=utf-16", "application/x-www-form-urlencoded", "text/plain",
							"a/b; c=", "nonsense"));
		boolean signed = random.nextInt(10) > 0;
		String signature = signed ? Signatures.sha256(github ? "github-new" : "jira-new", body)
				: one(random, "", "sha256=", "sha256=zz", "sha1=00", "=".repeat(5000));
		if (github) {
			request.header("X-Hub-Signature-256", signature)
				.header("X-GitHub-Event",
						one(random, "issues", "issues", "issue_comment", "pull_request", "sub_issues", "repository",
								"ping", "", "x".repeat(300)))
				.header("X-GitHub-Delivery", id(random));
		}
		else {
			request.header("X-Hub-Signature", signature).header("X-Atlassian-Webhook-Identifier", id(random));
		}
		return request.build();
	}

	private URI uri(boolean github, Random random) {
		String path = github ? "/webhooks/github"
				: one(random, "/webhooks/jira", "/webhooks/jira", "/webhooks/jira/a-secret-in-the-url",
						"/webhooks/jira/guess", "/webhooks/jira?secret=guess", "/webhooks/jira/%00",
						"/webhooks/jira/..");
		return URI.create("http://localhost:" + this.port + path);
	}

	private byte[] body(Random random) {
		RecordedDelivery delivery = this.recorded.get(random.nextInt(this.recorded.size()));
		int depth = 1 + random.nextInt(5_000);
		String digits = "9".repeat(1 + random.nextInt(400));
		return switch (random.nextInt(12)) {
			case 0 -> new byte[0];
			case 1 -> text("[".repeat(depth));
			case 2 -> text("{\"issue\":".repeat(depth) + "1" + "}".repeat(depth));
			case 3 -> text("{\"issue\":{\"id\":" + digits + ",\"number\":-" + digits + "},\"webhookEvent\":"
					+ one(random, "1e999999999", "0.1", "\"jira:issue_updated\"", "NaN") + "}");
			case 4 -> new String(delivery.body(), StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16);
			case 5 -> random(random, 1 + random.nextInt(500));
			case 6 -> concat(new byte[] { (byte) 0xEF, (byte) 0xBB, (byte) 0xBF }, delivery.body());
			case 7 -> text("payload=" + one(random, "%", "%zz", "%7B%7D", "{}", "&payload=", "%00"));
			default -> Mutations.mutate(delivery.body(), random);
		};
	}

	/** Names a length and sends less. */
	private Socket stalled(int number) throws IOException {
		Socket socket = new Socket("localhost", this.port);
		OutputStream out = socket.getOutputStream();
		out.write(text("POST /webhooks/" + ((number % 2 == 0) ? "github" : "jira")
				+ " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{\"a\":"));
		out.flush();
		return socket;
	}

	private static String id(Random random) {
		return one(random, UUID.nameUUIDFromBytes(random(random, 8)).toString(),
				UUID.nameUUIDFromBytes(random(random, 8)).toString(), "", "a b", "<script>", "i".repeat(129));
	}

	private static byte[] random(Random random, int length) {
		byte[] bytes = new byte[length];
		random.nextBytes(bytes);
		return bytes;
	}

	private static byte[] concat(byte[] one, byte[] other) {
		byte[] both = Arrays.copyOf(one, one.length + other.length);
		System.arraycopy(other, 0, both, one.length, other.length);
		return both;
	}

	private static byte[] text(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String one(Random random, String... choices) {
		return choices[random.nextInt(choices.length)];
	}

	private static long usedMemory() {
		System.gc();
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

}
