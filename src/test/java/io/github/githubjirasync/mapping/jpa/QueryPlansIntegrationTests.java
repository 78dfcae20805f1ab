package io.github.githubjirasync.mapping.jpa;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.mapping.CommentMapping;
import io.github.githubjirasync.mapping.CommentMappings;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMappingBatches;
import io.github.githubjirasync.mapping.IssueMappingSearch;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.mapping.MappingInstance;
import io.github.githubjirasync.mapping.Mappings;
import io.github.githubjirasync.testing.TestServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every statement on the mappings, as PostgreSQL got it, is served by an index on a
 * filled table.
 */
class QueryPlansIntegrationTests {

	private static final int ROWS = 20_000;

	private static final Set<String> called = new TreeSet<>();

	private static MappingInstance instance;

	@BeforeAll
	static void start() {
		// One connection, which keeps each statement as a prepared one.
		instance = MappingInstance.start(TestServers.newDatabase() + "&prepareThreshold=1", TestServers.redisUrl(),
				"spring.datasource.hikari.maximum-pool-size=1");
		instance.jdbc().execute("""
				INSERT INTO issue_mappings (link, github_issue_id, github_repo, github_issue_number,
					jira_issue_id, jira_key, jira_project_key, synced_state, created_at, updated_at, sync_version)
				SELECT 'link-' || i %% 50, i, 'acme/repo-' || i %% 50, i, i, 'P' || i %% 50 || '-' || i, 'P' || i %% 50,
					'{"fields":{}}', now(), now(), 0
				FROM generate_series(1, %d) AS i""".formatted(ROWS));
		instance.jdbc().execute("""
				INSERT INTO comment_mappings (issue_mapping_id, github_comment_id, jira_comment_id,
					synced_state, created_at, updated_at, sync_version)
				SELECT id, id, id, '{"fields":{}}', now(), now(), 0 FROM issue_mappings""");
		instance.jdbc().execute("ANALYZE");
	}

	@AfterAll
	static void stop() {
		instance.close();
	}

	@Test
	void noStatementReadsAWholeTable() {
		useIssues(recorded(IssueMappings.class, instance.bean("jpaIssueMappings")));
		useSearch(recorded(IssueMappingSearch.class, instance.bean(IssueMappingSearch.class)));
		useBatches(recorded(IssueMappingBatches.class, instance.bean(IssueMappingBatches.class)));
		useComments(recorded(CommentMappings.class, instance.comments()));
		assertThat(called).as("every method was called").isEqualTo(methods());

		Map<String, String> plans = plans();
		assertThat(plans).hasSizeGreaterThan(25);
		assertThat(plans).allSatisfy((statement, plan) -> assertThat(plan).doesNotContain("Seq Scan"));
	}

	@Test
	void everyForeignKeyHasAnIndexForTheCascade() {
		String sql = """
				SELECT conname FROM pg_constraint WHERE contype = 'f' AND NOT EXISTS (
					SELECT FROM pg_index WHERE indrelid = conrelid AND indisvalid AND indkey[0] = conkey[1])""";
		assertThat(instance.jdbc().queryForList(sql, String.class)).isEmpty();
	}

	@Test
	void everyIndexIsValid() {
		assertThat(instance.jdbc()
			.queryForList("SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid", String.class))
			.isEmpty();
	}

	private static void useIssues(IssueMappings issues) {
		IssueMapping mapping = issues.claim("widgets", Mappings.newGitHubSide()).mapping();
		issues.claim("widgets", Mappings.newJiraSide());
		IssueMapping saved = issues
			.save(Mappings.with(mapping, mapping.github(), Mappings.newJiraSide(), mapping.state()));
		issues.findByGitHubIssue(7);
		issues.findByJiraIssue(7);
		issues.loadByGitHubIssue(7);
		issues.loadByJiraIssue(7);
		issues.load(saved.id());
		issues.delete(saved.id());
	}

