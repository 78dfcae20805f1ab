package io.github.githubjirasync.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.github.githubjirasync.sandbox.Sandbox;
import io.github.githubjirasync.sandbox.SandboxJiraIssue;
import io.github.githubjirasync.sandbox.SandboxOptions;
import io.github.githubjirasync.sandbox.SandboxServers;
import io.github.githubjirasync.sandbox.SentWebhook;
import io.github.githubjirasync.upstream.Upstream;

/**
 * Runs the image under a real limit of memory and CPU and opens issues at an even rate;
 * each is edited once some seconds later. Redis, PostgreSQL and the upstreams are outside
 * of the limit. Arguments: {@code [--seconds N] [--only start,small,medium,intake]}. It
 * is longer than usual because a run, its load and its figures make sense together only.
 */
public final class FootprintBench {

	private static final String REPOSITORY = "acme/widgets";

	private static final int NOT_MEASURED = 3;

	private static final long EDIT_AFTER = TimeUnit.SECONDS.toNanos(5);

	/** Those of {@code values-medium.yaml}. */
	private static final String MEDIUM_OPTIONS = "-XX:TieredStopAtLevel=1";

	private static final int WARM_UP_SECONDS = 60;

	/** Those of {@code values-small.yaml}. */
	private static final String SMALL_OPTIONS = "-XX:TieredStopAtLevel=1 -XX:TrimNativeHeapInterval=2000 -Xmx64m";

	private static final double BAR_SECONDS = 5;

	private boolean missed;

	private FootprintBench() {
	}

	/**
	 * Runs the benchmark.
	 * @param arguments see above
	 */
	public static void main(String[] arguments) throws IOException, InterruptedException {
		List<String> options = List.of(arguments);
		int seconds = Integer.parseInt(option(options, "--seconds", "120"));
		List<String> parts = List.of(option(options, "--only", "start,small,medium,intake").split(","));
		if (!LimitedService.possible()) {
			System.err.println("footprint: NOT MEASURED: no container engine with the image github-jira-sync:latest; "
					+ "docker build -t github-jira-sync . makes it");
			System.exit(NOT_MEASURED);
		}
		FootprintBench bench = new FootprintBench();
		if (parts.contains("start")) {
			bench.start();
		}
		if (parts.contains("small")) {
			bench.sustain("small", 100, seconds, List.of("--memory=256m", "--memory-swap=256m", "--cpus=0.5",
					"--env=JDK_JAVA_OPTIONS=" + SMALL_OPTIONS));
		}
		if (parts.contains("medium")) {
			bench.sustain("medium", 500, seconds, List.of("--memory=512m", "--memory-swap=512m", "--cpus=1",
					"--env=JDK_JAVA_OPTIONS=" + MEDIUM_OPTIONS));
		}
		if (parts.contains("intake")) {
			new IntakeFigures().print();
		}
		System.exit(bench.missed ? 1 : 0);
	}

	private static String option(List<String> options, String name, String otherwise) {
		int at = options.indexOf(name);
		return (at >= 0) ? options.get(at + 1) : otherwise;
	}

	/** With the archive of the image, and as a plain jar on the same JVM. */
	private void start() throws IOException {
		Path jar = Path.of("target/github-jira-sync.jar").toAbsolutePath();
		List<String> memory = List.of("--memory=512m", "--volume=" + jar + ":/plain.jar:ro");
		List<Double> image = new ArrayList<>();
		List<Double> plain = new ArrayList<>();
		try (SandboxServers servers = SandboxServers.start(true, true); Sandbox sandbox = sandbox()) {
			for (int round = 0; round < 3; round++) {
				try (LimitedService service = new LimitedService(memory, properties(servers, sandbox), List.of())) {
					image.add(service.readySeconds());
				}
				try (LimitedService service = new LimitedService(memory, properties(servers, sandbox),
						List.of("java", "-jar", "/plain.jar"))) {
					plain.add(service.readySeconds());
				}
			}
		}
		double ratio = median(image) / median(plain);
		print("image_ready_seconds", median(image));
		print("plain_ready_seconds", median(plain));
		print("ready_ratio", ratio);
		bar("ready_ratio", ratio <= 0.6);
	}

