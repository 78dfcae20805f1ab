package io.github.githubjirasync.jira;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.githubjirasync.upstream.ClientTestSupport;
import io.github.githubjirasync.upstream.StubUpstream.Call;
import io.github.githubjirasync.upstream.StubUpstream;
import io.github.githubjirasync.upstream.Upstream;
import io.github.githubjirasync.upstream.UpstreamException;
import io.github.githubjirasync.upstream.UpstreamHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import static io.github.githubjirasync.jira.JiraJson.ADF;
import static io.github.githubjirasync.jira.JiraJson.MARKER;
import static io.github.githubjirasync.jira.JiraJson.PROPERTY;
import static io.github.githubjirasync.jira.JiraJson.comment;
import static io.github.githubjirasync.jira.JiraJson.issue;
import static io.github.githubjirasync.jira.JiraJson.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Every call against Atlassian's own description of version 3. It is longer than usual
 * because each call of the client has its test here.
 */
class RestJiraClientIntegrationTests {

	private static final String FIELDS = "summary,description,status,issuetype,labels,security,created,updated,"
			+ "assignee,reporter,priority,resolution,fixVersions,components,parent,attachment,issuelinks";

	private final UpstreamHttp http = ClientTestSupport.http();

	private StubUpstream stub;

	private JiraApi api;

	private JiraClient client;

	@BeforeEach
	void start() {
		this.stub = StubUpstream.strict("jira-v3-issues.openapi.json");
		JiraProperties properties = new JiraProperties(this.stub.url(), URI.create("https://acme.atlassian.net/"), 3,
				"bot@acme.example", "s3cret", Duration.ofSeconds(2), Duration.ofSeconds(10), 4, DataSize.ofMegabytes(1),
				null, true);
		this.api = this.http.client(JiraApi.class, Upstream.JIRA, properties.http(), properties.credentials());
		this.client = new RestJiraClient(this.api, new CloudSearch(this.api), properties);
	}

	@AfterEach
	void stop() {
		this.http.close();
		if (this.stub != null) {
			this.stub.close();
		}
	}

	@Test
	void selfIsAskedOnceWithBasicCredentials() {
		this.stub.answer(200, """
				{"accountId":"5b10a2844c20165700ede21g","accountType":"app","displayName":"Sync","active":true}""");
		assertThat(this.client.self()).isEqualTo(new JiraUser("5b10a2844c20165700ede21g", "Sync"));
		assertThat(this.client.self()).isEqualTo(new JiraUser("5b10a2844c20165700ede21g", "Sync"));
		assertThat(this.stub.call()).hasToString("GET /rest/api/3/myself");
		assertThat(this.stub.call().header("Authorization")).isEqualTo("Basic Ym90QGFjbWUuZXhhbXBsZTpzM2NyZXQ=");
	}

	@Test
	void textsAreAdfAndPagesAreForPeople() {
		assertThat(this.client.usesAdf()).isTrue();
		assertThat(this.client.browseUrl("WID-7")).isEqualTo("https://acme.atlassian.net/browse/WID-7");
	}

	@Test
	void issueIsRead() {
		ObjectNode issue = issue(10001, "WID-7");
		((ObjectNode) issue.path("fields")).set("description", ADF);
		this.stub.answer(200, issue.toString());
		assertThat(this.client.issue("OLD-1")).isEqualTo(new JiraIssue(10001, "WID-7", "Found a bug", ADF,
				"In Progress", false, "Bug", List.of("bug"), false, Instant.parse("2026-01-02T03:04:05.678Z"),
				Instant.parse("2026-01-02T03:04:05.678Z"), null, new JiraIssueMore("3", "indeterminate", null, null,
						false, null, null, null, List.of(), null, null, List.of(), List.of())));
		assertThat(this.stub.call().path()).isEqualTo("/rest/api/3/issue/OLD-1");
		assertThat(this.stub.call().parameter("fields")).containsExactly(FIELDS);
	}

	@Test
	void securedAndDoneAreTold() {
		ObjectNode issue = issue(9_000_000_000L, "WID-7");
		ObjectNode fields = (ObjectNode) issue.path("fields");
		fields.putObject("security").put("id", "1").put("name", "Staff");
		fields.putObject("status").put("name", "Closed").putObject("statusCategory").put("key", "done");
		fields.remove("labels");
		this.stub.answer(200, issue.toString());
		JiraIssue read = this.client.issue("WID-7");
		assertThat(read.id()).isEqualTo(9_000_000_000L);
		assertThat(read.secured()).isTrue();
		assertThat(read.done()).isTrue();
		assertThat(read.labels()).isEmpty();
		assertThat(read.description()).isNull();
	}

