package io.github.githubjirasync.e2e;

import java.net.URI;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import io.github.githubjirasync.GitHubJiraSyncApplication;
import io.github.githubjirasync.queue.DeadLetter;
import io.github.githubjirasync.queue.DeadLetters;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.sandbox.GitHubApps;
import io.github.githubjirasync.sandbox.Sandbox;
import io.github.githubjirasync.sandbox.SandboxGitHubIssue;
import io.github.githubjirasync.sandbox.SandboxJiraIssue;
import io.github.githubjirasync.sandbox.SandboxOptions;
import io.github.githubjirasync.testing.RedisProcess;
import io.github.githubjirasync.testing.TestKeys;
import io.github.githubjirasync.testing.TestServers;
import io.github.githubjirasync.upstream.Upstream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A running service whose links name their repositories and projects, shared by the tests
 * of what depends on that: {@code acme/widgets} with {@code SBX}, {@code acme/gadgets}
 * with {@code OPS}, both allowed to publish, the first copying files; {@code acme/closed}
 * with {@code SEC} and {@code acme/inner} with the public {@code PUB}, which are not;
 * where both sides of these change a title, the one that must not be told of wins. The
 * project {@code HR} has no link. {@code other/widgets} and {@code late/widgets}, with
 * {@code OTH} and {@code LAT}, belong to other owners: the service is a GitHub App with
 * an installation for each of them.
 */
@SpringBootTest(classes = GitHubJiraSyncApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
		"management.server.port=0", "github-jira-sync.sync.create-settle-time=2s",
		"github-jira-sync.sync.preflight-interval=0s", "github-jira-sync.queue.backoff.base=200ms",
		// More comments than the upstreams take in a minute.
		"github-jira-sync.upstream.github.write-spacing=1ms", "github-jira-sync.upstream.github.points=9000/1s",
		"github-jira-sync.upstream.github.creates=500/1s", "github-jira-sync.upstream.github.creates-long=50000/36s",
		"github-jira-sync.upstream.jira.issue-writes=500/1s",
		"github-jira-sync.upstream.jira.issue-writes-long=5000/3s", "github-jira-sync.queue.rate-per-second=1000",
		"github-jira-sync.ratelimit.timeout=5s", "github-jira-sync.upstream.jira.reads=2000/1s",
		"github-jira-sync.ops.users[0].name=operator", "github-jira-sync.ops.users[0].password={noop}operator",
		"github-jira-sync.ops.users[0].role=operator", "github-jira-sync.links[0].name=widgets",
		"github-jira-sync.links[0].github.repository=acme/widgets",
		"github-jira-sync.links[0].github.new-issues=acme/widgets", "github-jira-sync.links[0].jira.project=SBX",
		"github-jira-sync.links[0].jira.new-issues=SBX",
		"github-jira-sync.links[0].pull-requests.opened-status=In Progress",
		"github-jira-sync.links[0].pull-requests.merged-status=Done",
		"github-jira-sync.links[0].pull-requests.closed-status=To Do",
		"github-jira-sync.links[0].fields.state.transition-fields[0].status=Done",
		"github-jira-sync.links[0].fields.state.transition-fields[0].field=priority",
		"github-jira-sync.links[0].fields.state.transition-fields[0].value=High",
		"github-jira-sync.links[0].fields.state.transition-fields[0].form=name",
		"github-jira-sync.links[0].attachments.upload=true", "github-jira-sync.links[0].attachments.max-files=3",
		"github-jira-sync.links[0].sub-issues.link-type=Relates", "github-jira-sync.links[1].name=gadgets",
		"github-jira-sync.links[1].github.repository=acme/gadgets",
		"github-jira-sync.links[0].allow-private-to-public=true", "github-jira-sync.links[1].jira.project=OPS",
		"github-jira-sync.links[1].allow-private-to-public=true", "github-jira-sync.links[2].name=closed",
		"github-jira-sync.links[2].github.repository=acme/closed", "github-jira-sync.links[2].jira.project=SEC",
		"github-jira-sync.links[2].fields.title.conflict=jira", "github-jira-sync.links[3].name=open",
		"github-jira-sync.links[3].fields.title.conflict=github",
		"github-jira-sync.links[3].github.repository=acme/inner", "github-jira-sync.links[3].jira.project=PUB",
		"github-jira-sync.links[3].jira.public-project=true", "github-jira-sync.links[4].name=other",
		"github-jira-sync.links[4].github.repository=other/widgets", "github-jira-sync.links[4].jira.project=OTH",
		"github-jira-sync.links[4].allow-private-to-public=true", "github-jira-sync.links[5].name=late",
		"github-jira-sync.links[5].github.repository=late/widgets", "github-jira-sync.links[5].jira.project=LAT",
		"github-jira-sync.links[5].allow-private-to-public=true" })
