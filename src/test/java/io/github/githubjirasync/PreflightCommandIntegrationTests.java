package io.github.githubjirasync;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import io.github.githubjirasync.sandbox.Sandbox;
import io.github.githubjirasync.sandbox.SandboxOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The preflight as a command, without database and Redis.
 */
@ExtendWith(RestoredLogLevel.class)
class PreflightCommandIntegrationTests {

	private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

	@Test
	void commandTellsByItsExitCodeWhetherAllLinksCanWork() {
		try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
			assertThat(run(sandbox, "SBX")).isEqualTo(PreflightCommand.READY);
			assertThat(printed()).startsWith("widgets").contains("  ok      ", "Ready.").doesNotContain("error");
			this.printed.reset();
			assertThat(run(sandbox, "NONE")).isEqualTo(PreflightCommand.NOT_READY);
			assertThat(printed())
				.contains("error   project NONE: does not exist", "→ correct jira.project", "Not ready.")
				.doesNotContain(SandboxOptions.JIRA_TOKEN);
		}
	}

	@Test
	void argumentAsksForIt() {
		assertThat(PreflightCommand.isIn(new String[] { "--server.port=1", "--preflight" })).isTrue();
		assertThat(PreflightCommand.isIn(new String[] { "--preflight.x=1" })).isFalse();
	}

	private int run(Sandbox sandbox, String project) {
		return PreflightCommand.run(
				new String[] { "--preflight", "--github-jira-sync.github.base-url=" + sandbox.githubUrl(),
						"--github-jira-sync.github.token=" + SandboxOptions.GITHUB_TOKEN,
						"--github-jira-sync.jira.base-url=" + sandbox.jiraUrl(),
						"--github-jira-sync.jira.email=" + SandboxOptions.JIRA_EMAIL,
						"--github-jira-sync.jira.token=" + SandboxOptions.JIRA_TOKEN,
						"--github-jira-sync.links[0].name=widgets",
						"--github-jira-sync.links[0].github.repository=acme/widgets",
						"--github-jira-sync.links[0].jira.project=" + project },
				new PrintStream(this.printed, true, StandardCharsets.UTF_8));
	}

	private String printed() {
		return this.printed.toString(StandardCharsets.UTF_8);
	}

}
