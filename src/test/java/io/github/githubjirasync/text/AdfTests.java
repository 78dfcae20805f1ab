package io.github.githubjirasync.text;

import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class AdfTests {

	private static final ConversionContext CONTEXT = new ConversionContext("https://github.com/acme/widgets",
			"https://acme.atlassian.net/browse", Set.of("WID"), (login) -> login.equals("octocat") ? "5b10:a" : null,
			(user) -> user.equals("5b10:a") ? "octocat" : null);

	private final ObjectMapper json = new ObjectMapper();

	@ParameterizedTest
	@MethodSource
	void markdownBecomesAdf(String markdown, String content) throws JsonProcessingException {
		ObjectNode adf = Adf.fromMarkdown(markdown, CONTEXT);
		assertThat(adf.get("content")).isEqualTo(this.json.readTree("[" + content.replace('\'', '"') + "]"));
		assertThat(AdfSchema.load().violations(adf)).isEmpty();
	}

	static Stream<Arguments> markdownBecomesAdf() {
		return Stream.of(arguments("", ""), arguments(" \r\n\t\n", ""), arguments(
				"hi @octocat, see #12 and WID-7, not UTF-8 or @stranger",
				paragraph("{'type':'text','text':'hi '},{'type':'mention','attrs':{'id':'5b10:a','text':'@octocat'}},"
						+ "{'type':'text','text':', see '}," + link("#12", "https://github.com/acme/widgets/issues/12")
						+ ",{'type':'text','text':' and '}," + link("WID-7", "https://acme.atlassian.net/browse/WID-7")
						+ ",{'type':'text','text':', not UTF-8 or @stranger'}")),
				arguments("@\u200Bstranger #\u200B12", paragraph("{'type':'text','text':'@stranger #12'}")),
				arguments("GH-12 acme/other#3 0a1b2c3 x/#4 a/b/c#5 1234567",
						paragraph(link("GH-12", "https://github.com/acme/widgets/issues/12")
								+ ",{'type':'text','text':' '},"
								+ link("acme/other#3", "https://github.com/acme/other/issues/3")
								+ ",{'type':'text','text':' '},"
								+ link("0a1b2c3", "https://github.com/acme/widgets/commit/0a1b2c3")
								+ ",{'type':'text','text':' x/#4 a/b/c#5 1234567'}")),
				arguments("`@octocat #12`",
						paragraph("{'type':'text','text':'@octocat #12','marks':[{'type':'code'}]}")),
				arguments("[a](docs/a.md) [b](/x) [c](javascript:x)",
						paragraph(link("a", "https://github.com/acme/widgets/blob/HEAD/docs/a.md")
								+ ",{'type':'text','text':' '}," + link("b", "https://github.com/x")
								+ ",{'type':'text','text':' c'}")),
				arguments("![alt](https://x.y/z.png)",
						"{'type':'mediaSingle','attrs':{'layout':'center'},'content':[{'type':'media','attrs':"
								+ "{'type':'external','url':'https://x.y/z.png','alt':'alt'}}]}"),
				arguments("a\n![b](https://x.y/z.png) \nc ![d](https://x.y/e.png)", paragraph(
						"{'type':'text','text':'a'}")
						+ ",{'type':'mediaSingle','attrs':{'layout':'center'},'content':[{'type':'media','attrs':"
						+ "{'type':'external','url':'https://x.y/z.png','alt':'b'}}]},"
						+ paragraph("{'type':'text','text':'c '},{'type':'text','text':'d','marks':[{'type':'link',"
								+ "'attrs':{'href':'https://x.y/e.png','title':'\uD83D\uDDBC'}}]}")),
				arguments("[![b](https://x.y/z.png)](https://x.y)",
						"{'type':'mediaSingle','attrs':{'layout':'center'},'content':[{'type':'media','attrs':"
								+ "{'type':'external','url':'https://x.y/z.png','alt':'b'},'marks':[{'type':'link',"
								+ "'attrs':{'href':'https://x.y'}}]}]}"),
				arguments("<img width=3 src=\"https://x.y/z.png\">",
						"{'type':'mediaSingle','attrs':{'layout':'center'},'content':[{'type':'media','attrs':"
								+ "{'type':'external','url':'https://x.y/z.png'}}]}"),
				arguments("- [x] a\n  - [ ] b",
						"{'type':'taskList','attrs':{'localId':'task-0'},'content':[{'type':'taskItem','attrs':"
								+ "{'localId':'task-1','state':'DONE'},'content':[{'type':'text','text':'a'}]},"
								+ "{'type':'taskList','attrs':{'localId':'task-2'},'content':[{'type':'taskItem','attrs':"
								+ "{'localId':'task-3','state':'TODO'},'content':[{'type':'text','text':'b'}]}]}]}"),
				arguments("3. a",
						"{'type':'orderedList','attrs':{'order':3},'content':[{'type':'listItem','content':["
								+ paragraph("{'type':'text','text':'a'}") + "]}]}"),
				arguments("> [!TIP]\n> a",
						"{'type':'panel','attrs':{'panelType':'success'},'content':["
								+ paragraph("{'type':'text','text':'a'}") + "]}"),
				arguments("> # a\n> > b",
						"{'type':'blockquote','content':["
								+ paragraph("{'type':'text','text':'a','marks':[{'type':'strong'}]}") + ","
								+ paragraph("{'type':'text','text':'b'}") + "]}"),
				arguments("<details><summary>S &amp; T</summary>\n\n**x**\n\n</details>",
						"{'type':'expand','attrs':{'title':'S & T'},'content':["
								+ paragraph("{'type':'text','text':'x','marks':[{'type':'strong'}]}") + "]}"),
				arguments("H<sub>2</sub>O <kbd>x</kbd><!-- gone --><br>y", paragraph(
						"{'type':'text','text':'H'},{'type':'text','text':'2','marks':[{'type':'subsup','attrs':"
								+ "{'type':'sub'}}]},{'type':'text','text':'O '},{'type':'text','text':'x','marks':"
								+ "[{'type':'code'}]},{'type':'hardBreak'},{'type':'text','text':'y'}")));
	}

	private static String paragraph(String content) {
		return "{'type':'paragraph','content':[" + content + "]}";
	}

	private static String link(String text, String href) {
		return "{'type':'text','text':'" + text + "','marks':[{'type':'link','attrs':{'href':'" + href + "'}}]}";
	}

	@ParameterizedTest
	@MethodSource
	void everyNodeOfJiraBecomesMarkdown(String node, String markdown) throws JsonProcessingException {
		JsonNode doc = this.json.readTree(("{'version':1,'type':'doc','content':[" + node + "]}").replace('\'', '"'));
		assertThat(Adf.toMarkdown(doc, CONTEXT)).isEqualTo(markdown);
	}

	static Stream<Arguments> everyNodeOfJiraBecomesMarkdown() {
		String text = paragraph("{'type':'text','text':'a'}");
		return Stream.of(
				arguments(paragraph(
						"{'type':'mention','attrs':{'id':'5b10:a','text':'@Mona'}},{'type':'text','text':' hi'}"),
						"@octocat hi"),
				arguments(paragraph(
						"{'type':'mention','attrs':{'id':'x','text':'@Jane Doe'}},{'type':'text','text':' hi'}"),
						"@\u200BJane\u00A0Doe\u200B hi"),
				arguments(paragraph("{'type':'emoji','attrs':{'shortName':':+1:','text':'\uD83D\uDC4D'}},"
						+ "{'type':'emoji','attrs':{'shortName':':acme:'}}"), "\uD83D\uDC4D:acme:"),
				arguments(paragraph("{'type':'date','attrs':{'timestamp':'1700000000000'}}"), "2023-11-14"),
				arguments(paragraph("{'type':'status','attrs':{'text':'DONE','color':'green'}}"), "**DONE**"),
				arguments(paragraph("{'type':'inlineCard','attrs':{'url':'https://acme.atlassian.net/browse/WID-7'}}"),
						"[WID-7](https://acme.atlassian.net/browse/WID-7)"),
				arguments("{'type':'blockCard','attrs':{'url':'https://x.y/z'}}", "https://x.y/z"),
				arguments("{'type':'embedCard','attrs':{'url':'https://x.y/z','layout':'wide'}}", "https://x.y/z"),
				arguments(
						paragraph("{'type':'text','text':'u','marks':[{'type':'underline'}]},{'type':'text','text':'2',"
								+ "'marks':[{'type':'subsup','attrs':{'type':'sup'}}]},{'type':'text','text':'c','marks':"
								+ "[{'type':'textColor','attrs':{'color':'#ff0000'}}]}"),
						"<ins>u</ins><sup>2</sup>c"),
				arguments("{'type':'panel','attrs':{'panelType':'error'},'content':[" + text + "]}",
						"> [!CAUTION]\n> a"),
				arguments("{'type':'expand','attrs':{'title':'T< @you'},'content':[" + text + "]}",
						"<details>\n<summary>T&lt; @\u200Byou</summary>\n\na\n\n</details>"),
				arguments("{'type':'decisionList','attrs':{'localId':'1'},'content':[{'type':'decisionItem','attrs':"
						+ "{'localId':'2','state':'DECIDED'},'content':[{'type':'text','text':'d'}]}]}", "- d"),
				arguments(
						"{'type':'layoutSection','content':[{'type':'layoutColumn','attrs':{'width':50},'content':["
								+ text + "]},{'type':'layoutColumn','attrs':{'width':50},'content':[" + text + "]}]}",
						"a\n\na"),
				arguments(
						"{'type':'mediaGroup','content':[{'type':'media','attrs':{'type':'file','id':'1','collection':'c',"
								+ "'alt':'log.txt'}}]}",
						"\uD83D\uDCCE log.txt"),
				arguments(
						"{'type':'mediaSingle','content':[{'type':'media','attrs':{'type':'external','url':"
								+ "'https://x.y/(z'}},{'type':'caption','content':[{'type':'text','text':'cap'}]}]}",
						"![](<https://x.y/(z>)\ncap"),
				arguments("{'type':'table','content':[{'type':'tableRow','content':[{'type':'tableHeader','attrs':"
						+ "{'colspan':2},'content':[" + text + "]}]},{'type':'tableRow','content':[{'type':'tableCell',"
						+ "'content':[" + text + ",{'type':'bulletList','content':[{'type':'listItem','content':["
						+ text
						+ "]}]}]},{'type':'tableCell','content':[{'type':'codeBlock','content':[{'type':'text','text':"
						+ "'x|y'}]}]}]}]}", "| a |  |\n| --- | --- |\n| a<br>\u2022 a | `x\\|y` |"),
				arguments(
						"{'type':'table','content':[{'type':'tableRow','content':[{'type':'tableCell','content':["
								+ "{'type':'nestedExpand','attrs':{'title':'more'},'content':[" + text + "]}]}]}]}",
						"|  |\n| --- |\n| **more**<br>a |"),
				arguments("{'type':'bulletList','content':[{'type':'listItem','content':[{'type':'panel','attrs':"
						+ "{'panelType':'info'},'content':[" + text + "]}]}]}", "- > a"),
				arguments("{'type':'bodiedExtension','attrs':{'extensionKey':'k','extensionType':'t'},'content':["
						+ text + "]}", "a"),
				arguments("{'type':'extension','attrs':{'extensionKey':'k','extensionType':'t','text':'fallback'}}",
						"fallback"),
				arguments("{'type':'ofTheFuture','content':[" + text + "]},{'type':'newInline','text':'b'}", "a\n\nb"),
				arguments(paragraph("{'type':'text','text':'# 1. - *x* @you #1 GH-2 a_b <b> &amp; [c]'}"),
						"\\# 1. - \\*x\\* @\u200Byou #\u200B1 GH-\u200B2 a_b \\<b> \\&amp; \\[c\\]"),
				arguments(
						paragraph("{'type':'text','text':'a'},{'type':'text','text':'(b)','marks':[{'type':'strong'}]},"
								+ "{'type':'text','text':'c'}"),
						"a<strong>(b)</strong>c"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "see #12, GH-7 and acme/other#3 (#4).", "fixed by 0a1b2c3d", "![i](https://x.y/z.png)",
			"a ![i](https://x.y/z.png) b", "[![i](https://x.y/z.png)](https://x.y)", "**two\nlines**",
			"| a | b |\n| --- | --- |\n| ![i](https://x.y/z.png) | c |", "hi @octocat", "> [!WARNING]\n> a",
			"- [ ] a\n- [x] b", "<details>\n<summary>s</summary>\n\na\n\n</details>", "H<sub>2</sub>O", "- a\n\n  b",
			"[WID-7](https://acme.atlassian.net/browse/WID-7)", "[text](https://github.com/acme/widgets/issues/12)",
			"~~a~~ **b** _c_ `d`", "mail@example.com", "```java\nint i;\n```", "1. a\n   1. b", "3. c" })
	void markdownIsTheSameAfterARoundTrip(String markdown) {
		assertThat(Adf.toMarkdown(Adf.fromMarkdown(markdown, CONTEXT), CONTEXT)).isEqualTo(markdown);
	}

	/**
	 * GitHub takes an at sign for a mention unless an ASCII letter, digit or _ is before
	 * it.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "@stranger", "(@stranger", "@acme/team", "\u00e9@stranger", "\uD83D\uDE00@stranger",
			".@stranger", "-@stranger", "a @stranger", "`x` @stranger", "@stranger@stranger" })
	void nobodyIsMentioned(String text) {
		ObjectNode doc = AdfNodes.doc(java.util.List.of(AdfNodes
			.paragraph(AdfNodes.array().add(AdfNodes.text("x", Mark.STRONG, null)).add(AdfNodes.text(text)))));
		assertThat(Adf.toMarkdown(doc, CONTEXT)).doesNotContainPattern("(?<![A-Za-z0-9_])@[A-Za-z0-9]");
		ObjectNode alone = AdfNodes
			.doc(java.util.List.of(AdfNodes.paragraph(AdfNodes.array().add(AdfNodes.text(text)))));
		assertThat(Adf.toMarkdown(alone, CONTEXT)).doesNotContainPattern("(?<![A-Za-z0-9_])@[A-Za-z0-9]");
	}

	@Test
	void inertMarksAreTakenOutAgain() {
		String markdown = "@\u200Byou #\u200B1 GH-\u200B2\n\n<details>\n<summary>@\u200Byou</summary>\n\na\n\n</details>";
		ObjectNode adf = Adf.fromMarkdown(markdown, CONTEXT);
		assertThat(adf.toString()).doesNotContain("\u200B").contains("\"@you #1 GH-2\"", "\"title\":\"@you\"");
		assertThat(Adf.toMarkdown(adf, CONTEXT)).isEqualTo(markdown);
	}

	@Test
	void documentThatIsTooLongIsCutAtABlockAndSaysWhereTheRestIs() {
		StringBuilder markdown = new StringBuilder();
		for (int i = 0; i < 2000; i++) {
			markdown.append("Paragraph \"").append(i).append("\"\n\n");
		}
		ObjectNode document = Adf.fromMarkdown(markdown.toString(), CONTEXT);
		ObjectNode cut = Adf.limit(document, Adf.MAX_CHARACTERS, "https://github.com/acme/widgets/issues/1");
		assertThat(cut.toString().length()).isBetween(Adf.MAX_CHARACTERS - 200, Adf.MAX_CHARACTERS);
		assertThat(AdfSchema.load().violations(cut)).isEmpty();
		assertThat(cut.toString()).contains("Full text").contains("issues/1");
		assertThat(Adf.limit(cut, Adf.MAX_CHARACTERS, "x")).isSameAs(cut);
	}

	@ParameterizedTest
	@ValueSource(strings = { "word \uD83D\uDE00 \\\"", "- item\n", "|a|b|\n|-|-|\n|cell|cell|\n", "> quote\n",
			"```\ncode \"x\"\n", "1. a\n   - b\n" })
	void oneHugeBlockIsCutInside(String piece) {
		ObjectNode document = Adf.fromMarkdown(piece.repeat(6000), CONTEXT);
		for (int limit = 2000; limit < 2008; limit++) {
			ObjectNode cut = Adf.limit(document, limit, "https://x.y");
			assertThat(cut.toString().length()).isLessThanOrEqualTo(limit).isGreaterThan(1500);
			assertThat(AdfSchema.load().violations(cut)).isEmpty();
		}
	}

}