	private static void useSearch(IssueMappingSearch search) {
		search.findByRef(new GitHubIssueRef("acme/repo-7", 7));
		search.findByKey(new JiraIssueKey("P7-7"));
		search.list("7", 10);
		search.listLink("link-7", "7", 10);
		search.listRepository("acme/repo-7", "7-7", 10);
		search.listProject("P7", "7", 10);
		search.listClaims("7", 10);
	}

	private static void useBatches(IssueMappingBatches batches) {
		batches.loadByGitHubIssues(List.of(7L, 8L));
		batches.loadByJiraIssues(List.of(7L, 8L));
		batches.claimJiraIssues("widgets", List.of(Mappings.newJiraSide()));
		batches
			.saveAll(batches.claimGitHubIssues("widgets", List.of(Mappings.newGitHubSide(), Mappings.newGitHubSide()))
				.stream()
				.map(IssueMappings.Claim::mapping)
				.toList());
		batches.renameRepository("acme/repo-9", "acme/repo-nine");
		batches.renameProject("P9", "PNINE");
	}

	private static void useComments(CommentMappings comments) {
		comments.findByGitHubComment(7);
		comments.findByJiraComment(7);
		comments.findByIssue(7);
		comments.claimForGitHubComment(7, Mappings.newId());
		CommentMapping claim = comments.claimForJiraComment(7, Mappings.newId()).mapping();
		comments.save(claim);
		comments.delete(claim.id());
	}

	/** Each statement that the connection has prepared, with its plan for any values. */
	private static Map<String, String> plans() {
		JdbcTemplate jdbc = instance.jdbc();
		return Objects.requireNonNull(instance.transaction().execute((status) -> {
			jdbc.execute("SET LOCAL plan_cache_mode = force_generic_plan");
			Map<String, String> plans = new LinkedHashMap<>();
			List<Map<String, Object>> prepared = jdbc.queryForList(
					"""
							SELECT name, statement, cardinality(parameter_types) AS parameters
							FROM pg_prepared_statements WHERE statement ~ '_mappings' AND statement !~ 'generate_series|SELECT id, id, id|pg_'""");
			for (Map<String, Object> each : prepared) {
				int parameters = ((Number) Objects.requireNonNull(each.get("parameters"))).intValue();
				String values = (parameters == 0) ? ""
						: "(" + String.join(", ", Collections.nCopies(parameters, "NULL")) + ")";
				plans.put(Objects.requireNonNull(each.get("statement")).toString(),
						explain(jdbc, Objects.requireNonNull(each.get("name")).toString(), values));
			}
			return plans;
		}));
	}

	private static String explain(JdbcTemplate jdbc, String name, String values) {
		return String.join("\n", jdbc.execute((ConnectionCallback<List<String>>) (connection) -> {
			try (var statement = connection.createStatement();
					var rows = statement.executeQuery("EXPLAIN EXECUTE \"" + name + "\"" + values)) {
				List<String> lines = new ArrayList<>();
				while (rows.next()) {
					lines.add(rows.getString(1));
				}
				return lines;
			}
		}));
	}

	private static <T> T recorded(Class<T> type, Object target) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, arguments) -> {
				called.add(name(method));
				try {
					return method.invoke(target, arguments);
				}
				catch (InvocationTargetException ex) {
					throw ex.getTargetException();
				}
			}));
	}

	private static Set<String> methods() {
		Set<String> names = new TreeSet<>();
		Stream.of(IssueMappings.class, IssueMappingSearch.class, IssueMappingBatches.class, CommentMappings.class)
			.flatMap((type) -> Arrays.stream(type.getMethods()))
			.forEach((method) -> names.add(name(method)));
		return names;
	}

	private static String name(Method method) {
		return method.getDeclaringClass().getSimpleName() + "." + method.getName()
				+ Arrays.toString(method.getParameterTypes());
	}

}
