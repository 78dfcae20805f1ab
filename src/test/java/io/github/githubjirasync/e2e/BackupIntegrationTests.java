package io.github.githubjirasync.e2e;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.githubjirasync.GitHubJiraSyncApplication;
import io.github.githubjirasync.queue.DeadLetters;
import io.github.githubjirasync.queue.JobLookup;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.sandbox.Sandbox;
import io.github.githubjirasync.sandbox.SandboxOptions;
import io.github.githubjirasync.sandbox.SentWebhook;
import io.github.githubjirasync.testing.FreePorts;
import io.github.githubjirasync.testing.MachinePostgres;
import io.github.githubjirasync.testing.RedisProcess;
import io.github.githubjirasync.upstream.Upstream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A backup is taken under load by the script that the chart's CronJob runs, both servers
 * are wiped, and the script of the restore puts it back. The programs come from this
 * machine, except for Redis's server.
 */
@Tag("long")
class BackupIntegrationTests {

	private static final Path SCRIPTS = Path.of("helm/github-jira-sync/files").toAbsolutePath();

	private static final String REPOSITORY = "acme/widgets";

	private final AtomicBoolean load = new AtomicBoolean(true);

	private final Path backups;

	private final Path path;

	private int opened;

	BackupIntegrationTests(@TempDir Path backups, @TempDir Path path) {
		this.backups = backups;
		this.path = path;
	}

	@Test
	void jobsAndMappingsOfTheBackupAreBackAndWhatCameLaterIsKnownByName() throws Exception {
		Path programs = MachinePostgres.programs().orElse(null);
		assumeTrue(programs != null && onPath("redis-cli"),
				"NOT TRIED: needs redis-cli and PostgreSQL's packages (server and client) on this machine");
		Files.createSymbolicLink(this.path.resolve("redis-server"), RedisProcess.executable().toPath());
		try (MachinePostgres postgres = MachinePostgres.start(programs);
				RedisProcess redis = RedisProcess.start("--appendfsync", "no");
				Sandbox sandbox = Sandbox
					.start(SandboxOptions.defaults().searchLag(Duration.ofMillis(300)).kept(20_000))) {
			redisCli(redis, "CONFIG", "SET", "requirepass", "secret");
			Map<String, String> environment = Map.of("BACKUPS", this.backups.toString(), "REDIS_NODES",
					"127.0.0.1:" + redis.port(), "REDISCLI_AUTH", "secret", "RESTORE_PORT",
					Integer.toString(FreePorts.next()), "PGHOST", "127.0.0.1", "PGPORT",
					Integer.toString(postgres.port()), "PGDATABASE", "postgres", "PGUSER", "postgres", "PATH",
					this.path + ":" + programs + ":" + System.getenv("PATH"));

			Set<Long> mapped;
			Set<String> accepted;
			Set<String> lost;
			try (ConfigurableApplicationContext service = start(postgres, redis, sandbox, 25)) {
				CompletableFuture<Void> opening = CompletableFuture.runAsync(() -> openIssues(sandbox));
				JobQueue queue = service.getBean(JobQueue.class);
				Quiet.await().until(() -> queue.counts().completed() > 20 && queue.counts().waiting() > 20);
				mapped = mapped(service);
				accepted = accepted(sandbox);
				run(environment, "backup.sh", "redis");
				run(environment, "backup.sh", "postgres");
				int sent = sandbox.webhooks(Upstream.GITHUB).list().size();
				Quiet.await()
					.until(() -> sandbox.webhooks(Upstream.GITHUB).list().size() > sent + 10
							&& mapped(service).size() > mapped.size() + 10);
				this.load.set(false);
				opening.join();
				Quiet.await().until(() -> sandbox.webhooks(Upstream.GITHUB).idle());
			}
			int twinsBefore = sandbox.jira().issues().size();

			String name = onlyBackup();
			wipe(postgres, redis);
			run(environment, "restore.sh", "redis", name);
			String told = run(environment, "restore.sh", "postgres", name);
			try (ConfigurableApplicationContext service = start(postgres, redis, sandbox, 1_000)) {
				JobLookup jobs = service.getBean(JobLookup.class);
				assertThat(accepted).as("jobs of the backup")
					.allSatisfy((delivery) -> assertThat(jobs.findByDelivery(delivery)).isPresent());
				assertThat(mapped(service)).as("mappings of the backup").containsAll(mapped);
				assertThat(told).containsPattern("PostgreSQL, [0-9]+ mappings");
				lost = accepted(sandbox);
				lost.removeIf((delivery) -> jobs.findByDelivery(delivery).isPresent());
				assertThat(lost).as("accepted after the backup").isNotEmpty().doesNotContainAnyElementsOf(accepted);
				assertThat(twinsBefore).as("twins that were made after the backup").isGreaterThan(mapped.size());

				sandbox.webhooks(Upstream.GITHUB)
					.list()
					.stream()
					.filter((sent) -> lost.contains(sent.deliveryId()))
					.forEach((sent) -> sandbox.webhooks(Upstream.GITHUB).redeliver(sent.number()));
				new Quiet(service.getBean(JobQueue.class), sandbox).awaitQuiet();
				assertThat(sandbox.jira().issues()).extracting((twin) -> twin.summary())
					.doesNotHaveDuplicates()
					.hasSize(this.opened);
				assertThat(mapped(service)).hasSize(this.opened);
				assertThat(service.getBean(DeadLetters.class).list(0, 10)).isEmpty();
			}
		}
	}

