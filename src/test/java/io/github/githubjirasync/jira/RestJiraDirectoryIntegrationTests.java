package io.github.githubjirasync.jira;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

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

import static io.github.githubjirasync.jira.JiraJson.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every look-up against Atlassian's own API description, as far as that has it.
 */
class RestJiraDirectoryIntegrationTests {

	private static final String NO_PROJECT = "{\"errorMessages\":[\"No project could be found with key 'WID'.\"]}";

	private final UpstreamHttp http = ClientTestSupport.http();

	private StubUpstream stub;

	private JiraDirectory directory;

	@BeforeEach
	void start() {
		this.stub = StubUpstream.strict("jira-v3-issues.openapi.json");
		this.directory = directory(this.stub, 3);
	}

	@AfterEach
	void stop() {
		this.http.close();
		if (this.stub != null) {
			this.stub.close();
		}
	}

	@Test
	void projectIsReadWithItsTypes() {
		this.stub.answer(200, """
				{"id":"10000","key":"WID","name":"Widgets","issueTypes":[{"id":"1","name":"Bug","subtask":false},
				{"id":"2","name":"Sub-task","subtask":true}]}""").answer(404, NO_PROJECT);
		assertThat(this.directory.project("WID")).contains(new JiraProject(10000, "WID", "Widgets",
				List.of(new JiraIssueType("1", "Bug", false), new JiraIssueType("2", "Sub-task", true))));
		assertThat(this.directory.project("WID")).isEmpty();
		assertThat(this.stub.calls()).extracting(Call::toString).containsOnly("GET /rest/api/3/project/WID");
	}

	@Test
	void statusesAreReadByType() {
		this.stub.answer(200, """
				[{"id":"3","name":"Task","self":"https://x/3","subtask":false,"statuses":[{"id":"5","name":"Closed",
				"statusCategory":{"id":3,"key":"done"}}]}]""");
		assertThat(this.directory.statuses("WID"))
			.isEqualTo(Map.of("Task", List.of(new JiraStatus("5", "Closed", "done"))));
	}

	@Test
	void versionsAreReadAndCreated() {
		this.stub.answer(200, "[{\"id\":\"1\",\"name\":\"1.0\",\"released\":true,\"archived\":false}]")
			.answer(200, "{\"id\":\"10000\",\"key\":\"WID\"}")
			.answer(201, "{\"id\":\"2\",\"name\":\"2.0\",\"released\":false,\"archived\":false,\"projectId\":10000}");
		assertThat(this.directory.versions("WID")).containsExactly(new JiraVersion("1", "1.0", true, false));
		assertThat(this.directory.createVersion("WID", "2.0")).isEqualTo(new JiraVersion("2", "2.0", false, false));
		assertThat(parse(this.stub.calls().get(2).body())).isEqualTo(parse("{\"name\":\"2.0\",\"projectId\":10000}"));
	}

	@Test
	void typesAndFieldsToCreateWithAreReadOverAllPages() {
		this.stub.answer(200, "{\"issueTypes\":[{\"id\":\"1\",\"name\":\"Bug\"}],\"startAt\":0,\"total\":2}")
			.answer(200, "{\"issueTypes\":[{\"id\":\"2\",\"name\":\"Task\"}],\"startAt\":1,\"total\":2}")
			.answer(200, """
					{"fields":[{"fieldId":"summary","key":"summary","name":"Summary","required":true,
					"hasDefaultValue":false,"operations":["set"],"schema":{"type":"string","system":"summary"}},
					{"fieldId":"priority","key":"priority","name":"Priority","required":false,"hasDefaultValue":true,
					"operations":["set"],"schema":{"type":"priority"},"allowedValues":[{"id":"1","name":"High"}]}],
					"startAt":0,"maxResults":100,"total":2}""");
		assertThat(this.directory.creatableTypes("WID")).extracting(JiraIssueType::name).containsExactly("Bug", "Task");
		assertThat(this.directory.createFields("WID", "1")).containsExactly(
				new JiraField("summary", "Summary", true, false, List.of()),
				new JiraField("priority", "Priority", false, true, List.of("High")));
		assertThat(this.stub.calls()).extracting(Call::toString)
			.containsExactly("GET /rest/api/3/issue/createmeta/WID/issuetypes?startAt=0&maxResults=100",
					"GET /rest/api/3/issue/createmeta/WID/issuetypes?startAt=1&maxResults=100",
					"GET /rest/api/3/issue/createmeta/WID/issuetypes/1?startAt=0&maxResults=100");
	}

	@Test
	void fieldsToEditAreRead() {
		this.stub.answer(200, """
				{"fields":{"assignee":{"required":false,"name":"Assignee","key":"assignee","operations":["set"],
				"schema":{"type":"user"}}}}""");
		assertThat(this.directory.editFields(10001))
			.containsExactly(new JiraField("assignee", "Assignee", false, false, List.of()));
	}

	@Test
	void prioritiesAndLinkTypesAreRead() {
		this.stub.answer(200, "[{\"id\":\"1\",\"name\":\"Highest\"},{\"id\":\"2\",\"name\":\"High\"}]")
			.answer(200, "{\"issueLinkTypes\":[{\"id\":\"1\",\"name\":\"Blocks\"}]}");
		assertThat(this.directory.priorities()).containsExactly("Highest", "High");
		assertThat(this.directory.issueLinkTypes()).containsExactly("Blocks");
	}

