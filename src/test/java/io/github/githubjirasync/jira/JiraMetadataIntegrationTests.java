package io.github.githubjirasync.jira;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.githubjirasync.upstream.ClientTestSupport;
import io.github.githubjirasync.upstream.StubUpstream;
import io.github.githubjirasync.upstream.Upstream;
import io.github.githubjirasync.upstream.UpstreamException.Rejected;
import io.github.githubjirasync.upstream.UpstreamException.Transient;
import io.github.githubjirasync.upstream.UpstreamHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is remembered of Jira, and when it is forgotten.
 */
class JiraMetadataIntegrationTests {

	private static final String PRIORITIES = "[{\"id\":\"1\",\"name\":\"High\"}]";

	private static final String TRANSITIONS = "{\"transitions\":[{\"id\":\"31\",\"name\":\"Close\",\"to\":"
			+ "{\"name\":\"Done\",\"statusCategory\":{\"key\":\"done\"}}}]}";

	private final UpstreamHttp http = ClientTestSupport.http();

	private final StubUpstream stub = StubUpstream.lenient();

	private final AtomicLong nanos = new AtomicLong();

	private final JiraMetadata metadata = new JiraMetadata(new JiraMetadataProperties(Duration.ofMinutes(5), 100),
			(Ticker) this.nanos::get);

	private final JiraProperties properties = new JiraProperties(URI.create(this.stub.url().toString()), null, 3, null,
			"s3cret", Duration.ofSeconds(2), Duration.ofSeconds(10), 4, DataSize.ofMegabytes(1), null, true);

	private final JiraApi api = this.http.client(JiraApi.class, Upstream.JIRA, this.properties.http(),
			this.properties.credentials());

	private final JiraClient client = new RestJiraClient(this.api, new CloudSearch(this.api), this.properties,
			this.metadata);

	private final JiraDirectory directory = new RememberingJiraDirectory(
			new RestJiraDirectory(this.api, this.properties), this.metadata);

	@AfterEach
	void stop() {
		this.http.close();
		this.stub.close();
	}

	@Test
	void answerIsRememberedForItsTime() {
		this.stub.answer(200, PRIORITIES).answer(200, PRIORITIES);
		assertThat(this.directory.priorities()).containsExactly("High");
		this.nanos.addAndGet(Duration.ofMinutes(4).toNanos());
		assertThat(this.directory.priorities()).containsExactly("High");
		assertThat(this.stub.calls()).hasSize(1);
		this.nanos.addAndGet(Duration.ofMinutes(2).toNanos());
		this.directory.priorities();
		assertThat(this.stub.calls()).hasSize(2);
	}

	@Test
	void rejectionForgetsEverything() {
		this.stub.answer(200, PRIORITIES).answer(400, "{\"errors\":{\"priority\":\"gone\"}}").answer(200, PRIORITIES);
		this.directory.priorities();
		assertThatExceptionOfType(Rejected.class).isThrownBy(() -> this.client.updateIssue(1, update()));
		this.directory.priorities();
		assertThat(this.stub.calls()).hasSize(3);
	}

	@Test
	void transitionsAreThoseOfProjectTypeAndStatus() {
		this.stub.answer(200, TRANSITIONS).answer(200, TRANSITIONS);
		assertThat(this.client.transitions(1, List.of("WID", "Bug", "To Do"))).hasSize(1);
		assertThat(this.client.transitions(2, List.of("WID", "Bug", "To Do"))).hasSize(1);
		assertThat(this.client.transitions(2, List.of("WID", "Task", "To Do"))).hasSize(1);
		assertThat(this.stub.calls()).extracting(StubUpstream.Call::path)
			.containsExactly("/rest/api/3/issue/1/transitions", "/rest/api/3/issue/2/transitions");
	}

	@Test
	void transitionThatWasOnlyRememberedIsTriedAgainWithWhatThereIsNow() {
		String refusal = "{\"errorMessages\":[\"It is not allowed.\"]}";
		this.stub.answer(200, TRANSITIONS).answer(400, refusal).answer(200, TRANSITIONS).answer(400, refusal);
		List<String> workflow = List.of("WID", "Bug", "To Do");
		this.client.transitions(1, workflow);
		this.client.transitions(2, workflow);
		assertThatExceptionOfType(Transient.class).isThrownBy(() -> this.client.transition(2, "31"));
		this.client.transitions(2, workflow);
		assertThatExceptionOfType(Rejected.class).isThrownBy(() -> this.client.transition(2, "31"));
	}

	private static JiraIssueUpdate update() {
		return new JiraIssueUpdate("B", null, List.of(), List.of());
	}

}
