package io.github.githubjirasync.text;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.githubjirasync.testing.Cases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** All examples of the CommonMark and GFM specifications, there and back. */
class MarkdownSpecTests {

	private final ObjectMapper json = new ObjectMapper();

	@ParameterizedTest
	@ValueSource(strings = { "commonmark-spec.jsonl", "gfm-spec.jsonl" })
	void everyExampleBecomesValidAdf(String file) throws IOException {
		AdfSchema schema = AdfSchema.load();
		List<String> invalid = new ArrayList<>();
		for (JsonNode example : examples(file)) {
			ObjectNode adf = Adf.fromMarkdown(example.get("markdown").asText(), ConversionContext.NONE);
			if (!schema.violations(adf).isEmpty()) {
				invalid.add(example.get("id") + ": " + adf);
			}
		}
		assertThat(invalid).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "commonmark-spec.jsonl", "gfm-spec.jsonl" })
	void noExampleLosesText(String file) throws IOException {
		List<String> lost = new ArrayList<>();
		for (JsonNode example : examples(file)) {
			String html = example.get("html").asText();
			ObjectNode adf = Adf.fromMarkdown(example.get("markdown").asText(), ConversionContext.NONE);
			String expected = VisibleText.ofHtml(html);
			String actual = VisibleText.ofAdf(adf);
			if (!VisibleText.contains(actual, expected)) {
				lost.add(example.get("id") + " " + example.get("markdown") + "\n  expected " + expected
						+ "\n  actual   " + actual);
			}
		}
		assertThat(lost).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "commonmark-spec.jsonl", "gfm-spec.jsonl" })
	void everyExampleReadsTheSameAfterARoundTrip(String file) throws IOException {
		List<String> changed = new ArrayList<>();
		for (JsonNode example : examples(file)) {
			ObjectNode adf = Adf.fromMarkdown(example.get("markdown").asText(), ConversionContext.NONE);
			String markdown = Adf.toMarkdown(adf, ConversionContext.NONE);
			ObjectNode again = Adf.fromMarkdown(markdown, ConversionContext.NONE);
			if (!TextDigest.skeleton(again).equals(TextDigest.skeleton(adf))
					|| !Outline.of(again).equals(Outline.of(adf))) {
				changed.add(example.get("id") + " " + example.get("markdown") + "\n  as       "
						+ this.json.valueToTree(markdown) + "\n  expected " + Outline.of(adf) + "\n  actual   "
						+ Outline.of(again));
			}
		}
		assertThat(changed).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "commonmark-spec.jsonl", "gfm-spec.jsonl" })
	void everyExampleHasTheSameDigestAsWiki(String file) throws IOException {
		List<String> changed = new ArrayList<>();
		for (JsonNode example : examples(file)) {
			ObjectNode adf = Adf.fromMarkdown(example.get("markdown").asText(), ConversionContext.NONE);
			String wiki = new AdfToWiki().convert(adf);
			ObjectNode again = new WikiToAdf().convert(wiki);
			if (!TextDigest.skeleton(again).equals(TextDigest.skeleton(adf))) {
				changed.add(example.get("id") + " " + example.get("markdown") + "\n  as       "
						+ this.json.valueToTree(wiki) + "\n  expected " + TextDigest.skeleton(adf) + "\n  actual   "
						+ TextDigest.skeleton(again));
			}
		}
		assertThat(changed).isEmpty();
	}

	@Test
	void listsHaveAtLeastTheWordsThatAnotherConverterFinds() throws IOException {
		try (var files = Files.newDirectoryStream(Cases.dir().resolve("markdown/md-to-adf-pairs"), "*.md")) {
			for (var file : files) {
				JsonNode expected = this.json.readTree(
						Files.readString(file.resolveSibling(file.getFileName().toString().replace(".md", ".json"))));
				ObjectNode adf = Adf.fromMarkdown(Files.readString(file), ConversionContext.NONE);
				JsonNode document = AdfNodes.node("doc").set("content", expected);
				assertThat(VisibleText.words(VisibleText.ofAdf(adf))).as(file.toString())
					.containsAllEntriesOf(VisibleText.words(VisibleText.ofAdf(document)));
			}
		}
	}

	private List<JsonNode> examples(String file) throws IOException {
		List<JsonNode> examples = new ArrayList<>();
		for (String line : Files.readAllLines(Cases.dir().resolve("markdown").resolve(file))) {
			if (!line.isBlank()) {
				examples.add(this.json.readTree(line));
			}
		}
		assertThat(examples).hasSizeGreaterThan(600);
		return examples;
	}

}
