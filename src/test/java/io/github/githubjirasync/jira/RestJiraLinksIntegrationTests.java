package io.github.githubjirasync.jira;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.github.githubjirasync.upstream.ClientTestSupport;
import io.github.githubjirasync.upstream.StubUpstream;
import io.github.githubjirasync.upstream.StubUpstream.Call;
import io.github.githubjirasync.upstream.Upstream;
import io.github.githubjirasync.upstream.UpstreamException;
import io.github.githubjirasync.upstream.UpstreamHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static io.github.githubjirasync.jira.JiraJson.MARKER;
import static io.github.githubjirasync.jira.JiraJson.PROPERTY;
import static io.github.githubjirasync.jira.JiraJson.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What hangs on issues, against Atlassian's own API description, as far as that has it.
 */
class RestJiraLinksIntegrationTests {

	private static final String NOTHING = "{\"errorMessages\":[\"There is none.\"]}";

	private final UpstreamHttp http = ClientTestSupport.http();

	private StubUpstream stub;

	private JiraLinks links;

	@BeforeEach
	void start() {
		this.stub = StubUpstream.strict("jira-v3-issues.openapi.json");
		this.links = links(this.stub);
	}

	@AfterEach
	void stop() {
		this.http.close();
		if (this.stub != null) {
			this.stub.close();
		}
	}

	@Test
	void remoteLinksAreListedAndTakenAway() {
		this.stub.answer(200, """
				[{"id":1,"globalId":"g","object":{"url":"https://x","title":"T","status":{"resolved":true}}},
				{"id":2,"object":{"url":"https://y","title":"without an identity"}}]""")
			.answer(204, "")
			.answer(404, NOTHING);
		assertThat(this.links.remoteLinks(10001)).containsExactly(new JiraRemoteLink("g", "https://x", "T", true));
		this.links.deleteRemoteLink(10001, "g&1");
		this.links.deleteRemoteLink(10001, "g&1");
		assertThat(this.stub.calls().get(1)).hasToString("DELETE /rest/api/3/issue/10001/remotelink?globalId=g%261");
	}

	@Test
	void issuesAreLinkedAndUnlinked() {
		this.stub.answer(201, "").answer(204, "").answer(404, NOTHING);
		this.links.linkIssues("Blocks", 10001, 10002);
		this.links.deleteIssueLink(5);
		this.links.deleteIssueLink(5);
		assertThat(parse(this.stub.calls().get(0).body())).isEqualTo(parse("""
				{"type":{"name":"Blocks"},"inwardIssue":{"id":"10001"},"outwardIssue":{"id":"10002"}}"""));
		assertThat(this.stub.calls()).extracting(Call::toString)
			.containsExactly("POST /rest/api/3/issueLink", "DELETE /rest/api/3/issueLink/5",
					"DELETE /rest/api/3/issueLink/5");
	}

	@Test
	void propertiesAreSetAndTakenAway() {
		this.stub.answer(201, "").answer(204, "").answer(404, NOTHING);
		this.links.setIssueProperty(10001, PROPERTY, MARKER);
		this.links.deleteIssueProperty(10001, PROPERTY);
		this.links.deleteIssueProperty(10001, PROPERTY);
		assertThat(parse(this.stub.calls().get(0).body())).isEqualTo(MARKER);
	}

	@Test
	void fileIsAttachedAndRead() {
		try (StubUpstream any = StubUpstream.lenient()) {
			any.answer(200, """
					[{"id":"77","filename":"a_b.png","mimeType":"image/png","size":3,
					"content":"https://acme.atlassian.net/rest/api/3/attachment/content/77"}]""").answer(200, "png");
			JiraLinks jira = links(any);
			JiraAttachment made = jira.attach(10001, "a\"b.png", "image/png", "png".getBytes(StandardCharsets.UTF_8));
			assertThat(made).isEqualTo(new JiraAttachment(77, "a_b.png",
					"https://acme.atlassian.net/rest/api/3/attachment/content/77", "image/png", 3));
			assertThat(jira.content(made)).isEqualTo("png".getBytes(StandardCharsets.UTF_8));
			Call posted = any.calls().get(0);
			assertThat(posted.header("X-Atlassian-Token")).isEqualTo("no-check");
			assertThat(posted.header("Content-Type")).startsWith("multipart/form-data;");
			assertThat(posted.body())
				.contains("name=\"file\"; filename=\"a_b.png\"\r\nContent-Type: image/png\r\n\r\npng");
			assertThat(any.calls().get(1)).hasToString("GET /rest/api/3/attachment/content/77?redirect=false");
		}
	}

	@Test
	void fileOfAnotherSiteIsNotFetched() {
		assertThatExceptionOfType(UpstreamException.class).isThrownBy(() -> this.links
			.content(new JiraAttachment(7, "x", "https://evil.example/secure/attachment/7/x", null, 1)));
		assertThat(this.stub.calls()).isEmpty();
	}

	private JiraLinks links(StubUpstream upstream) {
		JiraProperties properties = new JiraProperties(upstream.url(), null, 3, "bot@acme.example", "s3cret",
				Duration.ofSeconds(2), Duration.ofSeconds(10), 4, DataSize.ofMegabytes(1), null, true);
		return new RestJiraLinks(
				this.http.client(JiraApi.class, Upstream.JIRA, properties.http(), properties.credentials()));
	}

}
