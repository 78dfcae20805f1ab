package io.github.githubjirasync.sync.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.plan.Conversion;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Once}.
 */
class OnceTests {

	private final List<String> calls = new ArrayList<>();

	private final Once once = new Once(new Conversion() {

		@Override
		public JsonNode forJira(String markdown, GitHubIssueSnapshot issue) {
			OnceTests.this.calls.add(markdown);
			return TextNode.valueOf(markdown);
		}

		@Override
		public String forGitHub(JiraIssueSnapshot issue) {
			OnceTests.this.calls.add(issue.summary());
			return issue.summary();
		}

		@Override
		public String wordsDigest(JsonNode text) {
			OnceTests.this.calls.add("digest of " + text.asText());
			return text.asText();
		}
	});

	private final ModelPair pair = new ModelPair(new Random(1));

	@Test
	void sameTextIsConvertedAndDigestedOnce() {
		GitHubIssueSnapshot issue = Snapshots.of(this.pair.github(), false);
		JsonNode text = this.once.forJira("a", issue);
		assertThat(this.once.forJira("a", Snapshots.of(this.pair.github(), true))).isSameAs(text);
		assertThat(this.once.wordsDigest(text)).isEqualTo("a");
		assertThat(this.once.wordsDigest(text)).isEqualTo("a");
		assertThat(this.calls).containsExactly("a", "digest of a");
	}

	@Test
	void anotherTextIsConvertedAnew() {
		GitHubIssueSnapshot issue = Snapshots.of(this.pair.github(), false);
		JsonNode text = this.once.forJira("a", issue);
		this.once.wordsDigest(text);
		JsonNode other = this.once.forJira("b", issue);
		assertThat(this.once.wordsDigest(other)).isEqualTo("b");
		assertThat(this.once.forJira("a", issue)).isEqualTo(text);
		JiraIssueSnapshot twin = Snapshots.of(this.pair.jira());
		assertThat(this.once.forGitHub(twin)).isEqualTo("A");
		assertThat(this.once.forGitHub(twin)).isEqualTo("A");
		this.pair.summary = "B";
		assertThat(this.once.forGitHub(Snapshots.of(this.pair.jira()))).isEqualTo("B");
		assertThat(this.calls).containsExactly("a", "digest of a", "b", "digest of b", "a", "A", "B");
	}

}
