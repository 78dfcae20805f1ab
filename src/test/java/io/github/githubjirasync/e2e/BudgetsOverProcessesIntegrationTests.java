package io.github.githubjirasync.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.githubjirasync.sandbox.LimitRules;
import io.github.githubjirasync.sandbox.Sandbox;
import io.github.githubjirasync.sandbox.SandboxGitHubIssue;
import io.github.githubjirasync.sandbox.SandboxOptions;
import io.github.githubjirasync.testing.TestServers;
import io.github.githubjirasync.upstream.Upstream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Budgets that several processes share: all calls are made, and none is refused.
 */
@Tag("long")
class BudgetsOverProcessesIntegrationTests {

	private static final int PROCESSES = 3;

	private static final int WRITES = 8;

	/**
	 * They bind within seconds; the windows are long beside what a busy machine lets
	 * calls wait on their way.
	 */
	private static final LimitRules RULES = new LimitRules(20_000, 900, 15, 100, true, 200, 100, 20, 100,
			new LimitRules.Windows(Duration.ofMinutes(2), Duration.ofSeconds(2), Duration.ofSeconds(2),
					Duration.ofMillis(500), Duration.ofSeconds(3)));

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@Test
	void processesThatShareBudgetsAreNotRefused() throws Exception {
		try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
			sandbox.webhooks(Upstream.GITHUB).hold();
			sandbox.webhooks(Upstream.JIRA).hold();
			sandbox.github().openIssue("acme/widgets", "A", null, List.of(), "alice");
			String key = sandbox.jira().createIssue("SBX", "A", null, List.of(), "alice").key();
			sandbox.limits().enforce(RULES);
			List<Process> processes = new ArrayList<>();
			try {
				for (int i = 0; i < PROCESSES; i++) {
					processes.add(start(sandbox, key, i));
				}
				for (int i = 0; i < PROCESSES; i++) {
					int number = i;
					assertThat(processes.get(i).waitFor(60, TimeUnit.SECONDS)).as(() -> log(number)).isTrue();
					assertThat(processes.get(i).exitValue()).as(() -> log(number)).isZero();
				}
			}
			finally {
				processes.forEach(Process::destroyForcibly);
			}
			assertThat(sandbox.limits().mostGitHubWritesAtOnce()).isEqualTo(1);
			assertThat(sandbox.limits().refusals()).isEmpty();
			assertThat(sandbox.github().issue("acme/widgets", 1).comments()).hasSize(PROCESSES * WRITES)
				.extracting(SandboxGitHubIssue.Comment::body)
				.doesNotHaveDuplicates();
		}
	}

	private Process start(Sandbox sandbox, String key, int number) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", BudgetCaller.class.getName(),
				Integer.toString(WRITES), key, "--spring.config.location=classpath:/application-e2e.yml",
				"--spring.data.redis.url=" + TestServers.redisUrl(),
				"--github-jira-sync.github.base-url=" + sandbox.githubUrl(),
				"--github-jira-sync.github.token=" + SandboxOptions.GITHUB_TOKEN,
				"--github-jira-sync.jira.base-url=" + sandbox.jiraUrl(),
				"--github-jira-sync.jira.token=" + SandboxOptions.JIRA_TOKEN,
				"--github-jira-sync.upstream.github.points=900/2s", "--github-jira-sync.upstream.github.creates=15/2s",
				"--github-jira-sync.upstream.jira.reads=200/2s");
		builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
		return builder.redirectErrorStream(true).redirectOutput(this.folder.resolve(number + ".log").toFile()).start();
	}

	private String log(int number) {
		try {
			return Files.readString(this.folder.resolve(number + ".log"));
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

}
