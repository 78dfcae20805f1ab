package io.github.githubjirasync.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the alert rules to their runbook, and has Prometheus's own tool check and try
 * them.
 */
class AlertRulesTests {

	private static final Path RULES = Chart.FOLDER.resolve("files/alerts.yaml");

	private static final Path TRIALS = Path.of("src/test/prometheus/alerts-tests.yaml");

	private static final Path PROMTOOL = Path.of("/usr/bin/promtool");

	private static final Pattern ALERT = Pattern.compile("(?m)^ +- alert: (\\w+)$");

	@Test
	void everyAlertHasASectionInTheRunbookAndATrial() throws IOException {
		String rules = Files.readString(RULES);
		String runbook = Files.readString(Path.of("docs/runbook.md"));
		String trials = Files.readString(TRIALS);
		List<String> alerts = ALERT.matcher(rules).results().map((MatchResult hit) -> hit.group(1)).toList();
		assertThat(alerts).hasSizeGreaterThan(15).doesNotHaveDuplicates().allSatisfy((alert) -> {
			assertThat(runbook).contains("\n### " + alert + "\n");
			assertThat(rules).contains("runbook: docs/runbook.md#" + alert.toLowerCase(Locale.ROOT) + "\n");
			assertThat(trials).contains("alertname: " + alert + "\n");
		});
	}

	@Test
	void rulesAreValid() throws Exception {
		assertThat(promtool("check", "rules", RULES.toString())).contains("SUCCESS");
	}

	@Test
	void rulesCallWhenTheyShouldAndOnlyThen() throws Exception {
		assertThat(promtool("test", "rules", TRIALS.toString())).contains("SUCCESS");
	}

	private static String promtool(String... arguments) throws IOException, InterruptedException {
		Assumptions.assumeTrue(Files.isExecutable(PROMTOOL),
				"no promtool on this machine, so the alert rules are not tried");
		String[] command = new String[arguments.length + 1];
		command[0] = PROMTOOL.toString();
		System.arraycopy(arguments, 0, command, 1, arguments.length);
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as(said).isZero();
		return said;
	}

}
