package io.github.githubjirasync;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.githubjirasync.sandbox.Sandbox;
import io.github.githubjirasync.sandbox.SandboxOptions;
import io.github.githubjirasync.sandbox.SandboxServers;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Starts the service with all that it needs: PostgreSQL, Redis, and the sandbox in place
 * of GitHub and Jira. What is named by a property, an environment variable or an argument
 * is used instead of what would be started for it.
 */
public final class TestGitHubJiraSyncApplication {

	private final Binder given;

	private final List<AutoCloseable> started = new ArrayList<>();

	private final List<String> arguments = new ArrayList<>();

	private final List<String> profiles = new ArrayList<>(List.of("sandbox"));

	private @Nullable Sandbox sandbox;

	private TestGitHubJiraSyncApplication(String[] args) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(args));
		this.given = Binder.get(environment);
		this.arguments.addAll(List.of(args));
	}

	/**
	 * Starts everything and stays until it is asked to end.
	 * @param args Spring Boot's command line arguments
	 */
	public static void main(String[] args) {
		// Silent until Spring Boot has set up the log.
		LoggingSystem.get(TestGitHubJiraSyncApplication.class.getClassLoader()).beforeInitialize();
		TestGitHubJiraSyncApplication application = new TestGitHubJiraSyncApplication(args);
		try {
			application.run();
		}
		catch (RuntimeException ex) {
			application.stop();
			// Spring Boot reports its own failures.
			System.err.println("Not started: " + ex.getMessage());
			System.exit(1);
		}
	}

	private void run() {
		startSandbox();
		startServers();
		Environment environment = SpringApplication.from(GitHubJiraSyncApplication::main)
			.withAdditionalProfiles(this.profiles.toArray(String[]::new))
			.run(this.arguments.toArray(String[]::new))
			.getApplicationContext()
			.getEnvironment();
		// Once the service has ended; a hook of the JVM's own would run beside it.
		SpringApplication.getShutdownHandlers().add(this::stop);
		String service = "http://localhost:" + environment.getProperty("local.server.port", "8080");
		if (this.sandbox != null) {
			this.sandbox.deliverTo(URI.create(service));
		}
		System.out.println(greeting(service, "http://localhost:"
				+ environment.getProperty("local.management.port", environment.getProperty("local.server.port", ""))));
	}

	private void startServers() {
		boolean postgres = !names("spring.datasource.url");
		boolean redis = Stream.of("url", "host", "cluster.nodes", "sentinel.nodes")
			.noneMatch((key) -> names("spring.data.redis." + key));
		if (postgres || redis) {
			SandboxServers servers = SandboxServers.start(postgres, redis);
			this.started.add(servers);
			if (postgres) {
				this.arguments.add("--spring.datasource.url=" + servers.jdbcUrl());
			}
			if (redis) {
				this.arguments.add("--spring.data.redis.url=" + servers.redisUrl());
			}
		}
	}

	private void startSandbox() {
		boolean github = !names("github-jira-sync.github.base-url");
		boolean jira = !names("github-jira-sync.jira.base-url");
		if (github || jira) {
			int port = this.given.bind("sandbox.port", Integer.class).orElse(8090);
			int service = this.given.bind("server.port", Integer.class).orElse(8080);
			Sandbox simulated = Sandbox
				.start(SandboxOptions.defaults().port(port).service(URI.create("http://localhost:" + service)));
			this.sandbox = simulated;
			this.started.add(simulated);
			if (github) {
				this.profiles.add("sandbox-github");
				this.arguments.add("--sandbox.github-url=" + simulated.githubUrl());
			}
			if (jira) {
				this.profiles.add("sandbox-jira");
				this.arguments.add("--sandbox.jira-url=" + simulated.jiraUrl());
			}
		}
	}

	/** Whether a property was given, also as an environment variable. */
	private boolean names(String property) {
		return this.given.bind(property, String.class).isBound();
	}

	private void stop() {
		for (int i = this.started.size() - 1; i >= 0; i--) {
			try {
				this.started.get(i).close();
			}
			catch (Exception ex) {
				System.err.println("Could not stop " + this.started.get(i) + ": " + ex);
			}
		}
		this.started.clear();
	}

	private String greeting(String service, String management) {
		StringBuilder text = new StringBuilder("\nGitHub-Jira Sync is ready.\n\n");
		text.append("  Service     ").append(service).append('\n');
		text.append("  Console     ").append(service).append("/ops  (operator/operator, viewer/viewer)\n");
		text.append("  Health      ").append(management).append("/actuator/health\n");
		text.append("  Metrics     ").append(management).append("/actuator/prometheus\n");
		if (this.sandbox != null) {
			String page = this.sandbox.pageUrl();
			text.append("  Sandbox     ").append(page).append("  (GitHub and Jira side by side)\n\n");
			text.append("Open an issue on GitHub and watch it arrive in Jira:\n\n");
			text.append("  curl -s ")
				.append(page.replaceFirst("^http://", ""))
				.append("sandbox/github/issues -d '{\"repository\":\"acme/widgets\",\"title\":\"Hello\"}'\n");
		}
		return text.append("\nCtrl-C stops everything.\n").toString();
	}

}
