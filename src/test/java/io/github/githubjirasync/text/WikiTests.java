package io.github.githubjirasync.text;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.githubjirasync.testing.Cases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class WikiTests {

	private static final ConversionContext CONTEXT = new ConversionContext("https://github.com/acme/widgets",
			"https://acme.atlassian.net/browse", Set.of("WID"), (login) -> login.equals("octocat") ? "octo" : null,
			(user) -> user.equals("octo") ? "octocat" : null);

	@ParameterizedTest
	@MethodSource
	void wikiBecomesMarkdown(String wiki, String markdown) {
		assertThat(Wiki.toMarkdown(wiki, CONTEXT)).isEqualTo(markdown);
	}

	static Stream<Arguments> wikiBecomesMarkdown() {
		return Stream.of(arguments("", ""), arguments("h1. Title", "# Title"), arguments("h6. Low", "###### Low"),
				arguments("*bold* _em_ -del- +ins+", "**bold** _em_ ~~del~~ <ins>ins</ins>"),
				arguments("x^2^ H~2~O", "x^2^ H\\~2\\~O"), arguments("x{^}2{^}", "x<sup>2</sup>"),
				arguments("{*}bo{*}ld", "**bo**ld"), arguments("{{a_b *c*}}", "`a_b *c*`"),
				arguments("??cited??", "_cited_"),
				arguments("a-b-c snake_case_x 2*3*4", "a-b-c snake_case_x 2\\*3\\*4"),
				arguments("one\ntwo\r\nthree", "one\ntwo\nthree"), arguments("a\\\\b", "a\nb"),
				arguments("{color:red}red{color} text", "red text"), arguments("\\*not bold\\*", "\\*not bold\\*"),
				arguments("[text|https://x.y/z]", "[text](https://x.y/z)"),
				arguments("[https://x.y/z]", "https://x.y/z"),
				arguments("see https://x.y/a_b.", "see <https://x.y/a_b>."),
				arguments("[not a link]", "\\[not a link\\]"), arguments("[~octo] hi", "@octocat hi"),
				arguments("[~stranger] hi", "@\u200Bstranger hi"), arguments("[~accountid:octo]", "@octocat"),
				arguments("@stranger #7 WID-7 UTF-8",
						"@\u200Bstranger #\u200B7 [WID-7](https://acme.atlassian.net/browse/WID-7) UTF-8"),
				arguments("!https://x.y/a.png|width=3,alt=A!", "![A](https://x.y/a.png)"),
				arguments("!shot.png|thumbnail!", "\uD83D\uDCCE shot.png"),
				arguments("!alt=a.b!", "\uD83D\uDCCE alt=a.b"), arguments("----", "___"),
				arguments("bq. quoted", "> quoted"), arguments("{quote}\na\n\nb\n{quote}", "> a\n>\n> b"),
				arguments("{panel:title=T}\nbody\n{panel}", "> [!NOTE]\n> **T**\n>\n> body"),
				arguments("{code:java}\nint i; // *x*\n{code}", "```java\nint i; // *x*\n```"),
				arguments("{code:title=A.java|language=java}\nx\n{code}", "**A.java**\n\n```java\nx\n```"),
				arguments("{noformat}*a*{noformat}", "```\n*a*\n```"),
				arguments("a {code}x{code} b", "a\n\n```\nx\n```\n\nb"),
				arguments("{code}never closed", "{code}never closed"),
				arguments("* a\n** b\n*# c\n* d", "- a\n\n  - b\n\n  1. c\n\n- d"),
				arguments("# one\n# two\n## deep", "1. one\n2. two\n   1. deep"),
				arguments("- dash\n- dash", "- dash\n- dash"),
				arguments("* [ ] todo\n* [x] done", "- [ ] todo\n- [x] done"),
				arguments("* item {code}\nx\n{code}\n* next", "- item\n\n  ```\n  x\n  ```\n\n- next"),
				arguments("||h||i||\n|a|[b\\|c|https://x.y]|",
						"| h | i |\n| --- | --- |\n| a | [b\\|c](https://x.y) |"),
				arguments("|a|b|\n|c|{{d|e}}|", "|  |  |\n| --- | --- |\n| a | b |\n| c | `d\\|e` |"),
				arguments(":) (!) (x)", ":) (!) (x)"));
	}

	@ParameterizedTest
	@MethodSource
	void markdownBecomesWiki(String markdown, String wiki) {
		assertThat(Wiki.fromMarkdown(markdown, CONTEXT)).isEqualTo(wiki);
	}

	static Stream<Arguments> markdownBecomesWiki() {
		return Stream.of(arguments("", ""), arguments("# T", "h1. T"), arguments("**b** _e_ ~~d~~", "*b* _e_ -d-"),
				arguments("un**bold**ed", "un{*}bold{*}ed"), arguments("`a{b}`", "{{a\\{b\\}}}"),
				arguments("\\*x\\* [y] {z} a_b -c", "\\*x\\* \\[y\\] \\{z\\} a_b \\-c"),
				arguments("[t|u](https://x.y/|)", "[t\\|u|https://x.y/%7C]"), arguments("https://x.y", "[https://x.y]"),
				arguments("@octocat and @stranger", "[~octo] and @stranger"),
				arguments("#12", "[#12|https://github.com/acme/widgets/issues/12]"),
				arguments("![a](https://x.y/z.png)", "!https://x.y/z.png|alt=a!"), arguments("---", "----"),
				arguments("```js\nx {code} *y*\n```", "{noformat}\nx {code} *y*\n{noformat}"),
				arguments("```js\nx\n```", "{code:javascript}\nx\n{code}"),
				arguments("```weird\nx\n```", "{code}\nx\n{code}"), arguments("> a\n> b", "{quote}\na\nb\n{quote}"),
				arguments("- a\n  1. b\n- c", "* a\n*# b\n* c"), arguments("- [x] a", "* [x] a"),
				arguments("- a\n\n  ```\n  x\n  ```", "* a {code}\nx\n{code}"),
				arguments("|h|\n|-|\n|a\\|b|", "|| h ||\n| a\\|b |"), arguments("a\\\\b", "a\\b"),
				arguments("h1\\. x", "h1\\. x"), arguments("1986\\. x", "1986. x"),
				arguments("> [!WARNING]\n> hot", "{panel:bgColor=#fffae6}\nhot\n{panel}"));
	}

	@Test
	void recordedJiraTextsConvertToValidAdf() throws IOException {
		AdfSchema schema = AdfSchema.load();
		ObjectMapper json = new ObjectMapper();
		int texts = 0;
		try (var files = Files.newDirectoryStream(Cases.dir().resolve("jira/mattermost-plugin-jira"), "*.json")) {
			for (var file : files) {
				JsonNode payload = json.readTree(file.toFile());
				for (String field : new String[] { "body", "description" }) {
					for (JsonNode text : payload.findValues(field)) {
						ObjectNode adf = new WikiToAdf().convert(text.asText());
						assertThat(schema.violations(adf)).as(text.asText()).isEmpty();
						String markdown = Adf.toMarkdown(adf, ConversionContext.NONE);
						assertThat(TextDigest.ofMarkdown(markdown)).as(markdown)
							.isEqualTo(TextDigest.ofWiki(text.asText()));
						texts++;
					}
				}
			}
		}
		assertThat(texts).isGreaterThan(50);
	}

	@Test
	void backslashesSurvive() {
		String path = "`x` C:\\\\temp\\\\{new} \\\\\\\\server";
		assertThat(TextDigest.ofWiki(Wiki.fromMarkdown(path, CONTEXT))).isEqualTo(TextDigest.ofMarkdown(path));
	}

}
