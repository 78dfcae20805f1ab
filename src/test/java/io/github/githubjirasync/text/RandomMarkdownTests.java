package io.github.githubjirasync.text;

import java.util.Random;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Documents made of random pieces of Markdown, always the same ones. */
class RandomMarkdownTests {

	private static final String[] PIECES = { "a", "b", "word", "two words", " ", "  ", "\n", "\n", "\n\n", "\n\n", "*",
			"**", "_", "__", "~~", "`", "``", "```\n", "~~~\n", "# ", "## ", "> ", "- ", "* ", "+ ", "1. ", "2) ",
			"- [ ] ", "- [x] ", "    ", "\t", "---\n", "===\n", "***\n", "[", "]", "](", ")", "[l](u)",
			"[l](http://x.y \"t\")", "![i](http://x.y/i.png)", "![", "<br>", "<b>", "</b>", "<!-- c -->", "<div>",
			"</div>\n", "<details>\n<summary>s</summary>\n\n", "\n</details>\n", "<x>", "|", "| a | b |\n|---|---|\n",
			"| c | d |\n", "\\", "\\*", "&amp;", "&", "<", ">", "!", "@user", "#12", "GH-7", "http://a.b/c_d_e",
			"www.a.b", "x@y.zz", "[^1]", "[^1]: note\n", "> [!NOTE]\n> ", "\u00e9", "\uD83D\uDE00", "\uD800", "\0",
			"\r\n", "(x)", "h1. ", "{code}", "{", "}", "--", "??", "+", "^", "snake_case_x", "2 * 3", "!a.png!",
			"[~u]" };

	private static final int DOCUMENTS = 700;

	@Test
	void randomDocumentsAreValidAndReadTheSameAfterRoundTrips() {
		AdfSchema schema = AdfSchema.load();
		Random random = new Random(20260101);
		for (int i = 0; i < DOCUMENTS; i++) {
			String markdown = document(random, 1 + random.nextInt(30));
			ObjectNode adf = Adf.fromMarkdown(markdown, ConversionContext.NONE);
			assertThat(schema.violations(adf)).as(markdown).isEmpty();
			String skeleton = TextDigest.skeleton(adf);
			String back = Adf.toMarkdown(adf, ConversionContext.NONE);
			ObjectNode again = Adf.fromMarkdown(back, ConversionContext.NONE);
			assertThat(TextDigest.skeleton(again)).as(story(markdown, back, adf)).isEqualTo(skeleton);
			assertThat(Outline.withoutLinks(again)).as(story(markdown, back, adf)).isEqualTo(Outline.withoutLinks(adf));
			String wiki = new AdfToWiki().convert(adf);
			ObjectNode fromWiki = new WikiToAdf().convert(wiki);
			assertThat(schema.violations(fromWiki)).as(wiki).isEmpty();
			assertThat(TextDigest.skeleton(fromWiki)).as(story(markdown, wiki, adf)).isEqualTo(skeleton);
		}
	}

	@Test
	void randomWikiMarkupIsValidAndReadsTheSameAsMarkdown() {
		AdfSchema schema = AdfSchema.load();
		Random random = new Random(20260102);
		String[] wiki = { "{code:java}\n", "{code}", "{noformat}", "{quote}", "{panel:title=T}", "{panel}", "bq. ",
				"h2. ", "||h||i||\n", "|c|d|\n", "* ", "** ", "# ", "*# ", "- ", "{{m}}", "[t|http://x.y]", "[~u]",
				"\\\\", "{color:red}", "{color}", "{*}", "*", "_", "\n", "\n\n", "word", " ", "!http://x.y/a.png!" };
		for (int i = 0; i < DOCUMENTS; i++) {
			StringBuilder text = new StringBuilder();
			for (int j = random.nextInt(25); j >= 0; j--) {
				text.append(random.nextBoolean() ? wiki[random.nextInt(wiki.length)]
						: PIECES[random.nextInt(PIECES.length)]);
			}
			ObjectNode adf = new WikiToAdf().convert(text.toString());
			assertThat(schema.violations(adf)).as(text.toString()).isEmpty();
			String markdown = Adf.toMarkdown(adf, ConversionContext.NONE);
			assertThat(TextDigest.skeleton(Adf.fromMarkdown(markdown, ConversionContext.NONE)))
				.as(story(text, markdown, adf))
				.isEqualTo(TextDigest.skeleton(adf));
		}
	}

	private static String story(CharSequence text, String converted, ObjectNode adf) {
		return "%s%n-- as --%n%s%n-- of --%n%s".formatted(text, converted, adf).replace('\0', '0');
	}

	private static String document(Random random, int pieces) {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < pieces; i++) {
			text.append(PIECES[random.nextInt(PIECES.length)]);
		}
		return text.toString();
	}

}
