package io.github.githubjirasync.jira;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.githubjirasync.upstream.ClientTestSupport;
import io.github.githubjirasync.upstream.StubUpstream;
import io.github.githubjirasync.upstream.StubUpstream.Call;
import io.github.githubjirasync.upstream.Upstream;
import io.github.githubjirasync.upstream.UpstreamHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static io.github.githubjirasync.jira.JiraJson.MARKER;
import static io.github.githubjirasync.jira.JiraJson.PROPERTY;
import static io.github.githubjirasync.jira.JiraJson.comment;
import static io.github.githubjirasync.jira.JiraJson.issue;
import static io.github.githubjirasync.jira.JiraJson.parse;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Version 2, below a context path, in the shapes that Data Center's documents show.
 */
class DataCenterIntegrationTests {

	private static final JsonNode WIKI = TextNode.valueOf("*Hi* {code}x{code}");

	private final UpstreamHttp http = ClientTestSupport.http();

	private final StubUpstream stub = StubUpstream.lenient();

	private final JiraClient client = client();

	@AfterEach
	void stop() {
		this.http.close();
		this.stub.close();
	}

	@Test
	void selfIsKnownByKeyAndTokenIsBearer() {
		this.stub.answer(200, """
				{"self":"http://x/jira/rest/api/2/user?username=sync","key":"JIRAUSER10100","name":"sync",
				"displayName":"Sync Bot"}""");
		assertThat(this.client.self()).isEqualTo(new JiraUser("JIRAUSER10100", "Sync Bot"));
		assertThat(this.stub.call()).hasToString("GET /jira/rest/api/2/myself");
		assertThat(this.stub.call().header("Authorization")).isEqualTo("Bearer s3cret");
	}

	@Test
	void textsAreWikiMarkup() {
		assertThat(this.client.usesAdf()).isFalse();
		assertThat(this.client.browseUrl("WID-7")).isEqualTo(this.stub.url() + "/jira/browse/WID-7");
		ObjectNode issue = issue(10001, "WID-7");
		((ObjectNode) issue.path("fields")).set("description", WIKI);
		this.stub.answer(200, issue.toString()).answer(201, "{\"id\":\"10002\",\"key\":\"WID-8\"}");
		assertThat(this.client.issue("WID-7").description()).isEqualTo(WIKI);
		this.client.createIssue(new NewJiraIssue("WID", "Bug", "S", WIKI, List.of(), PROPERTY, MARKER));
		JsonNode sent = parse(this.stub.calls().get(1).body());
		assertThat(sent.at("/fields/description")).isEqualTo(WIKI);
		assertThat(sent.at("/properties/0/value")).isEqualTo(MARKER);
	}

	@Test
	void ownIssuesAreFoundWithTheOldSearchAndReadForTheirProperty() {
		ObjectNode marked = issue(10002, "WID-8");
		marked.putObject("properties").set(PROPERTY, MARKER);
		ObjectNode unmarked = issue(10001, "WID-7");
		unmarked.putObject("properties");
		this.stub
			.answer(200,
					"{\"startAt\":0,\"maxResults\":1,\"total\":2,\"issues\":[%s]}".formatted(issue(10002, "WID-8")))
			.answer(200, "{\"startAt\":1,\"maxResults\":1,\"total\":2,\"issues\":[%s]}".formatted(unmarked))
			.answer(200, marked.toString());
		List<JiraIssue> found = this.client.issuesCreatedBySelf("WID", Duration.ofMinutes(5), PROPERTY);
		assertThat(found).extracting(JiraIssue::key).containsExactly("WID-8", "WID-7");
		assertThat(found).extracting(JiraIssue::property).containsExactly(MARKER, null);
		Call first = this.stub.calls().get(0);
		assertThat(first.path()).isEqualTo("/jira/rest/api/2/search");
		assertThat(first.parameter("jql")).containsExactly(
				"project = \"WID\" AND creator = currentUser() AND created >= \"-5m\" ORDER BY created DESC");
		assertThat(first.parameter("startAt")).containsExactly("0");
		assertThat(this.stub.calls().get(1).parameter("startAt")).containsExactly("1");
		assertThat(this.stub.calls().get(2).path()).isEqualTo("/jira/rest/api/2/issue/10002");
		assertThat(this.stub.calls().get(2).parameter("properties")).containsExactly(PROPERTY);
	}

	@Test
	void commentsAreWikiMarkupToo() {
		ObjectNode comment = comment(7, WIKI);
		comment.putObject("author").put("key", "mia").put("name", "mia").put("displayName", "Mia");
		this.stub.answer(201, comment.toString())
			.answer(200, "{\"startAt\":0,\"maxResults\":100,\"total\":1,\"comments\":[%s]}".formatted(comment));
		assertThat(this.client.createComment(10001, WIKI, PROPERTY, MARKER).authorId()).isEqualTo("mia");
		assertThat(this.client.comments(10001, PROPERTY)).extracting(JiraComment::body).containsExactly(WIKI);
		assertThat(parse(this.stub.calls().get(0).body()).path("body")).isEqualTo(WIKI);
	}

	@Test
	void accountsAreReferredToByTheirUserName() {
		ObjectNode issue = issue(10001, "WID-7");
		((ObjectNode) issue.path("fields")).putObject("assignee")
			.put("key", "JIRAUSER10100")
			.put("name", "mia")
			.put("displayName", "Mia");
		this.stub.answer(200, issue.toString());
		JiraUser assignee = this.client.issue("WID-7").details().assignee();
		assertThat(assignee).isEqualTo(new JiraUser("JIRAUSER10100", "Mia", "mia", null));
		assertThat(this.client.userField("mia")).isEqualTo(parse("{\"name\":\"mia\"}"));
	}

	@Test
	void contentOfAFileIsWhereTheAttachmentSays() {
		byte[] bytes = { 0, 1, -1 };
		this.stub.answer((exchange) -> {
			exchange.getResponseHeaders().set("Content-Type", "application/x-thing");
			exchange.sendResponseHeaders(200, bytes.length);
			exchange.getResponseBody().write(bytes);
			exchange.close();
		});
		assertThat(this.client
			.content(new JiraAttachment(7, "a b.bin", this.stub.url() + "/jira/secure/attachment/7/a b.bin", null, 3)))
			.isEqualTo(bytes);
		assertThat(this.stub.call()).hasToString("GET /jira/secure/attachment/7/a%20b.bin");
	}

	@Test
	void watchersAreNotMailedWhereThatIsConfigured() {
		this.stub.answer(204, "");
		this.client.updateIssue(10001, new JiraIssueUpdate("S", null, List.of(), List.of()));
		assertThat(this.stub.call()).hasToString("PUT /jira/rest/api/2/issue/10001?notifyUsers=false");
	}

	private JiraClient client() {
		JiraProperties properties = new JiraProperties(URI.create(this.stub.url() + "/jira"), null, 2, null, "s3cret",
				Duration.ofSeconds(2), Duration.ofSeconds(10), 4, DataSize.ofMegabytes(1), null, false);
		JiraApi api = this.http.client(JiraApi.class, Upstream.JIRA, properties.http(), properties.credentials());
		return new RestJiraClient(api, new DataCenterSearch(api), properties);
	}

}
