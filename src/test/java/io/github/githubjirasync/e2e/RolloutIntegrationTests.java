package io.github.githubjirasync.e2e;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import io.github.githubjirasync.GitHubJiraSyncApplication;
import io.github.githubjirasync.queue.DeadLetters;
import io.github.githubjirasync.queue.JobLookup;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.JobRecord;
import io.github.githubjirasync.queue.JobState;
import io.github.githubjirasync.sandbox.Sandbox;
import io.github.githubjirasync.sandbox.SandboxOptions;
import io.github.githubjirasync.sandbox.SentWebhook;
import io.github.githubjirasync.testing.RedisProcess;
import io.github.githubjirasync.testing.TestServers;
import io.github.githubjirasync.upstream.Upstream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Both instances are replaced, one after the other, by those of the next release, while
 * issues are opened: a new one is ready before an old one is told to end, as the chart's
 * Deployment does it.
 */
@Tag("long")
class RolloutIntegrationTests {

	private static final String REPOSITORY = "acme/widgets";

	private static final Sandbox SANDBOX = Sandbox.start(SandboxOptions.defaults().kept(20_000));

	private static final String DATABASE = TestServers.newDatabase();

	private final List<ConfigurableApplicationContext> instances = new ArrayList<>();

	private final AtomicBoolean rolling = new AtomicBoolean(true);

	private int opened;

	@Test
	void noDeliveryIsRefusedAndNothingIsLostOrDoubledWhileAllInstancesAreReplaced() throws IOException {
		try (RedisProcess redis = RedisProcess.start("--appendfsync", "no"); Balancer balancer = new Balancer()) {
			for (int i = 0; i < 2; i++) {
				balancer.add(port(start(redis, false)));
			}
			SANDBOX.deliverTo(balancer.address());
			CompletableFuture<Void> load = CompletableFuture.runAsync(this::openIssues);
			for (int i = 0; i < 2; i++) {
				balancer.add(port(start(redis, true)));
				ConfigurableApplicationContext old = this.instances.get(i);
				int port = port(old);
				old.close();
				balancer.remove(port);
			}
			this.rolling.set(false);
			load.join();
			ConfigurableApplicationContext last = this.instances.get(2);
			new Quiet(last.getBean(JobQueue.class), SANDBOX).awaitSilence();
			assertThat(SANDBOX.webhooks(Upstream.GITHUB).list()).hasSizeGreaterThanOrEqualTo(this.opened)
				.allSatisfy((sent) -> assertThat(sent.status()).isEqualTo(202));
			assertThat(SANDBOX.webhooks(Upstream.JIRA).list())
				.allSatisfy((sent) -> assertThat(sent.status()).isEqualTo(202));
			assertThat(SANDBOX.jira().issues()).extracting((twin) -> twin.summary())
				.doesNotHaveDuplicates()
				.hasSize(this.opened);
			assertThat(last.getBean(DeadLetters.class).list(0, 10)).isEmpty();
			assertThatBothFormsWereRun(last.getBean(JobLookup.class));
		}
		finally {
			this.instances.forEach(ConfigurableApplicationContext::close);
			SANDBOX.close();
		}
	}

	private void openIssues() {
		while (this.rolling.get()) {
			// No more than a slow machine gets done.
			if (this.opened < SANDBOX.jira().issues().size() + 20) {
				this.opened++;
				SANDBOX.github().openIssue(REPOSITORY, "Issue " + this.opened, "b", List.of("bug"), "alice");
			}
			LockSupport.parkNanos(Duration.ofMillis(40).toNanos());
		}
	}

	private static void assertThatBothFormsWereRun(JobLookup jobs) {
		List<JobRecord> done = SANDBOX.webhooks(Upstream.GITHUB)
			.list()
			.stream()
			.map(SentWebhook::deliveryId)
			.flatMap((id) -> jobs.findByDelivery(id).stream())
			.toList();
		assertThat(done).extracting(JobRecord::state).containsOnly(JobState.COMPLETED);
		assertThat(done).extracting((record) -> record.job().payload().contains(NextRelease.FORM))
			.contains(true, false);
		assertThat(done).extracting((record) -> record.failures().size()).containsOnly(0);
	}

	private ConfigurableApplicationContext start(RedisProcess redis, boolean next) {
		SpringApplicationBuilder builder = new SpringApplicationBuilder(GitHubJiraSyncApplication.class)
			.profiles("sandbox", "sandbox-github", "sandbox-jira");
		if (next) {
			builder.initializers(new NextRelease());
		}
		ConfigurableApplicationContext instance = builder.run("--server.port=0", "--management.server.port=0",
				"--github-jira-sync.sync.create-settle-time=2s", "--github-jira-sync.sync.preflight-interval=0s",
				"--spring.datasource.url=" + DATABASE, "--spring.data.redis.url=" + redis.url(),
				"--sandbox.github-url=" + SANDBOX.githubUrl(), "--sandbox.jira-url=" + SANDBOX.jiraUrl(),
				"--spring.jmx.enabled=false");
		this.instances.add(instance);
		return instance;
	}

	private static int port(ConfigurableApplicationContext instance) {
		return ((WebServerApplicationContext) instance).getWebServer().getPort();
	}

}
