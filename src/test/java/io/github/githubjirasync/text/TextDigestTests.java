package io.github.githubjirasync.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TextDigestTests {

	private static final String MARKDOWN = """
			# Title *with* marks

			Hello @octocat, see **`code`** and [a link](https://x.y), https://a.b/c_d.

			- [x] done
			- [ ] to do

			1. one
			   - nested \\*
			2. two

			> quote

			| h | i |
			|---|---|
			| a \\| b | c<br>d |

			```java
			int i = 1; @Override
			```
			<details><summary>More</summary>

			text

			</details>
			""";

	@Test
	void sameContentHasTheSameDigestInEveryLanguage() {
		String digest = TextDigest.ofMarkdown(MARKDOWN);
		ObjectNode adf = Adf.fromMarkdown(MARKDOWN, ConversionContext.NONE);
		assertThat(TextDigest.ofAdf(adf)).isEqualTo(digest).matches("m3:[0-9a-f]{32}");
		assertThat(TextDigest.ofMarkdown(Adf.toMarkdown(adf, ConversionContext.NONE))).isEqualTo(digest);
		assertThat(TextDigest.ofWiki(Wiki.fromMarkdown(MARKDOWN, ConversionContext.NONE))).isEqualTo(digest);
	}

	@Test
	void mappedMentionDoesNotChangeTheDigest() {
		ConversionContext context = new ConversionContext(null, null, java.util.Set.of(), (login) -> "id:1",
				(id) -> null);
		ObjectNode adf = Adf.fromMarkdown(MARKDOWN, context);
		assertThat(adf.toString()).contains("\"mention\"");
		assertThat(TextDigest.ofAdf(adf)).isEqualTo(TextDigest.ofMarkdown(MARKDOWN));
		assertThat(TextDigest.ofWiki(Wiki.fromMarkdown(MARKDOWN, context))).isEqualTo(TextDigest.ofMarkdown(MARKDOWN));
	}

	@Test
	void anyVisibleChangeChangesTheDigest() {
		String digest = TextDigest.ofMarkdown("- [ ] Ship it?");
		assertThat(TextDigest.ofMarkdown("- [x] Ship it?")).isNotEqualTo(digest);
		assertThat(TextDigest.ofMarkdown("- [ ] Ship it!")).isNotEqualTo(digest);
		assertThat(TextDigest.ofMarkdown("*   [ ]   **Ship**\n  it?")).isEqualTo(digest);
	}

}
