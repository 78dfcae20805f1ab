package io.github.githubjirasync.ops.console;

import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.issue.JiraIssueKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SearchWordTests {

	@ParameterizedTest
	@ValueSource(strings = { "acme/widgets#7", " acme/widgets#7 ", "https://github.com/acme/widgets/issues/7",
			"https://github.example.com/acme/widgets/pull/7?tab=files" })
	void issueOnGitHubIsRecognised(String typed) {
		assertThat(SearchWord.of(typed).github()).isEqualTo(new GitHubIssueRef("acme/widgets", 7));
	}

	@ParameterizedTest
	@ValueSource(strings = { "WID-7", "wid-7", "https://acme.atlassian.net/browse/WID-7?focusedId=1" })
	void issueInJiraIsRecognised(String typed) {
		assertThat(SearchWord.of(typed).jira()).isEqualTo(new JiraIssueKey("WID-7"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0-1f2e3d4c5b6a79880f", "75f8f4ad-950f-41b8-8185-9b213aa45087", "acme/widgets", "a#b",
			"acme/widgets#99999999999999999999" })
	void allElseIsAnId(String typed) {
		assertThat(SearchWord.of(typed).isIssue()).isFalse();
		assertThat(SearchWord.of(typed).isEmpty()).isFalse();
	}

	@Test
	void nothingIsNothing() {
		assertThat(SearchWord.of(null).isEmpty()).isTrue();
		assertThat(SearchWord.of("  ").isEmpty()).isTrue();
	}

	@Test
	void addressesCarryWhatWasTypedAndNothingEmpty() {
		assertThat(Addresses.of("/ops/jobs", "q", "acme/widgets#7 & more", "state", "", "after", null))
			.isEqualTo("/ops/jobs?q=acme%2Fwidgets%237%20%26%20more");
	}

}
