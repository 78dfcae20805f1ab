package io.github.githubjirasync.mapping.cache;

import java.time.Instant;
import java.util.Map;

import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMapping.GitHubSide;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;
import io.github.githubjirasync.mapping.SyncedState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CacheEntryJson}.
 */
class CacheEntryJsonTests {

	private static final MappingKey KEY = MappingKey.gitHub(5_000_000_001L);

	/** Raise the format's version when this has to change. */
	private static final String FORMAT_1 = """
			{"format":1,"id":7,"version":3,"mapping":{"id":7,"link":"widgets",\
			"github":{"issueId":5000000001,"ref":{"repository":"acme/widgets","number":12}},\
			"jira":{"issueId":10042,"key":{"value":"WID-7"}},\
			"state":{"githubUpdatedAt":"2026-01-02T03:04:05Z","fields":{"title":{"github":"Größe","jira":"Groesse"}}},\
			"createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-02T03:04:06.000007Z","syncVersion":3}}""";

	private static final IssueMapping MAPPING = new IssueMapping(7, "widgets",
			new GitHubSide(5_000_000_001L, new GitHubIssueRef("acme/widgets", 12)),
			new JiraSide(10_042, new JiraIssueKey("WID-7")),
			new SyncedState(Instant.parse("2026-01-02T03:04:05Z"), null,
					Map.of("title", new FieldState("Größe", "Groesse"))),
			Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-02T03:04:06.000007Z"), 3);

	@Test
	void mappingIsWrittenInFormat1() {
		assertThat(CacheEntryJson.write(CacheEntry.of(MAPPING))).isEqualTo(FORMAT_1);
	}

	@Test
	void mappingIsReadFromFormat1() {
		assertThat(CacheEntryJson.read(KEY, FORMAT_1)).contains(CacheEntry.of(MAPPING));
	}

	@Test
	void removedMappingIsReadAsItWasWritten() {
		CacheEntry removed = new CacheEntry(7, CacheEntry.LAST, null);
		assertThat(CacheEntryJson.read(KEY, CacheEntryJson.write(removed))).contains(removed);
	}

	@Test
	void mappingOfAnotherIssueIsNoEntryOfTheKey() {
		assertThat(CacheEntryJson.read(MappingKey.gitHub(5_000_000_002L), FORMAT_1)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "garbage", "null", "7", "[]", "{}", "{\"format\":2,\"id\":7,\"version\":3}",
			"{\"format\":1,\"id\":7}", "{\"format\":1,\"id\":7,\"version\":3,\"mapping\":{\"id\":7}}",
			"{\"format\":1,\"id\":7,\"version\":3,\"more\":1}" })
	void whatIsNoEntryIsAMiss(String json) {
		assertThat(CacheEntryJson.read(KEY, json)).isEmpty();
	}

}
