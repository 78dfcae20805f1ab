package io.github.githubjirasync.bench;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.githubjirasync.GitHubJiraSyncApplication;
import io.github.githubjirasync.ops.history.HistoryStore;
import io.github.githubjirasync.ops.history.MinuteRow;
import io.github.githubjirasync.queue.JobPriority;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.NewJob;
import io.github.githubjirasync.sandbox.SandboxServers;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Measures the console over a full queue: the time from a request to the last byte of its
 * page, over the loopback, with a session, on a service without workers. Started by
 * {@code bench/run console}.
 */
final class ConsoleBench {

	static final String USAGE = "usage: bench/run console [--jobs N] [--dead N] [--requests N]";

	private static final int INSTANCES = 3;

	private static final int MINUTES = 1_440;

	private static final int BATCH = 500;

	private static final int WARM_UP = 100;

	private static final Map<String, String> PAGES = new LinkedHashMap<>();

	static {
		PAGES.put("overview", "/ops");
		PAGES.put("overview_day", "/ops?span=24h");
		PAGES.put("dead_letters", "/ops/letters");
		PAGES.put("dead_letters_by_cause", "/ops/letters?cause=transition");
		PAGES.put("jobs", "/ops/jobs");
		PAGES.put("links", "/ops/links");
	}

	private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.cookieHandler(new CookieManager())
		.build();

	private final Results results = new Results();

	private ConsoleBench() {
	}

	/**
	 * Runs the benchmark.
	 * @param arguments see {@link #USAGE}
	 * @throws Exception if it fails
	 */
	public static void main(String[] arguments) throws Exception {
		int jobs = 100_000;
		int dead = 10_000;
		int requests = 200;
		try {
			for (int i = 0; i < arguments.length; i += 2) {
				int value = Integer.parseInt((i + 1 < arguments.length) ? arguments[i + 1] : "");
				switch (arguments[i]) {
					case "--jobs" -> jobs = value;
					case "--dead" -> dead = value;
					case "--requests" -> requests = value;
					default -> throw new IllegalArgumentException("Unknown option " + arguments[i]);
				}
			}
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage());
			System.err.println(USAGE);
			System.exit(2);
			return;
		}
		try (SandboxServers servers = SandboxServers.start(true, true)) {
			new ConsoleBench().run(servers, jobs, dead, requests);
		}
		System.exit(0);
	}

	private void run(SandboxServers servers, int jobs, int dead, int requests) throws Exception {
		try (ConfigurableApplicationContext service = SpringApplication.run(GitHubJiraSyncApplication.class,
				"--server.port=0", "--management.server.port=0", "--spring.main.banner-mode=off",
				"--logging.level.root=warn", "--spring.datasource.url=" + servers.jdbcUrl(),
				"--spring.data.redis.url=" + servers.redisUrl(), "--github-jira-sync.worker.enabled=false",
				"--github-jira-sync.queue.capacity-per-instance=" + (jobs + 1),
				"--github-jira-sync.ops.users[0].name=bench", "--github-jira-sync.ops.users[0].password={noop}bench",
				"--github-jira-sync.ops.users[0].role=operator")) {
			fill(service.getBean(JobQueue.class), jobs, dead);
			fill(service.getBean(HistoryStore.class));
			String address = "http://localhost:" + service.getEnvironment().getProperty("local.server.port");
			logIn(address);
			Results.line("jobs", Integer.toString(jobs));
			Results.line("dead_letters", Integer.toString(dead));
			Results.line("requests", Integer.toString(requests));
			for (Map.Entry<String, String> page : PAGES.entrySet()) {
				measure(page.getKey(), address + page.getValue(), requests);
			}
			this.results.print();
			double overview = this.results.median("overview_ms");
			Results.line("overview_ms_bar", "<= 100 " + ((overview <= 100) ? "reached" : "missed"));
		}
	}

	private void measure(String name, String address, int requests) throws Exception {
		for (int i = 0; i < WARM_UP; i++) {
			get(address);
		}
		for (int i = 0; i < requests; i++) {
			this.results.add(name + "_ms", get(address) / 1e6);
		}
	}

	/** As a browser does: with a password once, then with a session. */
	private void logIn(String address) throws Exception {
		HttpResponse<String> page = this.client.send(HttpRequest.newBuilder(URI.create(address + "/login")).build(),
				HttpResponse.BodyHandlers.ofString());
		Matcher token = TOKEN.matcher(page.body());
		if (!token.find()) {
			throw new IllegalStateException("The login page answered " + page.statusCode());
		}
		String form = "username=bench&password=bench&_csrf="
				+ URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
		HttpResponse<String> answer = this.client.send(HttpRequest.newBuilder(URI.create(address + "/login"))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(form))
			.build(), HttpResponse.BodyHandlers.ofString());
		if (answer.statusCode() != 302) {
			throw new IllegalStateException("The login answered " + answer.statusCode());
		}
	}

	private long get(String address) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
		long start = System.nanoTime();
		HttpResponse<String> response = this.client.send(request, HttpResponse.BodyHandlers.ofString());
		long took = System.nanoTime() - start;
		if (response.statusCode() != 200 || !response.body().contains("</html>")) {
			throw new IllegalStateException(address + " answered " + response.statusCode());
		}
		return took;
	}

	private static void fill(JobQueue queue, int jobs, int dead) throws InterruptedException {
		String payload = "{\"text\":\"" + "x".repeat(900) + "\"}";
		List<NewJob> batch = new ArrayList<>();
		for (int i = 0; i < jobs; i++) {
			batch.add(NewJob.of("bench-" + i, "github-issue", JobPriority.of(1 + i % 3), payload));
			if (batch.size() == BATCH || i == jobs - 1) {
				queue.enqueueAll(batch);
				batch.clear();
			}
		}
		ExecutorService threads = Executors.newFixedThreadPool(8);
		for (int i = 0; i < dead; i++) {
			NewJob job = NewJob.of("dead-" + i, "github-issue", JobPriority.NORMAL, payload);
			String cause = (i % 10 == 0) ? "SBX-7 has no transition from Done to To Do"
					: "Jira PUT /issue/1 rejected (400: priority is not on the screen)";
			threads.execute(() -> queue.bury(job, cause));
		}
		threads.shutdown();
		if (!threads.awaitTermination(5, TimeUnit.MINUTES)) {
			throw new IllegalStateException("The dead letters were not made in time");
		}
	}

	private static void fill(HistoryStore history) {
		long now = Instant.now().getEpochSecond() / 60;
		MinuteRow row = new MinuteRow(40, 5, 1, 2, 0, List.of(0L, 1L, 2L, 9L, 20L, 8L, 3L, 1L, 0L, 0L, 0L, 0L, 0L, 0L),
				Map.of("REJECTED", 1L), new MinuteRow.Depth(120, 8, 10, 3, 2));
		for (int instance = 0; instance < INSTANCES; instance++) {
			for (int ago = 0; ago < MINUTES; ago++) {
				history.put(now - ago, "bench-" + instance, row);
			}
		}
	}

}
