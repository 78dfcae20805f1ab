package io.github.githubjirasync;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import io.github.githubjirasync.sync.Preflight;
import io.github.githubjirasync.sync.PreflightReport.Finding;
import io.github.githubjirasync.sync.PreflightReport;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.web.client.RestClientAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;

/**
 * The preflight as a command: looks at the links of the configuration, prints what it
 * finds and what to do about it, and ends. It needs neither database nor Redis.
 */
final class PreflightCommand {

	static final String ARGUMENT = "--preflight";

	/** All links can work. */
	static final int READY = 0;

	/** One of them cannot. */
	static final int NOT_READY = 1;

	private PreflightCommand() {
	}

	/**
	 * Whether the command is asked for.
	 * @param args the command line
	 * @return whether {@link #ARGUMENT} is one of them
	 */
	static boolean isIn(String[] args) {
		return Arrays.asList(args).contains(ARGUMENT);
	}

	/**
	 * Looks and prints.
	 * @param args the command line
	 * @param out where to print to
	 * @return the exit code
	 */
	static int run(String[] args, PrintStream out) {
		List<String> arguments = new ArrayList<>(Arrays.asList(args));
		arguments.remove(ARGUMENT);
		arguments.add("--github-jira-sync.sync.preflight-interval=0s");
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Wiring.class)
			.web(WebApplicationType.NONE)
			.properties("logging.level.root=warn")
			.run(arguments.toArray(String[]::new))) {
			PreflightReport report = context.getBean(Preflight.class).check();
			report.links().forEach((link) -> {
				out.println(link.link());
				link.findings().forEach((finding) -> print(finding, out));
			});
			out.println(report.links().isEmpty() ? "There are no links." : report.ready() ? "Ready." : "Not ready.");
			return report.ready() ? READY : NOT_READY;
		}
	}

	private static void print(Finding finding, PrintStream out) {
		out.printf("  %-8s%s: %s%n", finding.level().name().toLowerCase(Locale.ROOT), finding.subject(),
				finding.message());
		if (finding.fix() != null) {
			out.println("          → " + finding.fix());
		}
	}

	/** What the command needs of the service; no part of the service itself. */
	@ComponentScan({ "io.github.githubjirasync.upstream", "io.github.githubjirasync.github",
			"io.github.githubjirasync.jira", "io.github.githubjirasync.sync.preflight" })
	@ImportAutoConfiguration({ ConfigurationPropertiesAutoConfiguration.class, JacksonAutoConfiguration.class,
			HttpMessageConvertersAutoConfiguration.class, RestClientAutoConfiguration.class })
	static class Wiring {

	}

}