	@Test
	void issueIsCreatedWithItsPropertyInOneCall() {
		this.stub.answer(201, "{\"id\":\"10000\",\"key\":\"WID-24\",\"self\":\"https://acme.atlassian.net/x\"}");
		CreatedJiraIssue created = this.client
			.createIssue(new NewJiraIssue("WID", "Bug", "Found a bug", ADF, List.of("a", "ümlaut"), PROPERTY, MARKER));
		assertThat(created).isEqualTo(new CreatedJiraIssue(10000, "WID-24"));
		assertThat(this.stub.call()).hasToString("POST /rest/api/3/issue");
		assertThat(sent()).isEqualTo(parse("""
				{"fields":{"project":{"key":"WID"},"issuetype":{"name":"Bug"},"summary":"Found a bug",
				"description":%s,"labels":["a","ümlaut"]},
				"properties":[{"key":"github-jira-sync","value":%s}]}""".formatted(ADF, MARKER)));
	}

	@Test
	void absentTextAndLabelsAreNotSent() {
		this.stub.answer(201, "{\"id\":\"10000\",\"key\":\"WID-24\"}");
		this.client.createIssue(new NewJiraIssue("WID", "Bug", "S", null, List.of(), PROPERTY, MARKER));
		assertThat(sent().path("fields").has("description")).isFalse();
		assertThat(sent().path("fields").has("labels")).isFalse();
	}

	@Test
	void updateIsOneCallThatLeavesLabelsOfOthers() {
		this.stub.answer(204, "");
		this.client.updateIssue(10001, new JiraIssueUpdate("New", ADF, List.of("a"), List.of("b", "c")));
		assertThat(this.stub.call()).hasToString("PUT /rest/api/3/issue/10001?notifyUsers=true");
		assertThat(sent()).isEqualTo(parse("""
				{"fields":{"summary":"New","description":%s},
				"update":{"labels":[{"add":"a"},{"remove":"b"},{"remove":"c"}]}}""".formatted(ADF)));
	}

	@Test
	void updateSendsOnlyWhatChanges() {
		this.stub.answer(204, "").answer(204, "");
		this.client.updateIssue(10001, new JiraIssueUpdate(null, NullNode.getInstance(), List.of(), List.of()));
		this.client.updateIssue(10001, new JiraIssueUpdate(null, null, List.of("a"), List.of()));
		this.client.updateIssue(10001, new JiraIssueUpdate(null, null, List.of(), List.of()));
		assertThat(this.stub.calls()).extracting(Call::body)
			.containsExactly("{\"fields\":{\"description\":null}}", "{\"update\":{\"labels\":[{\"add\":\"a\"}]}}");
	}

	@Test
	void refusalKeepsJirasWords() {
		this.stub.answer(400, "{\"errorMessages\":[],\"errors\":{\"summary\":\"The summary must be on one line\"}}");
		assertThatExceptionOfType(UpstreamException.Rejected.class)
			.isThrownBy(() -> this.client.updateIssue(10001, new JiraIssueUpdate("a\nb", null, List.of(), List.of())))
			.withMessage("Jira PUT /rest/api/3/issue/10001 rejected (400: summary: The summary must be on one line)");
	}

	@Test
	void transitionsAreRead() {
		this.stub.answer(200, """
				{"expand":"transitions","transitions":[
				{"id":"31","name":"Done!","hasScreen":false,"to":{"id":"5","name":"Closed","statusCategory":
				{"id":3,"key":"done","name":"Done"}}},
				{"id":"11","name":"Start","to":{"id":"3","name":"In Progress","statusCategory":
				{"id":4,"key":"indeterminate"}}}]}""");
		assertThat(this.client.transitions(10001)).containsExactly(new JiraTransition("31", "Done!", "Closed", true),
				new JiraTransition("11", "Start", "In Progress", false));
		assertThat(this.stub.call()).hasToString("GET /rest/api/3/issue/10001/transitions?expand=transitions.fields");
	}

