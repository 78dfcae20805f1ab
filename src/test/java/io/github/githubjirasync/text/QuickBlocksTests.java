package io.github.githubjirasync.text;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Random;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.githubjirasync.testing.Cases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is converted without a syntax tree comes out as it would with one. */
class QuickBlocksTests {

	private static final ConversionContext CONTEXT = new ConversionContext("https://github.com/acme/widgets",
			"https://acme.atlassian.net/browse", Set.of("WID"), (login) -> login.equals("octocat") ? "5b10:a" : null,
			(user) -> null);

	private static final String[] PIECES = { "word", "Two words", " ", " ", "  ", "\n", "\n", "\n", "\n\n", "\n\n", "*",
			"**", "_", "__", "~~", "~", "*em*", "**strong**", "_em_", "`", "``", "`code`", "`` a`b ``", "```\n",
			"```java\n", "~~~\n", "# ", "## ", "#", "> ", "- ", "* ", "+ ", "1. ", "2) ", "- [ ] ", "    ", "\t", "---",
			"***", "===", "[", "]", "](", "(", ")", "[l](u)", "[a b](http://x.y/z)", "[x]", "![i](http://x.y/i.png)",
			"<br>", "<", "<!-- c -->", "|", "| a | b |\n|---|---|\n", "\\", "&amp;", "&", "!", "@octocat", "@x/y",
			"#12", "WID-7", "http://a.b/c_d_e", "https://a.b/(x).", "www.a.b", "[^1]", "\u00e9", "\uD83D\uDE00", "\r\n",
			"snake_case_x", "2 * 3", ".", ",", ":", "\u200B", "\u00A0", "\"", "'q'", "1986. ", "GH-1" };

	private static final int DOCUMENTS = 20_000;

	@Test
	void randomDocumentsComeOutTheSame() {
		Random random = new Random(20260401);
		for (int i = 0; i < DOCUMENTS; i++) {
			StringBuilder text = new StringBuilder();
			for (int j = random.nextInt(14); j >= 0; j--) {
				text.append(PIECES[random.nextInt(PIECES.length)]);
			}
			assertSame(text.toString());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "commonmark-spec.jsonl", "gfm-spec.jsonl" })
	void everyExampleOfTheSpecificationsComesOutTheSame(String file) throws IOException {
		ObjectMapper json = new ObjectMapper();
		StringBuilder all = new StringBuilder();
		for (String line : Files.readAllLines(Cases.dir().resolve("markdown").resolve(file))) {
			JsonNode example = json.readTree(line);
			assertSame(example.get("markdown").asText());
			if (all.length() + example.get("markdown").asText().length() > 4000) {
				assertSame(all.toString());
				all.setLength(0);
			}
			all.append(example.get("markdown").asText()).append("\nbetween\n\n");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "- a\n\n\n- b\n\nc", "a\n```x\nb\n\n```\nc", "```\na\n\n# b", "- ```\n  a\n\nb\n```",
			"a\nb  \nc\\\nd", "# a `b` *c* #12\nd\n## e", "1. a\n2. b\n\nc\n3. d", "- a\n+ b\n", "- a\n  b\n\nc",
			"**a `*` b**, (*c*)", "[a](b) [c] d", "a: http://b.c/d_e_f, *g*", "~~~ x y\n```\n~~~   \nz", "* a\n* *b*\n",
			"a\n\n\tb\n\nc", "(a)\n|-|\n", "- a\n\n    b\n\nc", "see [a](http://b.c/d", "a ``b` *c*", "*[a](b*",
			"[a](b[c](d[e](f", "`a`` b``` [c](d) `e", "```x\na\n\n", "~~~" })
	void bordersBetweenBlocksAreFound(String markdown) {
		assertSame(markdown);
	}

	private static void assertSame(String markdown) {
		String text = MarkdownParser.boundTables(markdown);
		assertThat(Adf.fromMarkdown(markdown, CONTEXT)).as(markdown)
			.isEqualTo(AdfNodes.doc(new MarkdownToAdf(CONTEXT).parse(text)));
	}

}
