package io.github.githubjirasync.sandbox;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * How a sandbox shall be; made by {@link #defaults()} and changed before the start.
 */
public final class SandboxOptions {

	/** The only token that GitHub accepts. */
	public static final String GITHUB_TOKEN = "sandbox-github-token";

	/** What GitHub signs webhooks with. */
	public static final String GITHUB_SECRET = "sandbox-github-secret";

	/** The account that Jira accepts with {@link #JIRA_TOKEN} (basic authentication). */
	public static final String JIRA_EMAIL = "sync@sandbox.example";

	/** The only token that Jira accepts, with {@link #JIRA_EMAIL} or as a bearer. */
	public static final String JIRA_TOKEN = "sandbox-jira-token";

	/** What Jira signs webhooks with. */
	public static final String JIRA_SECRET = "sandbox-jira-secret";

	int port;

	String host = "localhost";

	URI service = URI.create("http://localhost:8080");

	String githubToken = GITHUB_TOKEN;

	@Nullable GitHubApps githubApp;

	Set<String> jiraProjects = Set.of("SBX");

	Duration searchLag = Duration.ofSeconds(2);

	Duration webhookTimeout = Duration.ofSeconds(10);

	Duration jiraRetryDelay = Duration.ofSeconds(1);

	boolean stepwiseWorkflow;

	int kept = 5_000;

	Clock clock = Clock.systemUTC();

	private SandboxOptions() {
	}

	/**
	 * A sandbox on a free port, with the Jira project {@code SBX}, that sends its
	 * webhooks to {@code http://localhost:8080}.
	 * @return the options
	 */
	public static SandboxOptions defaults() {
		return new SandboxOptions();
	}

	/**
	 * Sets the port.
	 * @param value a port on loopback; 0 for a free one
	 * @return this
	 */
	public SandboxOptions port(int value) {
		this.port = value;
		return this;
	}

	/**
	 * Sets the name by which others reach it. With any but {@code localhost} it listens
	 * on every interface, so only inside a network of its own.
	 * @param value a host name
	 * @return this
	 */
	public SandboxOptions host(String value) {
		this.host = value;
		return this;
	}

	/**
	 * Sets who gets the webhooks.
	 * @param value the root address of the service
	 * @return this
	 */
	public SandboxOptions service(URI value) {
		this.service = value;
		return this;
	}

	/**
	 * Sets the only token that GitHub accepts.
	 * @param value the token
	 * @return this
	 */
	public SandboxOptions githubToken(String value) {
		this.githubToken = value;
		return this;
	}

	/**
	 * Sets an App that GitHub lets in as well.
	 * @param value the App
	 * @return this
	 */
	public SandboxOptions githubApp(GitHubApps value) {
		this.githubApp = value;
		return this;
	}

	/**
	 * Sets Jira's projects.
	 * @param keys their keys
	 * @return this
	 */
	public SandboxOptions jiraProjects(String... keys) {
		this.jiraProjects = Set.of(keys);
		return this;
	}

	/**
	 * Sets how long a new Jira issue is hidden from searches.
	 * @param value the delay
	 * @return this
	 */
	public SandboxOptions searchLag(Duration value) {
		this.searchLag = value;
		return this;
	}

	/**
	 * Sets how long the upstreams wait for the answer to a webhook.
	 * @param value the limit
	 * @return this
	 */
	public SandboxOptions webhookTimeout(Duration value) {
		this.webhookTimeout = value;
		return this;
	}

	/**
	 * Sets how long Jira waits before it sends a failed webhook again.
	 * @param value the delay before the first retry, doubled for each of the four others
	 * @return this
	 */
	public SandboxOptions jiraRetryDelay(Duration value) {
		this.jiraRetryDelay = value;
		return this;
	}

	/**
	 * Sets whether Jira's issues pass through every status, To Do, In Progress, Done;
	 * otherwise any status leads to any other, as in a new Jira project.
	 * @param value whether they do
	 * @return this
	 */
	public SandboxOptions stepwiseWorkflow(boolean value) {
		this.stepwiseWorkflow = value;
		return this;
	}

	/**
	 * Sets how many calls and how many webhooks of each upstream are kept to be looked
	 * at.
	 * @param value at least 1
	 * @return this
	 */
	public SandboxOptions kept(int value) {
		this.kept = value;
		return this;
	}

	/**
	 * Sets where the time comes from.
	 * @param value a clock
	 * @return this
	 */
	public SandboxOptions clock(Clock value) {
		this.clock = value;
		return this;
	}

}
