package io.github.githubjirasync.sync.job;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Mentions}.
 */
class MentionsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "WID-7: fix it | WID-7", "[WID-7] and (OPS-12) | WID-7,OPS-12",
			"https://acme.atlassian.net/browse/WID-7 | WID-7", "Fixes WID-7. | WID-7", "A2_B-1 | A2_B-1" })
	void keysAreFoundInALine(String line, String keys) {
		assertThat(Mentions.inLine(line)).containsExactly(keys.split(","));
	}

	@ParameterizedTest
	@ValueSource(strings = { "wid-7", "WID-0", "WID-07", "XWID-7a", "MY-WID-7X", "WID-", "W-1", "WID7", "" })
	void whatIsNoKeyIsNotFound(String line) {
		assertThat(Mentions.inLine(line)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "wid-7, WID-7", "WID-7-save, WID-7", "fix/wid-7-save, WID-7", "feature/WID-7_save, WID-7",
			"alice/Wid-7.2, WID-7" })
	void branchNamesKeysInAnyCase(String branch, String key) {
		assertThat(Mentions.inBranch(branch)).contains(key);
	}

	@Test
	void codeAndCommentsOfATextSayNothing() {
		assertThat(Mentions.inText("""
				<!-- Name the issue, such as EXA-1 -->
				This closes WID-7, as `EXA-2` did.

				```
				EXA-3
				```

				~~~java
				EXA-4
				~~~
				and WID-8.
				""")).containsExactly("WID-7", "WID-8");
	}

	@Test
	void hostileTextTakesNoTime() {
		assertThat(Mentions.inText("`".repeat(50_000) + "<!--".repeat(50_000))).isEmpty();
		assertThat(Mentions.inText("A-".repeat(100_000))).isEmpty();
		assertThat(Mentions.inText(null)).isEmpty();
	}

}