	private void sustain(String name, int perMinute, int seconds, List<String> limits)
			throws IOException, InterruptedException {
		try (SandboxServers servers = SandboxServers.start(true, true);
				Sandbox sandbox = sandbox();
				LimitedService service = new LimitedService(limits, properties(servers, sandbox), List.of())) {
			print(name + "_ready_seconds", service.readySeconds());
			sandbox.deliverTo(URI.create("http://localhost:" + service.port));
			Load load = new Load(sandbox);
			load.run(perMinute, WARM_UP_SECONDS);
			load.begin();
			double cpu = service.cpuTime().toMillis() / 1000.0;
			int calls = calls(sandbox, Upstream.GITHUB);
			int jiraCalls = calls(sandbox, Upstream.JIRA);
			load.run(perMinute, seconds);
			load.awaitTwins();
			double issues = load.issues();
			print(name + "_cpu_seconds_per_issue", (service.cpuTime().toMillis() / 1000.0 - cpu) / issues);
			print(name + "_github_calls_per_issue", (calls(sandbox, Upstream.GITHUB) - calls) / issues);
			print(name + "_jira_calls_per_issue", (calls(sandbox, Upstream.JIRA) - jiraCalls) / issues);
			print(name + "_database_bytes_per_issue", databaseBytes(servers) / (double) sandbox.jira().issues().size());
			List<Double> latencies = load.latencies();
			double p95 = latencies.get((int) Math.ceil(latencies.size() * 0.95) - 1);
			double rate = load.rate();
			long refused = sandbox.webhooks(Upstream.GITHUB).list().stream().filter((sent) -> !sent.ok()).count();
			print(name + "_issues_per_minute", rate);
			print(name + "_p95_seconds", p95);
			print(name + "_median_seconds", latencies.get(latencies.size() / 2));
			System.out.println(name + "_peak_mib: " + service.peakMebibytes());
			System.out.println(name + "_deliveries: " + sandbox.webhooks(Upstream.GITHUB).list().size() + " + "
					+ sandbox.webhooks(Upstream.JIRA).list().size() + ", refused " + refused);
			String restarts = service.restarts();
			System.out.println(name + "_restarts: " + (restarts.isEmpty() ? "0" : restarts));
			bar(name, restarts.isEmpty() && refused == 0 && p95 < BAR_SECONDS && rate >= perMinute * 0.98);
		}
	}

	private static Sandbox sandbox() {
		return Sandbox.start(SandboxOptions.defaults().kept(50_000));
	}

	static Map<String, String> properties(SandboxServers servers, Sandbox sandbox) {
		String redis = servers.redisUrl().replaceFirst(".*:", "");
		return Map.ofEntries(Map.entry("SPRING_DATASOURCE_URL", servers.jdbcUrl()),
				Map.entry("SPRING_DATA_REDIS_HOST", "127.0.0.1"), Map.entry("SPRING_DATA_REDIS_PORT", redis),
				Map.entry("GITHUBJIRASYNC_GITHUB_BASEURL", sandbox.githubUrl()),
				Map.entry("GITHUBJIRASYNC_GITHUB_TOKEN", SandboxOptions.GITHUB_TOKEN),
				Map.entry("GITHUBJIRASYNC_JIRA_BASEURL", sandbox.jiraUrl()),
				Map.entry("GITHUBJIRASYNC_JIRA_EMAIL", SandboxOptions.JIRA_EMAIL),
				Map.entry("GITHUBJIRASYNC_JIRA_TOKEN", SandboxOptions.JIRA_TOKEN),
				Map.entry("GITHUBJIRASYNC_WEBHOOK_GITHUB_SECRETS", SandboxOptions.GITHUB_SECRET),
				Map.entry("GITHUBJIRASYNC_WEBHOOK_JIRA_SECRETS", SandboxOptions.JIRA_SECRET),
				Map.entry("GITHUBJIRASYNC_LINKS_0_NAME", "bench"),
				Map.entry("GITHUBJIRASYNC_LINKS_0_GITHUB_REPOSITORY", REPOSITORY),
				Map.entry("GITHUBJIRASYNC_LINKS_0_JIRA_PROJECT", "SBX"),
				Map.entry("GITHUBJIRASYNC_LINKS_0_ALLOWPRIVATETOPUBLIC", "true"));
	}

	private static int calls(Sandbox sandbox, Upstream upstream) {
		return (int) sandbox.calls().count(upstream);
	}

