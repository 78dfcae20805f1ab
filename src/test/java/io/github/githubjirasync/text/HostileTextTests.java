package io.github.githubjirasync.text;

import java.time.Duration;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** Texts made to overflow a stack, fill memory or take a square of their length. */
@Tag("long")
class HostileTextTests {

	private static final int LENGTH = Markdown.MAX_CHARACTERS;

	private static final Duration LIMIT = Duration.ofSeconds(20);

	static Stream<String> texts() {
		return Stream
			.of("> ", "- ", "* a\n", "1. ", "*a **a ", "_a __b ", "[", "![", "[a](", "[a][b] ", "`a``b", "<a ", "<b>",
					"<details>\n\n", "<details><summary>", "</details>", "<!--", "<pre>", "<img src=\"", "|a", "|-",
					"\\", "&", "@a ", "#1 ", "A-1 ", "https://a.b/ ", "www.", "h", "~~", "[^1]", "[^1]: a\n", "{code}",
					"{quote}", "{panel}", "{*}", "{{", "[~", "!a", "|| ", "*_-+^~", "*a ", "-a ", "??", "\r", "\n",
					"\0", "\uD800", "word word word\n", "| a |\n", "** a\n", "{color", "(", ")", "\"", ">\n")
			.map((piece) -> piece.repeat(LENGTH / piece.length()));
	}

	static Stream<String> builtTexts() {
		StringBuilder stairs = new StringBuilder();
		for (int i = 0; i < 600; i++) {
			stairs.append("  ".repeat(i)).append("- a\n");
		}
		String wide = "|a".repeat(10_000) + "\n" + "|-".repeat(10_000) + "\n" + "|\n".repeat(10_000);
		String emphasis = "*a **b ".repeat(10_000) + "b** a* ".repeat(10_000);
		String brackets = "[".repeat(20_000) + "a" + "](b)".repeat(20_000);
		String images = "![".repeat(20_000) + "a" + "](b)".repeat(20_000);
		return Stream.of(stairs.toString(), wide, emphasis, brackets, images, "*".repeat(30) + " a\n");
	}

	@ParameterizedTest
	@MethodSource({ "texts", "builtTexts" })
	void hostileMarkdownIsConvertedInTime(String text) {
		assertTimeoutPreemptively(LIMIT, () -> {
			ObjectNode adf = Adf.fromMarkdown(text, ConversionContext.NONE);
			assertThat(Adf.toMarkdown(adf, ConversionContext.NONE)).isNotNull();
			assertThat(new AdfToWiki().convert(adf)).isNotNull();
			assertThat(TextDigest.ofAdf(adf)).startsWith("m3:");
			assertThat(Adf.limit(adf, Adf.MAX_CHARACTERS, "https://x.y").toString().length())
				.isLessThanOrEqualTo(Adf.MAX_CHARACTERS);
			assertThat(Markdown.limit(text, Markdown.MAX_CHARACTERS, "https://x.y").length())
				.isLessThanOrEqualTo(Markdown.MAX_CHARACTERS);
		});
	}

	@Test
	void megabyteOfOrdinaryTextIsConvertedInTime() {
		String markdown = """
				## Steps *to* reproduce

				1. Open `a_file.txt`, see [the docs](https://x.y/z) and #12
				   - nested **item** with https://a.b/c_d
				2. Done

				| a | b |
				|---|---|
				| c | d |

				```java
				int i = 1;
				```

				""".repeat(5500);
		assertThat(markdown).hasSizeGreaterThan(1_000_000);
		assertTimeoutPreemptively(LIMIT, () -> {
			ObjectNode adf = Adf.fromMarkdown(markdown, ConversionContext.NONE);
			String digest = TextDigest.ofAdf(adf);
			assertThat(TextDigest.ofMarkdown(Adf.toMarkdown(adf, ConversionContext.NONE))).isEqualTo(digest);
			assertThat(TextDigest.ofWiki(new AdfToWiki().convert(adf))).isEqualTo(digest);
		});
	}

	@ParameterizedTest
	@MethodSource({ "texts", "builtTexts" })
	void hostileWikiMarkupIsConvertedInTime(String text) {
		assertTimeoutPreemptively(LIMIT, () -> {
			ObjectNode adf = new WikiToAdf().convert(text);
			assertThat(Adf.toMarkdown(adf, ConversionContext.NONE)).isNotNull();
			assertThat(Wiki.limit(text, Adf.MAX_CHARACTERS, "https://x.y").length())
				.isLessThanOrEqualTo(Adf.MAX_CHARACTERS);
		});
	}

}
