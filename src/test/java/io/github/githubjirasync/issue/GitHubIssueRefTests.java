package io.github.githubjirasync.issue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link GitHubIssueRef}: a repository becomes part of addresses.
 */
class GitHubIssueRefTests {

	@ParameterizedTest
	@ValueSource(strings = { "acme/widgets", "a/.github", "a-b/c_d.e", "a/..." })
	void repositoryHasOwnerAndName(String repository) {
		assertThat(new GitHubIssueRef(repository, 1)).hasToString(repository + "#1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "acme", "acme/", "/widgets", "a/b/c", "../user", "acme/..", "./x", "acme/.", "a b/c" })
	void anythingElseIsRefused(String repository) {
		assertThatIllegalArgumentException().isThrownBy(() -> new GitHubIssueRef(repository, 1));
	}

	@Test
	void numbersStartAtOne() {
		assertThatIllegalArgumentException().isThrownBy(() -> new GitHubIssueRef("acme/widgets", 0));
	}

}