	private static long databaseBytes(SandboxServers servers) {
		try (Connection connection = DriverManager.getConnection(servers.jdbcUrl());
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("SELECT pg_total_relation_size('issue_mappings')")) {
			rows.next();
			return rows.getLong(1);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void bar(String what, boolean reached) {
		System.out.println(what + "_bar: " + (reached ? "reached" : "missed"));
		this.missed |= !reached;
	}

	private static double median(List<Double> values) {
		return values.stream().sorted().toList().get(values.size() / 2);
	}

	private static void print(String name, double value) {
		System.out.printf(Locale.ROOT, "%s: %.2f%n", name, value);
	}

	/** Opens issues at an even rate and notes when each gets its twin. */
	private static final class Load {

		private static final long LIMIT = TimeUnit.MINUTES.toNanos(3);

		private final Sandbox sandbox;

		private final Map<String, Long> openedAt = new ConcurrentHashMap<>();

		private final Map<String, Long> twinAt = new ConcurrentHashMap<>();

		private int opened;

		private int edited;

		private int first;

		private long begun;

		Load(Sandbox sandbox) {
			this.sandbox = sandbox;
		}

		/** What came before was to warm up. */
		void begin() {
			this.first = this.opened;
			this.begun = System.nanoTime();
		}

		void run(int perMinute, int seconds) throws InterruptedException {
			long start = System.nanoTime();
			long pause = TimeUnit.MINUTES.toNanos(1) / perMinute;
			int issues = perMinute * seconds / 60;
			for (int i = 0; i < issues;) {
				if (System.nanoTime() - start >= i * pause) {
					i++;
					open();
				}
				editDue();
				look();
				TimeUnit.MILLISECONDS.sleep(10);
			}
		}

		private void open() {
			this.opened++;
			this.openedAt.put("Issue " + this.opened, System.nanoTime());
			this.sandbox.github()
				.openIssue(REPOSITORY, "Issue " + this.opened,
						"It **fails** with `" + this.opened + "`:\n\n- one\n- two\n\n" + "Some words. ".repeat(80),
						List.of("bug"), "alice");
		}

		private void editDue() {
			while (this.edited < this.opened && System.nanoTime() - time(this.openedAt, this.edited + 1) > EDIT_AFTER) {
				this.edited++;
				this.sandbox.github().label(REPOSITORY, this.edited, List.of("bug", "triaged"), "bob");
			}
		}

		private void look() {
			if (this.twinAt.size() == this.opened) {
				return;
			}
			for (SandboxJiraIssue twin : this.sandbox.jira().issues()) {
				this.twinAt.putIfAbsent(twin.summary(), System.nanoTime());
			}
		}

		void awaitTwins() throws InterruptedException {
			long start = System.nanoTime();
			while (this.twinAt.size() < this.opened || this.edited < this.opened || !labelled()) {
				if (System.nanoTime() - start > LIMIT) {
					throw new IllegalStateException(this.twinAt.size() + " of " + this.opened + " issues have a twin; "
							+ this.sandbox.webhooks(Upstream.GITHUB)
								.list()
								.stream()
								.filter((sent) -> !sent.ok())
								.map(SentWebhook::outcome)
								.distinct()
								.toList());
				}
				editDue();
				look();
				TimeUnit.MILLISECONDS.sleep(10);
			}
			List<String> summaries = this.sandbox.jira().issues().stream().map(SandboxJiraIssue::summary).toList();
			if (summaries.size() != this.opened) {
				throw new IllegalStateException(summaries.size() + " twins for " + this.opened + " issues");
			}
		}

		private boolean labelled() {
			return this.sandbox.jira().issues().stream().allMatch((twin) -> twin.labels().contains("triaged"));
		}

		int issues() {
			return this.opened - this.first;
		}

		/** Issues that got their twin in each minute since the begin. */
		double rate() {
			long last = Collections.max(this.twinAt.values());
			return (this.opened - this.first) * 60e9 / (last - this.begun);
		}

		private static long time(Map<String, Long> times, int issue) {
			return Objects.requireNonNull(times.get("Issue " + issue));
		}

		/** From the opening of each issue until it has a twin, in seconds, sorted. */
		List<Double> latencies() {
			List<Double> all = new ArrayList<>();
			for (int i = this.first + 1; i <= this.opened; i++) {
				all.add((time(this.twinAt, i) - time(this.openedAt, i)) / 1e9);
			}
			Collections.sort(all);
			return all;
		}

	}

}