	@Test
	void everythingElseThatAnIssueHasIsRead() {
		ObjectNode issue = issue(10001, "WID-7");
		ObjectNode fields = (ObjectNode) issue.path("fields");
		fields.set("assignee",
				parse("{\"accountId\":\"5b10\",\"displayName\":\"Mia\",\"emailAddress\":\"m@x.example\"}"));
		fields.set("reporter", parse("{\"accountId\":\"5b11\",\"displayName\":\"Bob\",\"emailAddress\":\"\"}"));
		fields.putObject("priority").put("id", "2").put("name", "High");
		fields.putObject("resolution").put("id", "1").put("name", "Done");
		fields.putObject("security").put("id", "1").put("name", "Staff");
		fields.putArray("fixVersions").addObject().put("id", "1").put("name", "1.0");
		fields.putArray("components").addObject().put("id", "1").put("name", "API");
		fields.putObject("parent").put("id", "10000").put("key", "WID-1");
		fields.set("attachment", parse("""
				[{"id":"77","filename":"a b.png","mimeType":"image/png","size":12,"content":"https://x/77"}]"""));
		fields.set("issuelinks", parse("""
				[{"id":"5","type":{"id":"1","name":"Blocks"},"outwardIssue":{"id":"10002","key":"WID-8"}},
				{"id":"6","type":{"id":"1","name":"Blocks"},"inwardIssue":{"id":"10003","key":"WID-9"}}]"""));
		this.stub.answer(200, issue.toString());
		assertThat(this.client.issue("WID-7").details()).isEqualTo(new JiraIssueMore("3", "indeterminate", "Done",
				"High", false, new JiraUser("5b10", "Mia", null, "m@x.example"), new JiraUser("5b11", "Bob"),
				List.of("1.0"), List.of("API"), new CreatedJiraIssue(10000, "WID-1"), "Staff",
				List.of(new JiraAttachment(77, "a b.png", "https://x/77", "image/png", 12)),
				List.of(new JiraIssueLink(5, "Blocks", true, 10002, "WID-8"),
						new JiraIssueLink(6, "Blocks", false, 10003, "WID-9"))));
	}

	@Test
	void otherFieldsAreCreatedAndChanged() {
		this.stub.answer(201, "{\"id\":\"10000\",\"key\":\"WID-24\"}").answer(204, "");
		Map<String, JsonNode> fields = Map.of("priority", JiraFieldValues.named("High"), "fixVersions",
				JiraFieldValues.named(List.of("1.0")), "assignee", this.client.userField("5b10"), "parent",
				JiraFieldValues.issue(10001));
		this.client.createIssue(new NewJiraIssue("WID", "Bug", "S", null, List.of(), PROPERTY, MARKER, fields));
		this.client.updateIssue(10001, new JiraIssueUpdate(null, null, List.of(), List.of(),
				Map.of("assignee", this.client.userField(null), "issuetype", JiraFieldValues.named("Bug"))));
		assertThat(parse(this.stub.calls().get(0).body()).path("fields")).isEqualTo(parse("""
				{"project":{"key":"WID"},"issuetype":{"name":"Bug"},"summary":"S","priority":{"name":"High"},
				"fixVersions":[{"name":"1.0"}],"assignee":{"accountId":"5b10"},"parent":{"id":"10001"}}"""));
		assertThat(this.stub.calls().get(1).body())
			.isEqualTo("{\"fields\":{\"assignee\":null,\"issuetype\":{\"name\":\"Bug\"}}}");
	}

	@Test
	void screenOfATransitionIsReadAndFilled() {
		this.stub.answer(200, """
				{"transitions":[{"id":"31","name":"Close","to":{"id":"5","name":"Closed","statusCategory":
				{"id":3,"key":"done"}},"fields":{"resolution":{"required":true,"name":"Resolution","key":"resolution",
				"hasDefaultValue":false,"operations":["set"],"schema":{"type":"resolution"},
				"allowedValues":[{"id":"1","name":"Done"},{"id":"2","name":"Won't Do"}]}}}]}""").answer(204, "");
		JiraTransition close = this.client.transitions(10001).get(0);
		assertThat(close.fields())
			.containsExactly(new JiraField("resolution", "Resolution", true, false, List.of("Done", "Won't Do")));
		this.client.transition(10001, close.id(), Map.of("resolution", JiraFieldValues.named("Won't Do")));
		assertThat(parse(this.stub.calls().get(1).body()))
			.isEqualTo(parse("{\"transition\":{\"id\":\"31\"},\"fields\":{\"resolution\":{\"name\":\"Won't Do\"}}}"));
	}

