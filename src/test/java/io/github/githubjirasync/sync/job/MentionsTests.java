package io.github.githubjirasync.sync.job;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

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

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "a ``EXA-1 ` EXA-2`` WID-7 | WID-7", "a `EXA-1 `` EXA-2` WID-7 | WID-7",
					"a `` WID-7 ` WID-8 | WID-7,WID-8", "a ``` WID-7 `` EXA-1 `` WID-8 | WID-7,WID-8",
					"`EXA-1` WID-7 `EXA-2` | WID-7", "a <!-- EXA-1 --> WID-7 <!-- WID-8 | WID-7,WID-8",
					"a <!-- `EXA-1 --> WID-7 ` | WID-7", "a `<!-- EXA-1` WID-7 --> | WID-7", "a ~~~ WID-7 | WID-7" })
	void codeInALineEndsWithAsManySigns(String text, String keys) {
		assertThat(Mentions.inText(text)).containsExactly(keys.split(","));
	}

	@Test
	void whatIsNotClosedHidesTheRestOnlyAsABlock() {
		assertThat(Mentions.inText("WID-7\n  ```\nEXA-1\n    ```\nEXA-2")).containsExactly("WID-7");
		assertThat(Mentions.inText("WID-7\n```\nEXA-1\r\n   ```\r\nWID-8")).containsExactly("WID-7", "WID-8");
		assertThat(Mentions.inText("WID-7\n    ``` WID-8")).containsExactly("WID-7", "WID-8");
		assertThat(Mentions.inText("```")).isEmpty();
		assertThat(Mentions.inText("WID-7 `")).containsExactly("WID-7");
	}

	/** A time that grows with the square of the length would be hours. */
	@Test
	void hostileTextTakesATimeThatGrowsWithItsLength() {
		int many = 1_000_000;
		StringBuilder runs = new StringBuilder("a");
		for (int length = 1; length < 1_500; length++) {
			runs.append("`".repeat(length)).append('a');
		}
		for (String text : List.of("a" + "`".repeat(many) + "a".repeat(many), "a" + "<!--".repeat(many),
				"a" + "``a`a".repeat(many) + "`", "a " + "\n<!--".repeat(many), " ".repeat(many) + "\n   ".repeat(many),
				"a\n" + "```a\n~~~a\n".repeat(many), runs.toString())) {
			assertThat(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> SpokenText.of(text)))
				.hasSizeLessThanOrEqualTo(text.length());
			assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Mentions.inText(text));
		}
		assertThat(Mentions.inText("A-".repeat(100_000))).isEmpty();
		assertThat(Mentions.inText(null)).isEmpty();
	}

}
