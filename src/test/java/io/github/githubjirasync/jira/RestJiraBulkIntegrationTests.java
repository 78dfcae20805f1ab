package io.github.githubjirasync.jira;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.github.githubjirasync.upstream.ClientTestSupport;
import io.github.githubjirasync.upstream.StubUpstream;
import io.github.githubjirasync.upstream.StubUpstream.Call;
import io.github.githubjirasync.upstream.Upstream;
import io.github.githubjirasync.upstream.UpstreamException;
import io.github.githubjirasync.upstream.UpstreamHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static io.github.githubjirasync.jira.JiraJson.MARKER;
import static io.github.githubjirasync.jira.JiraJson.PROPERTY;
import static io.github.githubjirasync.jira.JiraJson.issue;
import static io.github.githubjirasync.jira.JiraJson.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Many issues at once. The vendor's description at hand does not hold these calls; they
 * are as documented for Jira Cloud and Data Center.
 */
class RestJiraBulkIntegrationTests {

	private final UpstreamHttp http = ClientTestSupport.http();

	private final StubUpstream stub = StubUpstream.lenient();

	@AfterEach
	void stop() {
		this.http.close();
		this.stub.close();
	}

	@Test
	void refusedIssueDoesNotKeepTheOthersFromBeingCreated() {
		this.stub.answer(201,
				"""
						{"issues":[{"id":"10001","key":"WID-1"},{"id":"10003","key":"WID-3"}],"errors":[{"status":400,
						"elementErrors":{"errorMessages":["No."],"errors":{"summary":"Too long"}},"failedElementNumber":1}]}""");
		assertThat(bulk(3).createIssues(issues(3))).containsExactly(
				new JiraBulkResult(new CreatedJiraIssue(10001, "WID-1"), ""),
				new JiraBulkResult(null, "No.; summary: Too long"),
				new JiraBulkResult(new CreatedJiraIssue(10003, "WID-3"), ""));
		assertThat(this.stub.call()).hasToString("POST /rest/api/3/issue/bulk");
		assertThat(parse(this.stub.call().body()).path("issueUpdates").path(0)).isEqualTo(parse("""
				{"fields":{"project":{"key":"WID"},"issuetype":{"name":"Task"},"summary":"Issue 0"},
				"properties":[{"key":"%s","value":%s}]}""".formatted(PROPERTY, MARKER)));
	}

	@Test
	void whenAllAreRefusedEachIsToldSo() {
		this.stub.answer(400, """
				{"issues":[],"errors":[{"status":400,"elementErrors":{"errors":{"summary":"Too long"}},
				"failedElementNumber":0}]}""");
		assertThat(bulk(3).createIssues(issues(1))).singleElement().satisfies((result) -> {
			assertThat(result.created()).isNull();
			assertThat(result.error()).contains("0: summary: Too long");
		});
	}

	@Test
	void fiftyAreCreatedAtATime() {
		this.stub.answer(201, created(0, 50)).answer(201, created(50, 70));
		assertThat(bulk(2).createIssues(issues(70))).hasSize(70)
			.allSatisfy((result) -> assertThat(result.created()).isNotNull());
		assertThat(this.stub.calls()).extracting(Call::toString)
			.containsExactly("POST /rest/api/2/issue/bulk", "POST /rest/api/2/issue/bulk");
	}

	@Test
	void answerForFewerIsAFailure() {
		this.stub.answer(201, created(0, 1));
		assertThatExceptionOfType(UpstreamException.Transient.class).isThrownBy(() -> bulk(3).createIssues(issues(2)));
	}

	@Test
	void hundredAreReadAtATimeOnCloud() {
		this.stub.answer(200, "{\"issues\":[" + issue(1, "WID-1") + "],\"issueErrors\":[]}")
			.answer(200, "{\"issues\":[]}");
		List<String> keys = IntStream.rangeClosed(1, 150).mapToObj((i) -> "WID-" + i).toList();
		assertThat(bulk(3).issues(keys)).extracting(JiraIssue::key).containsExactly("WID-1");
		assertThat(this.stub.calls()).extracting(Call::toString)
			.containsExactly("POST /rest/api/3/issue/bulkfetch", "POST /rest/api/3/issue/bulkfetch");
		assertThat(parse(this.stub.calls().get(0).body()).path("issueIdsOrKeys")).hasSize(100);
		assertThat(parse(this.stub.calls().get(0).body()).path("fields")).isNotEmpty();
	}

	@Test
	void eachIsReadOnItsOwnOnDataCenter() {
		this.stub.answer(200, issue(1, "WID-1").toString()).answer(404, "{}");
		assertThat(bulk(2).issues(List.of("WID-1", "WID-2", "WID-1"))).extracting(JiraIssue::key)
			.containsExactly("WID-1");
		assertThat(this.stub.calls()).extracting(Call::path)
			.containsExactly("/rest/api/2/issue/WID-1", "/rest/api/2/issue/WID-2");
	}

	private JiraBulk bulk(int version) {
		JiraProperties properties = new JiraProperties(URI.create(this.stub.url().toString()), null, version, null,
				"s3cret", Duration.ofSeconds(2), Duration.ofSeconds(10), 4, DataSize.ofMegabytes(1), null, true);
		return new RestJiraBulk(
				this.http.client(JiraApi.class, Upstream.JIRA, properties.http(), properties.credentials()),
				version == 3);
	}

	private static List<NewJiraIssue> issues(int count) {
		return IntStream.range(0, count)
			.mapToObj((i) -> new NewJiraIssue("WID", "Task", "Issue " + i, null, List.of(), PROPERTY, MARKER))
			.toList();
	}

	private static String created(int from, int to) {
		return "{\"issues\":[" + String.join(",",
				IntStream.range(from, to)
					.mapToObj((i) -> "{\"id\":\"" + (10000 + i) + "\",\"key\":\"WID-" + i + "\"}")
					.toList())
				+ "],\"errors\":[]}";
	}

}