	@Test
	void transitionIsTaken() {
		this.stub.answer(204, "");
		this.client.transition(10001, "31");
		assertThat(this.stub.call()).hasToString("POST /rest/api/3/issue/10001/transitions");
		assertThat(sent()).isEqualTo(parse("{\"transition\":{\"id\":\"31\"}}"));
	}

	@Test
	void ownIssuesAreFoundOverAllPagesWithTheirProperty() {
		ObjectNode marked = issue(10002, "WID-8");
		marked.putObject("properties").set(PROPERTY, MARKER);
		this.stub.answer(200, "{\"issues\":[%s],\"nextPageToken\":\"CAEaAggD\",\"isLast\":false}".formatted(marked))
			.answer(200, "{\"issues\":[%s],\"isLast\":true}".formatted(issue(10001, "WID-7")));
		List<JiraIssue> found = this.client.issuesCreatedBySelf("WID", Duration.ofSeconds(61), PROPERTY);
		assertThat(found).extracting(JiraIssue::id).containsExactly(10002L, 10001L);
		assertThat(found).extracting(JiraIssue::property).containsExactly(MARKER, null);
		assertThat(this.stub.calls()).extracting(Call::toString).containsOnly("POST /rest/api/3/search/jql");
		JsonNode first = parse(this.stub.calls().get(0).body());
		assertThat(first.path("jql").asText())
			.isEqualTo("project = \"WID\" AND creator = currentUser() AND created >= \"-2m\" ORDER BY created DESC");
		assertThat(first.path("properties")).isEqualTo(parse("[\"github-jira-sync\"]"));
		assertThat(first.path("fields")).hasSize(17);
		assertThat(first.has("nextPageToken")).isFalse();
		assertThat(parse(this.stub.calls().get(1).body()).path("nextPageToken").asText()).isEqualTo("CAEaAggD");
	}

