package io.github.githubjirasync.mapping.cache;

import java.util.Map;

import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMapping.GitHubSide;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;
import io.github.githubjirasync.mapping.IssueMappingChanged;
import io.github.githubjirasync.mapping.Mappings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link CacheEntry} and {@link MappingKey}.
 */
class CacheEntryTests {

	private final GitHubSide github = Mappings.newGitHubSide();

	private final JiraSide jira = Mappings.newJiraSide();

	private final MappingKey githubKey = MappingKey.gitHub(this.github.issueId());

	private final MappingKey jiraKey = MappingKey.jira(this.jira.issueId());

	@Test
	void keyIsReadFromItsText() {
		assertThat(MappingKey.parse("gh:5000000001")).isEqualTo(MappingKey.gitHub(5_000_000_001L));
		assertThat(MappingKey.parse("jira:7").redisKey()).isEqualTo("cache:mapping:jira:7");
	}

	@Test
	void unreadableKeyIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> MappingKey.parse("gitlab:7"));
		assertThatIllegalArgumentException().isThrownBy(() -> MappingKey.parse("gh:seven"));
	}

	@Test
	void completedMappingIsPresentAtBothKeys() {
		IssueMapping before = Mappings.mapping(7, 0, this.github, null);
		IssueMapping after = Mappings.mapping(7, 1, this.github, this.jira);
		assertThat(CacheEntry.after(new IssueMappingChanged(before, after)))
			.isEqualTo(Map.of(this.githubKey, CacheEntry.of(after), this.jiraKey, CacheEntry.of(after)));
	}

	@Test
	void removedMappingLeavesNothingNewerPossibleAtBothKeys() {
		IssueMapping before = Mappings.mapping(7, 1, this.github, this.jira);
		CacheEntry gone = new CacheEntry(7, CacheEntry.LAST, null);
		assertThat(CacheEntry.after(new IssueMappingChanged(before, null)))
			.isEqualTo(Map.of(this.githubKey, gone, this.jiraKey, gone));
	}

	@Test
	void sideThatMovedAwayIsGoneAtItsOldKeyAsOfThisVersion() {
		GitHubSide transferred = Mappings.newGitHubSide();
		IssueMapping before = Mappings.mapping(7, 1, this.github, this.jira);
		IssueMapping after = Mappings.mapping(7, 2, transferred, this.jira);
		assertThat(CacheEntry.after(new IssueMappingChanged(before, after)))
			.isEqualTo(Map.of(this.githubKey, new CacheEntry(7, 2, null), MappingKey.gitHub(transferred.issueId()),
					CacheEntry.of(after), this.jiraKey, CacheEntry.of(after)));
	}

}