@ActiveProfiles({ "sandbox", "sandbox-github", "sandbox-jira" })
@AutoConfigureObservability(tracing = false)
abstract class LinkedPairs {

	static final String WIDGETS = "acme/widgets";

	static final String GADGETS = "acme/gadgets";

	private static final int LINKS = 6;

	private static boolean known;

	private static final KeyPair KEY = TestKeys.rsa();

	static final GitHubApps APP = new GitHubApps("4711", KEY.getPublic(), "acme", "other", "late").life("late",
			Duration.ofSeconds(3));

	static final Sandbox SANDBOX = Sandbox.start(SandboxOptions.defaults()
		.jiraProjects("SBX", "OPS", "HR", "SEC", "PUB", "OTH", "LAT")
		.githubApp(APP)
		.searchLag(Duration.ofMillis(300))
		.jiraRetryDelay(Duration.ofMillis(200))
		.kept(20_000));

	private static final RedisProcess REDIS = RedisProcess.start("--appendfsync", "no");

	private static final String DATABASE = TestServers.newDatabase();

	@Autowired
	JobQueue queue;

	@Autowired
	DeadLetters deadLetters;

	@LocalServerPort
	int port;

	@LocalManagementPort
	int managementPort;

	@DynamicPropertySource
	static void servers(DynamicPropertyRegistry registry) {
		registry.add("spring.datasource.url", () -> DATABASE);
		registry.add("spring.data.redis.url", REDIS::url);
		registry.add("github-jira-sync.github.token", () -> "");
		registry.add("github-jira-sync.github.app.id", () -> "4711");
		registry.add("github-jira-sync.github.app.private-key",
				() -> "-----BEGIN PRIVATE KEY-----\n"
						+ Base64.getMimeEncoder().encodeToString(KEY.getPrivate().getEncoded())
						+ "\n-----END PRIVATE KEY-----\n");
		registry.add("sandbox.github-url", SANDBOX::githubUrl);
		registry.add("sandbox.jira-url", SANDBOX::jiraUrl);
	}

	@BeforeEach
	void startAnew() {
		SANDBOX.deliverTo(URI.create("http://localhost:" + this.port));
		awaitRepositoryIds();
		awaitQuiet();
		this.deadLetters.list(0, 500).forEach((letter) -> this.deadLetters.discard(letter.job().id()));
		SANDBOX.reset();
	}

	@AfterEach
	void callsAreAsTheVendorsDescribeThem() {
		assertThat(VendorCheck.violations(SANDBOX.calls().recent())).isEmpty();
	}

	/** Which each link asks for once, after the start. */
	private static void awaitRepositoryIds() {
		if (!known) {
			Quiet.await().until(() -> SANDBOX.calls().count(Upstream.GITHUB, "GET /repos/{owner}/{repo}") >= LINKS);
			known = true;
		}
	}

	void awaitQuiet() {
		new Quiet(this.queue, SANDBOX).awaitQuiet();
	}

	/**
	 * Waits until all is quiet, and fails if anything is called after that, or a job
	 * died.
	 */
	void awaitSilence() {
		new Quiet(this.queue, SANDBOX).awaitSilence();
		assertThat(causes()).isEmpty();
	}

	/** Why each dead letter died, newest first. */
	List<String> causes() {
		List<String> causes = new ArrayList<>();
		for (DeadLetter letter : this.deadLetters.list(0, 500)) {
			causes.add(letter.failures().get(letter.failures().size() - 1).cause());
		}
		return causes;
	}

	/** Opens an issue on GitHub and waits for its twin. */
	SandboxGitHubIssue open(String repository, String title) {
		SandboxGitHubIssue issue = SANDBOX.github().openIssue(repository, title, "Text", List.of(), "alice");
		awaitSilence();
		return issue;
	}

	static SandboxJiraIssue twin(String summary) {
		return SANDBOX.jira()
			.issues()
			.stream()
			.filter((issue) -> issue.summary().equals(summary))
			.reduce((one, other) -> {
				throw new AssertionError("More than one twin: " + one + ", " + other);
			})
			.orElseThrow();
	}

}