	@ParameterizedTest
	@CsvSource({ "PT0S, -1m", "PT1S, -1m", "PT60S, -1m", "PT60.001S, -2m", "PT1H, -60m" })
	void spanIsRoundedUpToMinutes(Duration within, String expected) {
		this.stub.answer(200, "{\"issues\":[],\"isLast\":true}");
		assertThat(this.client.issuesCreatedBySelf("WID", within, PROPERTY)).isEmpty();
		assertThat(sent().path("jql").asText()).contains("created >= \"" + expected + "\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "wid", "WID\" OR project = \"HR", "W D", "1W" })
	void projectKeyThatIsNoneReachesNoQuery(String key) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.client.issuesCreatedBySelf(key, Duration.ofMinutes(1), PROPERTY));
		assertThat(this.stub.calls()).isEmpty();
	}

	@Test
	void endlessSearchIsAnError() {
		for (int i = 0; i < 100; i++) {
			this.stub.answer(200, "{\"issues\":[],\"nextPageToken\":\"again\"}");
		}
		assertThatExceptionOfType(UpstreamException.Rejected.class)
			.isThrownBy(() -> this.client.issuesCreatedBySelf("WID", Duration.ofMinutes(1), PROPERTY))
			.withMessageContaining("more than 100 pages");
	}

	@Test
	void remoteLinkIsPut() {
		this.stub.answer(201, "{\"id\":10000,\"self\":\"https://acme.atlassian.net/x\"}").answer(200, "{\"id\":10000}");
		JiraRemoteLink link = new JiraRemoteLink("github=1", "https://github.com/o/r/issues/1", "o/r#1", true);
		this.client.putRemoteLink(10001, link);
		this.client.putRemoteLink(10001, link);
		assertThat(this.stub.calls()).extracting(Call::toString)
			.containsOnly("POST /rest/api/3/issue/10001/remotelink");
		assertThat(parse(this.stub.calls().get(0).body())).isEqualTo(parse("""
				{"globalId":"github=1","object":{"url":"https://github.com/o/r/issues/1","title":"o/r#1",
				"status":{"resolved":true}}}"""));
	}

	@Test
	void commentsAreReadOverAllPagesWithTheirProperty() {
		ObjectNode marked = comment(1, ADF);
		marked.putArray("properties").addObject().put("key", PROPERTY).set("value", MARKER);
		this.stub.answer(200, "{\"startAt\":0,\"maxResults\":1,\"total\":2,\"comments\":[%s]}".formatted(marked))
			.answer(200, "{\"startAt\":1,\"maxResults\":1,\"total\":2,\"comments\":[%s]}".formatted(comment(2, ADF)));
		List<JiraComment> comments = this.client.comments(10001, PROPERTY);
		assertThat(comments).extracting(JiraComment::id).containsExactly(1L, 2L);
		assertThat(comments).extracting(JiraComment::property).containsExactly(MARKER, null);
		assertThat(comments.get(1)).isEqualTo(new JiraComment(2, ADF, "5b10a2844c20165700ede21g", false,
				Instant.parse("2026-01-02T03:04:05.678Z"), Instant.parse("2026-01-02T03:04:06Z"), null));
		assertThat(this.stub.calls()).extracting((call) -> call.parameter("startAt"))
			.containsExactly(List.of("0"), List.of("1"));
		assertThat(this.stub.calls().get(0).parameter("expand")).containsExactly("properties");
	}

	@Test
	void everyKindOfRestrictedCommentIsTold() {
		ObjectNode forRole = comment(1, ADF);
		forRole.putObject("visibility").put("type", "role").put("value", "Administrators");
		ObjectNode internal = comment(2, ADF).put("jsdPublic", false);
		ObjectNode oldInternal = comment(3, ADF);
		oldInternal.remove("jsdPublic");
		oldInternal.putArray("properties")
			.addObject()
			.put("key", "sd.public.comment")
			.putObject("value")
			.put("internal", true);
		ObjectNode open = comment(4, ADF);
		open.remove("author");
		this.stub.answer(200,
				"{\"total\":4,\"comments\":[%s,%s,%s,%s]}".formatted(forRole, internal, oldInternal, open));
		List<JiraComment> comments = this.client.comments(10001, PROPERTY);
		assertThat(comments).extracting(JiraComment::restricted).containsExactly(true, true, true, false);
		assertThat(comments.get(3).authorId()).isEmpty();
	}

	@Test
	void commentIsWrittenWithItsPropertyInOneCall() {
		this.stub.answer(201, comment(7, ADF).toString());
		JiraComment comment = this.client.createComment(10001, ADF, PROPERTY, MARKER);
		assertThat(comment.id()).isEqualTo(7);
		assertThat(comment.property()).isEqualTo(MARKER);
		assertThat(this.stub.call()).hasToString("POST /rest/api/3/issue/10001/comment");
		assertThat(sent()).isEqualTo(parse("""
				{"body":%s,"properties":[{"key":"github-jira-sync","value":%s}]}""".formatted(ADF, MARKER)));
	}

	@Test
	void commentIsChanged() {
		this.stub.answer(200, comment(7, ADF).toString());
		assertThat(this.client.updateComment(10001, 7, ADF).id()).isEqualTo(7);
		assertThat(this.stub.call()).hasToString("PUT /rest/api/3/issue/10001/comment/7");
		assertThat(sent()).isEqualTo(parse("{\"body\":%s}".formatted(ADF)));
	}

	@Test
	void commentIsDeletedOnceOrMore() {
		this.stub.answer(204, "").answer(404, "{\"errorMessages\":[\"Can not find a comment for the id: 7.\"]}");
		this.client.deleteComment(10001, 7);
		this.client.deleteComment(10001, 7);
		assertThat(this.stub.calls()).extracting(Call::toString)
			.containsOnly("DELETE /rest/api/3/issue/10001/comment/7");
	}

	@Test
	void brokenTimestampIsAPassingFault() {
		ObjectNode issue = issue(10001, "WID-7");
		((ObjectNode) issue.path("fields")).put("created", "yesterday");
		this.stub.answer(200, issue.toString());
		assertThatExceptionOfType(UpstreamException.Transient.class).isThrownBy(() -> this.client.issue("WID-7"))
			.withMessage("Jira GET /rest/api/3/issue/WID-7 failed (the answer could not be read)");
	}

	@Test
	void descriptionFailsAWrongRequest() {
		this.stub.answer(201, comment(7, ADF).toString());
		this.client.createComment(10001, TextNode.valueOf("wiki markup"), PROPERTY, MARKER);
		assertThat(this.stub.takeViolations()).isNotEmpty().first().asString().contains("/body");
	}

	@Test
	void descriptionFailsAnUnknownPath() {
		this.stub.answer(200, "{\"issues\":[]}");
		this.api.searchDataCenter("project = WID", 0, FIELDS, PROPERTY);
		assertThat(this.stub.takeViolations()).isNotEmpty().first().asString().contains("No API path found");
	}

	private JsonNode sent() {
		return parse(this.stub.call().body());
	}

}
