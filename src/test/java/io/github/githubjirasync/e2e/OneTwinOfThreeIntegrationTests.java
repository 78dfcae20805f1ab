package io.github.githubjirasync.e2e;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.githubjirasync.GitHubJiraSyncApplication;
import io.github.githubjirasync.sandbox.Fault;
import io.github.githubjirasync.sandbox.Fault.Kind;
import io.github.githubjirasync.upstream.Upstream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three instances on one Redis and one database take the deliveries about new issues in
 * turn, while creates lose their answers and saves fail: one twin each.
 */
@Tag("long")
class OneTwinOfThreeIntegrationTests extends EndToEnd {

	private static final int ISSUES = 6;

	private static final List<ConfigurableApplicationContext> OTHERS = new ArrayList<>();

	@BeforeAll
	static void startTwoMore() {
		for (int i = 0; i < 2; i++) {
			OTHERS.add(new SpringApplicationBuilder(GitHubJiraSyncApplication.class)
				.profiles("sandbox", "sandbox-github", "sandbox-jira", "e2e")
				.run("--server.port=0", "--spring.datasource.url=" + DATABASE, "--spring.data.redis.url=" + REDIS.url(),
						"--sandbox.github-url=" + SANDBOX.githubUrl(), "--sandbox.jira-url=" + SANDBOX.jiraUrl(),
						"--spring.jmx.enabled=false"));
		}
	}

	@AfterAll
	static void stopThem() {
		OTHERS.forEach(ConfigurableApplicationContext::close);
	}

	@Test
	void openedLabeledAndAssignedWithinASecondMakeOneTwinWhateverFails() throws SQLException {
		database(
				"CREATE FUNCTION refuse_half() RETURNS trigger AS $$ BEGIN IF random() < 0.5 THEN RAISE EXCEPTION 'down'; "
						+ "END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
				"CREATE TRIGGER refuse_half BEFORE UPDATE ON issue_mappings FOR EACH ROW "
						+ "WHEN (OLD.jira_issue_id IS NULL AND NEW.jira_issue_id IS NOT NULL) "
						+ "EXECUTE FUNCTION refuse_half()");
		try {
			for (int i = 0; i < ISSUES; i++) {
				SANDBOX.faults().add(Fault.of(Kind.DROP_AFTER, Upstream.JIRA, "POST", "/issue"));
			}
			for (int i = 1; i <= ISSUES; i++) {
				deliverTo(i);
				SANDBOX.github().openIssue(REPOSITORY, "Issue " + i, "b", List.of("bug"), "alice");
				deliverTo(i + 1);
				SANDBOX.github().label(REPOSITORY, i, List.of("bug", "ui"), "alice");
				deliverTo(i + 2);
				SANDBOX.github().editIssue(REPOSITORY, i, Map.of("assignees", List.of("bob")), "alice");
			}
			await().until(() -> SANDBOX.jira().issues().size() >= ISSUES);
		}
		finally {
			database("DROP FUNCTION refuse_half CASCADE");
		}
		awaitQuiet();
		SANDBOX.faults().clear();
		dead().forEach((letter) -> this.deadLetters.replay(letter.job().id()));
		awaitSilence();
		assertThat(SANDBOX.jira().issues()).hasSize(ISSUES).allSatisfy((twin) -> {
			assertThat(twin.labels()).containsExactlyInAnyOrder("bug", "ui");
			assertThat(twin.assignee()).isEqualTo("bob");
			assertThat(twin.remoteLinks()).hasSize(1);
		});
		assertThat(SANDBOX.github().issues()).hasSize(ISSUES);
		assertThat(causes()).isEmpty();
	}

	private void deliverTo(int instance) {
		int to = instance % 3;
		int at = (to == 0) ? this.port : ((WebServerApplicationContext) OTHERS.get(to - 1)).getWebServer().getPort();
		SANDBOX.deliverTo(URI.create("http://localhost:" + at));
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
