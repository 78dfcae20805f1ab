package io.github.githubjirasync.sandbox;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JiraText}, {@link AdfToWiki} and {@link WikiToAdf}.
 */
class JiraTextTests {

	@ParameterizedTest
	@ValueSource(strings = { "Plain", "Two\nlines", "Two\n\nparagraphs", "h2. Heading\n\nText", "* one\n* two",
			"# one\n# two", "{code:java}\nint a;\n\nint b;\n{code}", "Some *bold* and _italic_ and {{code}}",
			"A [link|https://example.org/a_b] here", "2 * 3 * 4, snake_case_name, [no link]" })
	void wikiMarkupSurvivesTheWayThroughAdf(String wiki) {
		assertThat(AdfToWiki.convert(WikiToAdf.convert(wiki))).isEqualTo(wiki);
	}

	@Test
	void unknownNodesAreReadAsTheirText() throws Exception {
		JsonNode adf = Json.MAPPER.readTree(
				"""
						{"type":"doc","version":1,"content":[
						 {"type":"expand","content":[{"type":"paragraph","content":[{"type":"text","text":"in"}]}]},
						 {"type":"paragraph","content":[{"type":"mention","attrs":{"id":"712020:x"}},{"type":"hardBreak"},
						  {"type":"emoji","attrs":{"shortName":":smile:"}}]},
						 {"type":"rule"},
						 {"type":"bulletList","content":[{"type":"listItem","content":[
						  {"type":"paragraph","content":[{"type":"text","text":"a"}]},
						  {"type":"bulletList","content":[{"type":"listItem","content":[
						   {"type":"paragraph","content":[{"type":"text","text":"b"}]}]}]}]}]},
						 {"type":"table","content":[{"type":"tableRow","content":[
						  {"type":"tableHeader","content":[{"type":"paragraph","content":[{"type":"text","text":"h"}]}]}]}]}]}""");
		assertThat(AdfToWiki.convert(adf))
			.isEqualTo("in\n\n[~accountid:712020:x]\n:smile:\n\n----\n\n* a\n** b\n\n||h||");
	}

	@Test
	void keepsTheFormInWhichItCame() {
		JsonNode adf = Json.object("type", "doc", "version", 1, "content", Json.array(List.of()), "x", 1);
		assertThat(JiraText.read(3, adf)).isNotNull().extracting((text) -> text.as(3)).isSameAs(adf);
	}

}