	private void openIssues(Sandbox sandbox) {
		while (this.load.get()) {
			if (this.opened < sandbox.jira().issues().size() + 60) {
				this.opened++;
				sandbox.github().openIssue(REPOSITORY, "Issue " + this.opened, "b", List.of("bug"), "alice");
			}
			LockSupport.parkNanos(Duration.ofMillis(15).toNanos());
		}
	}

	private static Set<String> accepted(Sandbox sandbox) {
		return sandbox.webhooks(Upstream.GITHUB)
			.list()
			.stream()
			.filter(SentWebhook::ok)
			.map(SentWebhook::deliveryId)
			.collect(Collectors.toCollection(HashSet::new));
	}

	private static Set<Long> mapped(ConfigurableApplicationContext service) {
		return new HashSet<>(service.getBean(JdbcTemplate.class)
			.queryForList("SELECT github_issue_id FROM issue_mappings WHERE jira_issue_id IS NOT NULL", Long.class));
	}

	private static void wipe(MachinePostgres postgres, RedisProcess redis) throws Exception {
		try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
				Statement statement = connection.createStatement()) {
			statement.execute("DROP SCHEMA public CASCADE");
			statement.execute("CREATE SCHEMA public");
		}
		redisCli(redis, "-a", "secret", "FLUSHALL");
	}

	private static void redisCli(RedisProcess redis, String... arguments) throws Exception {
		List<String> command = new ArrayList<>(List.of("redis-cli", "-p", Integer.toString(redis.port())));
		command.addAll(List.of(arguments));
		assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
	}

	private String onlyBackup() throws IOException {
		try (Stream<Path> folders = Files.list(this.backups)) {
			List<String> names = folders.map((folder) -> folder.getFileName().toString())
				.filter((name) -> !name.startsWith("."))
				.toList();
			assertThat(names).hasSize(1);
			return names.get(0);
		}
	}

	private String run(Map<String, String> environment, String script, String... arguments) throws Exception {
		List<String> command = new ArrayList<>(List.of("sh", SCRIPTS.resolve(script).toString()));
		command.addAll(List.of(arguments));
		Path output = Files.createTempFile(this.path, script, ".out");
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
		builder.environment().putAll(environment);
		Process process = builder.start();
		if (!process.waitFor(60, TimeUnit.SECONDS)) {
			process.destroyForcibly();
		}
		assertThat(process.waitFor()).as("%s %s: %s", script, List.of(arguments), Files.readString(output)).isZero();
		return Files.readString(output);
	}

	private static boolean onPath(String program) {
		for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
			if (Files.isExecutable(Path.of(folder, program))) {
				return true;
			}
		}
		return false;
	}

	private static ConfigurableApplicationContext start(MachinePostgres postgres, RedisProcess redis, Sandbox sandbox,
			int rate) {
		ConfigurableApplicationContext service = new SpringApplicationBuilder(GitHubJiraSyncApplication.class)
			.profiles("sandbox", "sandbox-github", "sandbox-jira")
			.run("--server.port=0", "--management.server.port=0", "--github-jira-sync.sync.create-settle-time=1s",
					"--github-jira-sync.sync.preflight-interval=0s", "--github-jira-sync.queue.rate-per-second=" + rate,
					"--spring.datasource.url=" + postgres.jdbcUrl(),
					"--spring.data.redis.url=redis://:secret@127.0.0.1:" + redis.port(),
					"--sandbox.github-url=" + sandbox.githubUrl(), "--sandbox.jira-url=" + sandbox.jiraUrl(),
					"--spring.jmx.enabled=false");
		sandbox.deliverTo(
				URI.create("http://localhost:" + ((WebServerApplicationContext) service).getWebServer().getPort()));
		return service;
	}

}
