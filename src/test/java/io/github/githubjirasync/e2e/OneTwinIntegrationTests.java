package io.github.githubjirasync.e2e;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.githubjirasync.sandbox.Fault;
import io.github.githubjirasync.sandbox.Fault.Kind;
import io.github.githubjirasync.sandbox.SandboxGitHubIssue;
import io.github.githubjirasync.sandbox.SandboxJiraIssue;
import io.github.githubjirasync.upstream.Upstream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever happens around a create, there is one twin in the end.
 */
class OneTwinIntegrationTests extends EndToEnd {

	private static final String JIRA_COMMENT = "/issue/*/comment";

	private static final String GITHUB_ISSUE = "/repos/*/*/issues";

	private static final String GITHUB_COMMENT = "/repos/*/*/issues/*/comments";

	@Test
	void openedLabeledAndAssignedAtOnceMakeOneTwin() {
		SANDBOX.github().openIssue(REPOSITORY, "A", "b", List.of("bug", "ui", "urgent"), "alice");
		SANDBOX.github().editIssue(REPOSITORY, 1, Map.of("assignees", List.of("bob")), "alice");
		awaitSilence();
		assertThat(onlyJiraIssue().labels()).containsExactlyInAnyOrder("bug", "ui", "urgent");
		assertThat(SANDBOX.calls().count(Upstream.JIRA, "POST /issue")).isOne();
	}

	@Test
	void cloneThatCarriesTheMarkIsAnIssueOfItsOwn() throws Exception {
		SANDBOX.github().openIssue(REPOSITORY, "A", "b", List.of(), "alice");
		awaitSilence();
		SANDBOX.webhooks(Upstream.JIRA).hold();
		String clone = SANDBOX.jira().createIssue(PROJECT, "CLONE - A", "c", List.of(), "bob").key();
		String mark = "/rest/api/3/issue/%s/properties/github-jira-sync";
		HttpClient client = HttpClient.newHttpClient();
		String original = SANDBOX.jira()
			.issues()
			.stream()
			.map(SandboxJiraIssue::key)
			.filter((key) -> !key.equals(clone))
			.findFirst()
			.orElseThrow();
		JsonNode property = new ObjectMapper()
			.readTree(client.send(jira(mark.formatted(original)).build(), BodyHandlers.ofString()).body());
		int status = client
			.send(jira(mark.formatted(clone)).PUT(BodyPublishers.ofString(property.path("value").toString())).build(),
					BodyHandlers.ofString())
			.statusCode();
		assertThat(status).isEqualTo(201);
		SANDBOX.webhooks(Upstream.JIRA).release();
		awaitSilence();
		assertThat(SANDBOX.github().issues()).extracting(SandboxGitHubIssue::title)
			.containsExactlyInAnyOrder("A", "CLONE - A");
	}

