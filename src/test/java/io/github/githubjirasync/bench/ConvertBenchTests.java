package io.github.githubjirasync.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ConvertBenchTests {

	private final ObjectMapper json = new ObjectMapper();

	private final Path folder;

	ConvertBenchTests(@TempDir Path folder) {
		this.folder = folder;
	}

	@Test
	void markdownBecomesAdfAndMarkdownAgain() throws IOException {
		JsonNode line = convert("{\"id\":\"a\",\"markdown\":\"**b** #12\"}").get(0);
		assertThat(line.fieldNames()).toIterable().containsExactly("id", "adf", "markdown");
		assertThat(line.get("adf").at("/content/0/content/0/marks/0/type").asText()).isEqualTo("strong");
		assertThat(line.get("markdown").asText()).isEqualTo("**b** #\u200B12");
	}

	@Test
	void adfBecomesMarkdownAndAdfAgain() throws IOException {
		JsonNode line = convert("{\"id\":7,\"adf\":{\"version\":1,\"type\":\"doc\",\"content\":[{\"type\":\"rule\"}]}}")
			.get(0);
		assertThat(line.get("id").asInt()).isEqualTo(7);
		assertThat(line.get("markdown").asText()).isEqualTo("___");
		assertThat(line.at("/adf/content/0/type").asText()).isEqualTo("rule");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', quoteCharacter = '\0', value = { "{\"id\":1 ! null ! line 2 is not valid JSON", //
			"[] ! null ! line 2 is no JSON object", //
			"{\"id\":1} {} ! null ! line 2 is not valid JSON", //
			"{\"id\":1} ! 1 ! line 2: neither \"markdown\" nor \"adf\"", //
			"{\"id\":1,\"markdown\":3} ! 1 ! line 2: \"markdown\" is no text", //
			"{\"id\":1,\"adf\":\"x\"} ! 1 ! line 2: \"adf\" is no object" })
	void lineThatCannotBeConvertedSaysWhy(String line, String id, String error) throws IOException {
		List<JsonNode> lines = convert("{\"id\":0,\"markdown\":\"a\"}\n" + line + "\n\n{\"id\":2,\"markdown\":null}");
		assertThat(lines).hasSize(3);
		assertThat(lines.get(0).get("id").asInt()).isZero();
		assertThat(lines.get(1).get("id").toString()).isEqualTo(id);
		assertThat(lines.get(1).get("error").asText()).startsWith(error);
		assertThat(lines.get(2).get("adf").get("content")).isEmpty();
	}

	@Test
	void nothingThatALineHoldsEndsTheRun() throws IOException {
		String deep = "{\"id\":1,\"adf\":" + "{\"content\":[".repeat(400) + "]}".repeat(400) + "}";
		String deeper = "{\"id\":2,\"adf\":" + "[".repeat(100_000) + "}";
		String half = "{\"id\":\"\\ud800\",\"markdown\":\"\\udfff \\u0000 \\ud83d\\ude00\"}";
		List<JsonNode> lines = convert(
				String.join("\n", deep, deeper, half, "\u0000", "{\"id\":3,\"markdown\":\"z\"}"));
		assertThat(lines).hasSize(5);
		assertThat(lines.get(1).get("error").asText()).contains("line 2");
		assertThat(lines.get(2).get("markdown").asText()).endsWith("\uD83D\uDE00");
		assertThat(lines.get(4).get("markdown").asText()).isEqualTo("z");
	}

	@Test
	void wrongArgumentsAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> ConvertOptions.parse(new String[0]));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ConvertOptions.parse(new String[] { "--what", "a", "b" }));
		assertThatIllegalArgumentException().isThrownBy(() -> ConvertOptions.parse(new String[] { "missing", "b" }));
		assertThatIllegalArgumentException().isThrownBy(() -> ConvertOptions.parse(new String[] { "a", "--users" }));
	}

	private List<JsonNode> convert(String lines) throws IOException {
		Path in = Files.writeString(this.folder.resolve("in.jsonl"), lines);
		Path out = this.folder.resolve("out.jsonl");
		new ConvertBench(ConvertOptions.parse(new String[] { in.toString(), out.toString() })).run();
		return Files.readAllLines(out).stream().map(this::read).toList();
	}

	private JsonNode read(String line) {
		try {
			return this.json.readTree(line);
		}
		catch (IOException ex) {
			throw new IllegalStateException(line, ex);
		}
	}

}