	@Test
	void accountsAreSearchedByNameOrAddress() {
		this.stub.answer(200, "[{\"accountId\":\"5b10\",\"displayName\":\"Mia\",\"emailAddress\":\"m@x.example\"}]");
		assertThat(this.directory.users("m@x.example"))
			.containsExactly(new JiraUser("5b10", "Mia", null, "m@x.example"));
		assertThat(this.stub.call().parameter("query")).containsExactly("m@x.example");
	}

	@Test
	void assignableAccountsPermissionsAndRolesAreAskedFor() {
		try (StubUpstream any = StubUpstream.lenient()) {
			any.answer(200, "[{\"accountId\":\"5b10\",\"displayName\":\"Mia\"}]")
				.answer(200,
						"""
								{"permissions":{"CREATE_ISSUES":{"havePermission":true},"EDIT_ISSUES":{"havePermission":false}}}""")
				.answer(200, "{\"Developers\":\"https://x/role/1\"}");
			JiraDirectory jira = directory(any, 3);
			assertThat(jira.assignableUsers("WID", "mia")).extracting(JiraUser::reference).containsExactly("5b10");
			assertThat(jira.permissions("WID", List.of("CREATE_ISSUES", "EDIT_ISSUES")))
				.containsExactly("CREATE_ISSUES");
			assertThat(jira.roles("WID")).containsExactly("Developers");
			assertThat(any.calls()).extracting(Call::toString)
				.containsExactly("GET /rest/api/3/user/assignable/search?project=WID&query=mia&maxResults=50",
						"GET /rest/api/3/mypermissions?projectKey=WID&permissions=CREATE_ISSUES%2CEDIT_ISSUES",
						"GET /rest/api/3/project/WID/role");
		}
	}

	@Test
	void webhooksAreReadWhereWeMaySeeThem() {
		try (StubUpstream any = StubUpstream.lenient()) {
			any.answer(200,
					"[{\"name\":\"sync\",\"url\":\"https://s/webhooks/jira\",\"events\":[\"jira:issue_created\"],"
							+ "\"enabled\":true,\"self\":\"x\"}]")
				.answer(403, "{}")
				.answer(404, "{}");
			JiraDirectory jira = directory(any, 3);
			assertThat(jira.webhooks()).contains(
					List.of(new JiraWebhook("sync", "https://s/webhooks/jira", true, List.of("jira:issue_created"))));
			assertThat(jira.webhooks()).isEmpty();
			assertThat(jira.webhooks()).isEmpty();
			assertThat(any.calls()).extracting(Call::toString).containsOnly("GET /rest/webhooks/1.0/webhook");
		}
	}

	@Test
	void dataCenterIsAskedInItsOwnWords() {
		try (StubUpstream any = StubUpstream.lenient()) {
			any.answer(200, "[{\"key\":\"JIRAUSER1\",\"name\":\"mia\",\"displayName\":\"Mia\"}]")
				.answer(200, "[{\"key\":\"JIRAUSER1\",\"name\":\"mia\",\"displayName\":\"Mia\"}]")
				.answer(200, "{\"values\":[{\"id\":\"1\",\"name\":\"Bug\"}],\"total\":1}")
				.answer(200,
						"{\"values\":[{\"fieldId\":\"summary\",\"name\":\"Summary\",\"required\":true}],\"total\":1}")
				.answer(201, "{\"id\":\"2\",\"name\":\"2.0\"}");
			JiraDirectory jira = directory(any, 2);
			assertThat(jira.users("mia")).extracting(JiraUser::reference).containsExactly("mia");
			assertThat(jira.assignableUsers("WID", "mia")).extracting(JiraUser::id).containsExactly("JIRAUSER1");
			assertThat(jira.creatableTypes("WID")).extracting(JiraIssueType::name).containsExactly("Bug");
			assertThat(jira.createFields("WID", "1")).extracting(JiraField::id).containsExactly("summary");
			jira.createVersion("WID", "2.0");
			assertThat(any.calls().get(0)).hasToString("GET /rest/api/2/user/search?username=mia&maxResults=50");
			assertThat(any.calls().get(1))
				.hasToString("GET /rest/api/2/user/assignable/search?project=WID&username=mia&maxResults=50");
			assertThat(parse(any.calls().get(4).body())).isEqualTo(parse("{\"name\":\"2.0\",\"project\":\"WID\"}"));
		}
	}

	@Test
	void failureIsNoAnswer() {
		this.stub.answer(500, "{}");
		assertThatExceptionOfType(UpstreamException.Transient.class).isThrownBy(() -> this.directory.project("WID"));
	}

	private JiraDirectory directory(StubUpstream upstream, int version) {
		JiraProperties properties = new JiraProperties(upstream.url(), URI.create("https://acme.atlassian.net/"),
				version, "bot@acme.example", "s3cret", Duration.ofSeconds(2), Duration.ofSeconds(10), 4,
				DataSize.ofMegabytes(1), null, true);
		return new RestJiraDirectory(
				this.http.client(JiraApi.class, Upstream.JIRA, properties.http(), properties.credentials()),
				properties);
	}

}