	private static HttpRequest.Builder jira(String path) {
		String credentials = "sync@sandbox.example:sandbox-jira-token";
		return HttpRequest.newBuilder(URI.create(SANDBOX.jiraUrl() + path))
			.header("Content-Type", "application/json")
			.header("Authorization",
					"Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void sameDeliveryTwiceMakesOneTwinAndOneComment() {
		SANDBOX.faults().add(Fault.of(Kind.DUPLICATE_WEBHOOK, Upstream.GITHUB, null, "issues.opened"));
		SANDBOX.faults().add(Fault.of(Kind.DUPLICATE_WEBHOOK, Upstream.GITHUB, null, "issue_comment.created"));
		SANDBOX.github().openIssue(REPOSITORY, "A", "b", List.of(), "alice");
		SANDBOX.github().comment(REPOSITORY, 1, "Hi", "alice");
		awaitSilence();
		SANDBOX.webhooks(Upstream.GITHUB).redeliver(SANDBOX.webhooks(Upstream.GITHUB).list().get(0).number());
		awaitSilence();
		assertThat(onlyJiraIssue().comments()).hasSize(1);
		assertThat(SANDBOX.calls().count(Upstream.JIRA, "POST /issue")).isOne();
		assertThat(SANDBOX.calls().count(Upstream.JIRA, "POST /issue/{issueIdOrKey}/comment")).isOne();
	}

	@Test
	void jiraCreateWhoseAnswerWasLostIsFoundAgain() {
		SANDBOX.faults().add(Fault.of(Kind.DROP_AFTER, Upstream.JIRA, "POST", "/issue"));
		SandboxGitHubIssue issue = SANDBOX.github().openIssue(REPOSITORY, "A", "b", List.of("bug"), "alice");
		awaitSilence();
		assertThat(onlyJiraIssue().remoteLinks()).singleElement().matches((link) -> link.url().equals(issue.htmlUrl()));
		assertThat(onlyGitHubIssue().body()).isEqualTo("b");
		// Both know each other.
		SANDBOX.github().close(REPOSITORY, 1, "alice");
		SANDBOX.jira().editIssue(onlyJiraIssue().key(), Map.of("summary", "C"), "bob");
		awaitSilence();
		assertThat(onlyJiraIssue().status()).isEqualTo("Done");
		assertThat(onlyGitHubIssue().title()).isEqualTo("C");
		assertThat(causes()).isEmpty();
	}

	@Test
	void secondCreateWhoseAnswerWasLostIsFoundAgain() {
		SANDBOX.faults().add(Fault.of(Kind.DROP, Upstream.JIRA, "POST", "/issue"));
		SANDBOX.faults().add(Fault.of(Kind.DROP_AFTER, Upstream.JIRA, "POST", "/issue"));
		// Nothing but the search finds it: the webhook that tells of it is lost.
		SANDBOX.faults().add(Fault.of(Kind.LOSE_WEBHOOK, Upstream.JIRA, null, "jira:issue_created"));
		SANDBOX.github().openIssue(REPOSITORY, "A", "b", List.of("bug"), "alice");
		awaitSilence();
		assertThat(onlyJiraIssue().remoteLinks()).hasSize(1);
		assertThat(causes()).isEmpty();
	}

	@Test
	void gitHubCreateWhoseAnswerWasLostIsFoundAgain() {
		SANDBOX.faults().add(Fault.of(Kind.DROP_AFTER, Upstream.GITHUB, "POST", GITHUB_ISSUE));
		String key = SANDBOX.jira().createIssue(PROJECT, "A", "b", List.of("bug"), "alice").key();
		awaitSilence();
		assertThat(onlyJiraIssue().remoteLinks()).hasSize(1);
		SANDBOX.jira().transition(key, "Done", "alice");
		SANDBOX.github().editIssue(REPOSITORY, 1, Map.of("title", "C"), "bob");
		awaitSilence();
		assertThat(onlyGitHubIssue().state()).isEqualTo("closed");
		assertThat(onlyJiraIssue().summary()).isEqualTo("C");
		assertThat(causes()).isEmpty();
	}

	@Test
	void jiraCommentWhoseAnswerWasLostIsFoundAgain() {
		SANDBOX.github().openIssue(REPOSITORY, "A", "b", List.of(), "alice");
		SANDBOX.faults().add(Fault.of(Kind.DROP_AFTER, Upstream.JIRA, "POST", JIRA_COMMENT));
		long comment = SANDBOX.github().comment(REPOSITORY, 1, "Hi", "alice").id();
		awaitSilence();
		assertThat(onlyJiraIssue().comments()).hasSize(1);
		SANDBOX.github().editComment(comment, "Bye", "alice");
		awaitSilence();
		assertThat(onlyJiraIssue().comments()).singleElement().matches((found) -> found.body().contains("Bye"));
		assertThat(causes()).isEmpty();
	}

	@Test
	void gitHubCommentWhoseAnswerWasLostIsFoundAgain() {
		String key = SANDBOX.jira().createIssue(PROJECT, "A", "b", List.of(), "alice").key();
		SANDBOX.faults().add(Fault.of(Kind.DROP_AFTER, Upstream.GITHUB, "POST", GITHUB_COMMENT));
		long comment = SANDBOX.jira().comment(key, "Hi", "alice").id();
		awaitSilence();
		assertThat(onlyGitHubIssue().comments()).hasSize(1);
		SANDBOX.jira().editComment(key, comment, "Bye", "alice");
		awaitSilence();
		assertThat(onlyGitHubIssue().comments()).singleElement().matches((found) -> found.body().contains("Bye"));
		assertThat(causes()).isEmpty();
	}

	@Test
	void createThatCouldNotBeSavedIsFoundAgain() throws SQLException {
		database("CREATE FUNCTION refuse() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'down'; END $$ LANGUAGE plpgsql",
				"CREATE TRIGGER refuse BEFORE UPDATE ON issue_mappings FOR EACH ROW "
						+ "WHEN (NEW.jira_issue_id IS NOT NULL AND NEW.github_issue_id IS NOT NULL) "
						+ "EXECUTE FUNCTION refuse()");
		try {
			SANDBOX.github().openIssue(REPOSITORY, "A", "b", List.of("bug"), "alice");
			await().until(() -> SANDBOX.jira().issues().size() == 1);
		}
		finally {
			database("DROP FUNCTION refuse CASCADE");
		}
		awaitSilence();
		assertThat(onlyJiraIssue().remoteLinks()).hasSize(1);
		assertThat(onlyGitHubIssue().body()).isEqualTo("b");
		assertThat(causes()).isEmpty();
	}

	private static void database(String... statements) throws SQLException {
		try (Connection connection = DriverManager.getConnection(DATABASE);
				Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

}
