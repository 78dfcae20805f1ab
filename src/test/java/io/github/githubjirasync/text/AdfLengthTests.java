package io.github.githubjirasync.text;

import java.io.IOException;
import java.nio.file.Files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.githubjirasync.testing.Cases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The length of JSON is found without writing it. */
class AdfLengthTests {

	private final ObjectMapper json = new ObjectMapper();

	@ParameterizedTest
	@ValueSource(strings = { "commonmark-spec.jsonl", "gfm-spec.jsonl" })
	void everyExampleIsAsLongAsWrittenAndNotLongerThanItsBound(String file) throws IOException {
		for (String line : Files.readAllLines(Cases.dir().resolve("markdown").resolve(file))) {
			String markdown = this.json.readTree(line).get("markdown").asText();
			assertLengths(Adf.fromMarkdown(markdown, ConversionContext.NONE));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\u0001\u0002\u0003b", "\"\"\"\"\"\"", "`\u0007\u0007\u0007\u0007`",
			"[a](b \"\u0001\u0002\u0003\u0004\u0005\")", "[a](b\u001f\u001fc)", "```\u0001\u0002\u0003\n\\\\\t\n```",
			"@a\u0001\u0002\u0003", "![\u0001\u0002\u0003\u0004](http://a.b/c\u0001\u0001)", "\uD83D\uDE00 \uD83D" })
	void charactersThatAreEscapedDoNotExceedTheBound(String markdown) {
		assertLengths(Adf.fromMarkdown(markdown, ConversionContext.NONE));
	}

	@Test
	void documentsOfOthersAreBoundedByTheirLength() throws IOException {
		JsonNode others = this.json.readTree(
				"{\"type\":\"doc\",\"\\u0001\\u0002\":\"\\u0003\\u0004\",\"content\":[{\"text\":\"\\u0001\"},1.5,null,true]}");
		assertThat(AdfLength.atMost(others)).isGreaterThanOrEqualTo(AdfLength.of(others));
		assertThat(AdfLength.of(others)).isEqualTo(others.toString().length());
	}

	@Test
	void nodesThatDocumentsShareRefuseChanges() {
		ObjectNode bold = (ObjectNode) Adf.fromMarkdown("**a**", ConversionContext.NONE)
			.at("/content/0/content/0/marks/0");
		assertThatThrownBy(() -> bold.put("type", "em")).isInstanceOf(UnsupportedOperationException.class);
		assertThatThrownBy(() -> bold.put("more", 1)).isInstanceOf(UnsupportedOperationException.class);
		assertThatThrownBy(() -> bold.remove("type")).isInstanceOf(UnsupportedOperationException.class);
		assertThatThrownBy(bold::removeAll).isInstanceOf(UnsupportedOperationException.class);
		assertThat(bold.toString()).isEqualTo("{\"type\":\"strong\"}");
	}

	@Test
	void boundFollowsFieldsThatAreReplacedAndRemoved() {
		ObjectNode node = AdfNodes.text("a\"b");
		node.set("text", new CleanText("\n\n\n\n"));
		assertLengths(node);
		node.put("text", "\u0001\u0001\u0001");
		assertLengths(node);
		node.remove("text");
		assertLengths(node);
		assertThat(AdfLength.atMost(node)).isEqualTo(AdfLength.atMost(AdfNodes.node("text")));
	}

	@Test
	void nodesAreEqualToThoseThatAreRead() throws IOException {
		ObjectNode ours = Adf.fromMarkdown("# a *b*  \nc\n\n3. [d](e)\n4. **f**", ConversionContext.NONE);
		JsonNode read = this.json.readTree(ours.toString());
		assertThat(read).isEqualTo(ours);
		assertThat((Object) ours).isEqualTo(read).isEqualTo(ours.deepCopy());
		assertThat(ours.hashCode()).isEqualTo(read.hashCode());
		ours.remove("version");
		ours.put("extra", true).put("more", 1).put("type", "other");
		assertThat(ours.toString()).startsWith("{\"type\":\"other\",\"content\":[")
			.endsWith("],\"extra\":true,\"more\":1}");
		ours.fields().next().setValue(this.json.getNodeFactory().textNode("set"));
		assertThat(ours.get("type").asText()).isEqualTo("set");
		ours.retain("more");
		assertThat(ours.toString()).isEqualTo("{\"more\":1}");
	}

	private static void assertLengths(JsonNode adf) {
		assertThat(AdfLength.of(adf)).isEqualTo(adf.toString().length());
		assertThat(AdfLength.atMost(adf)).isGreaterThanOrEqualTo(AdfLength.of(adf));
	}

}
