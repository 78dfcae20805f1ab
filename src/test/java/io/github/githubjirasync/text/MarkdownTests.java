package io.github.githubjirasync.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MarkdownTests {

	@Test
	void shortTextIsNotCut() {
		assertThat(Markdown.limit("abc", 100, "https://x.y")).isEqualTo("abc");
	}

	@ParameterizedTest
	@ValueSource(strings = { "word \uD83D\uDE00 ", "line\n", "paragraph\n\n", "```java\ncode\n```\n",
			"````\n```\ncode\n```\n````\n", "- ~~~\n  code\n  ~~~\n", "> ```\n> code\n> ```\n",
			"<details>\n\ntext\n\n</details>\n\n", "<!-- a\nb -->\n" })
	void cutTextFitsAndLeavesNothingOpen(String piece) {
		String markdown = piece.repeat(40_000 / piece.length());
		for (int limit = 1000; limit < 1100; limit++) {
			String cut = Markdown.limit(markdown, limit, "https://x.y/full");
			assertThat(cut.length()).isLessThanOrEqualTo(limit).isGreaterThan(limit / 2);
			assertThat(cut).endsWith("[Full text](<https://x.y/full>)");
			Node last = MarkdownParser.parse(cut).getLastChild();
			assertThat(last).isNotInstanceOf(FencedCodeBlock.class);
			ObjectNode adf = Adf.fromMarkdown(cut, ConversionContext.NONE);
			assertThat(TextDigest.skeleton(adf)).endsWith("Fulltext");
			assertThat(adf.toString()).contains("\"href\":\"https://x.y/full\"");
		}
	}

	@Test
	void lineThatIsTooLongIsCutBetweenWordsOrCharacters() {
		for (int limit = 200; limit < 230; limit++) {
			assertThat(Markdown.limit("word ".repeat(100), limit, "https://x.y")).startsWith("word ")
				.doesNotContainPattern("\\b(w|wo|wor)\\b");
			assertThat(Markdown.limit("&lt;".repeat(100), limit, "https://x.y"))
				.doesNotContainPattern("&(lt?)?(?![lt;])")
				.doesNotContainPattern("&lt(?!;)");
			assertThat(Markdown.limit("\\*".repeat(100), limit, "https://x.y")).doesNotContain("\\\n");
			String smileys = Markdown.limit("\uD83D\uDE00".repeat(100), limit, "https://x.y");
			assertThat(smileys.codePoints().filter((c) -> Character.getType(c) == Character.SURROGATE)).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "word word ", "{code:java}\nx\n{code}\n", "{quote}\na\n{quote}\n",
			"{noformat}a{noformat}\n\n", "{panel:title=T}\nb\n{panel}\n", "* item\n" })
	void cutWikiFitsAndLeavesNoMacroOpen(String piece) {
		String wiki = piece.repeat(40_000 / piece.length());
		for (int limit = 1000; limit < 1060; limit++) {
			String cut = Wiki.limit(wiki, limit, "https://x.y/full");
			assertThat(cut.length()).isLessThanOrEqualTo(limit).isGreaterThan(limit / 2);
			assertThat(new WikiToAdf().convert(cut).toString()).contains("\"href\":\"https://x.y/full\"")
				.doesNotContain("{code")
				.doesNotContain("{quote")
				.doesNotContain("{noformat");
		}
	}

}
