package io.github.githubjirasync.e2e;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import io.github.githubjirasync.github.GitHubClient;
import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.jira.JiraClient;
import io.github.githubjirasync.upstream.UpstreamCaller;
import io.github.githubjirasync.upstream.UpstreamException;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.web.client.RestClientAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;

/**
 * A process that calls both upstreams as workers do, within the budgets that it shares
 * with others. Ends when it has made its calls, or its standard input ends.
 */
final class BudgetCaller {

	private static final int READS_FOR_A_WRITE = 3;

	private BudgetCaller() {
	}

	/**
	 * Calls.
	 * @param arguments how many writes to GitHub, the key of a Jira issue, then
	 * properties of the service as {@code --key=value}
	 */
	public static void main(String[] arguments) throws Exception {
		endWithParent();
		int writes = Integer.parseInt(arguments[0]);
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Clients.class)
			.web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off")
			.run(Arrays.copyOfRange(arguments, 2, arguments.length))) {
			GitHubClient github = context.getBean(GitHubClient.class);
			JiraClient jira = context.getBean(JiraClient.class);
			// The first calls of a process take longer on their way than short windows
			// allow for.
			until("warm", github::self);
			until("warm", jira::self);
			for (int i = 0; i < writes; i++) {
				String text = ProcessHandle.current().pid() + "-" + i;
				until(text, () -> github.createComment(new GitHubIssueRef("acme/widgets", 1), text));
				for (int read = 0; read < READS_FOR_A_WRITE; read++) {
					until(text, () -> jira.issue(arguments[1]));
				}
			}
		}
	}

	/** A job would be snoozed, and come back. */
	private static void until(String job, Runnable call) throws InterruptedException {
		while (true) {
			try (UpstreamCaller caller = UpstreamCaller.enter(job)) {
				call.run();
				return;
			}
			catch (UpstreamException.RateLimited ex) {
				TimeUnit.MILLISECONDS.sleep(Math.max(1, Duration.between(Instant.now(), ex.until()).toMillis()));
			}
		}
	}

	private static void endWithParent() {
		Thread watch = new Thread(() -> {
			try {
				System.in.transferTo(System.err);
			}
			catch (IOException ex) {
				// The parent is gone all the same.
			}
			Runtime.getRuntime().halt(1);
		}, "parent-watch");
		watch.setDaemon(true);
		watch.start();
	}

	@ComponentScan({ "io.github.githubjirasync.ratelimit", "io.github.githubjirasync.upstream",
			"io.github.githubjirasync.github", "io.github.githubjirasync.jira" })
	@ImportAutoConfiguration({ RedisAutoConfiguration.class, RestClientAutoConfiguration.class })
	static class Clients {

	}

}
