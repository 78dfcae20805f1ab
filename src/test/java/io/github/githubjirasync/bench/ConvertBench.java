package io.github.githubjirasync.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.githubjirasync.text.Adf;
import io.github.githubjirasync.text.Markdown;
import org.jspecify.annotations.Nullable;

/**
 * Converts texts line by line, as they would be sent. Reads {@code {"id", "markdown"}}
 * and writes {@code {"id", "adf", "markdown"}}: the ADF, cut to what Jira holds, and the
 * Markdown of it again. Reads {@code {"id", "adf"}} and writes the same: the Markdown,
 * cut to what GitHub holds, and the ADF of it again. A line that is neither gives
 * {@code {"id", "error"}}. The order stays, and no line ends the run.
 */
public final class ConvertBench {

	private final JsonMapper json = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
		.build();

	private final ConvertOptions options;

	ConvertBench(ConvertOptions options) {
		this.options = options;
	}

	/**
	 * Runs the command.
	 * @param arguments as in {@link ConvertOptions#USAGE}
	 */
	public static void main(String[] arguments) {
		try {
			new ConvertBench(ConvertOptions.parse(arguments)).run();
		}
		catch (IllegalArgumentException ex) {
			System.err.println("bench/run convert: " + ex.getMessage());
			System.err.println(ConvertOptions.USAGE);
			System.exit(2);
		}
		catch (IOException ex) {
			System.err.println("bench/run convert: " + ex);
			System.exit(1);
		}
	}

	void run() throws IOException {
		// Bytes that are no UTF-8 are read as U+FFFD, and half characters written as "?".
		try (BufferedReader in = new BufferedReader(
				new InputStreamReader(Files.newInputStream(this.options.in()), StandardCharsets.UTF_8));
				BufferedWriter out = new BufferedWriter(
						new OutputStreamWriter(Files.newOutputStream(this.options.out()), StandardCharsets.UTF_8))) {
			long number = 0;
			String line;
			while ((line = in.readLine()) != null) {
				number++;
				if (!line.isBlank()) {
					out.write(convert(line, number));
					out.write('\n');
				}
			}
		}
	}

	/**
	 * Converts a line.
	 * @param line the JSON
	 * @param number the line's number, from 1
	 * @return the line to write
	 */
	String convert(String line, long number) {
		JsonNode id = NullNode.instance;
		try {
			JsonNode input = this.json.readTree(line);
			if (!input.isObject()) {
				return error(id, "line " + number + " is no JSON object");
			}
			id = input.path("id").isMissingNode() ? id : input.get("id");
			ObjectNode output = this.json.createObjectNode();
			output.set("id", id);
			String wrong = convert(input, output);
			return (wrong != null) ? error(id, "line " + number + ": " + wrong) : output.toString();
		}
		catch (JsonProcessingException ex) {
			return error(id, "line " + number + " is not valid JSON: " + ex.getOriginalMessage());
		}
		catch (RuntimeException | StackOverflowError ex) {
			return error(id, "line " + number + " could not be converted: " + ex);
		}
	}

	private @Nullable String convert(JsonNode input, ObjectNode output) {
		JsonNode markdown = input.path("markdown");
		JsonNode adf = input.path("adf");
		if (!markdown.isMissingNode()) {
			// GitHub sends null for an empty body.
			if (!markdown.isTextual() && !markdown.isNull()) {
				return "\"markdown\" is no text";
			}
			ObjectNode sent = adf(markdown.asText(""));
			output.set("adf", sent);
			output.put("markdown", markdown(sent));
			return null;
		}
		if (!adf.isObject() && !adf.isNull()) {
			return adf.isMissingNode() ? "neither \"markdown\" nor \"adf\"" : "\"adf\" is no object";
		}
		String sent = markdown(adf);
		output.set("adf", adf(sent));
		output.put("markdown", sent);
		return null;
	}

	private ObjectNode adf(String markdown) {
		return Adf.limit(Adf.fromMarkdown(markdown, this.options.context()), Adf.MAX_CHARACTERS,
				this.options.fullTextUrl());
	}

	private String markdown(JsonNode adf) {
		return Markdown.limit(Adf.toMarkdown(adf, this.options.context()), Markdown.MAX_CHARACTERS,
				this.options.fullTextUrl());
	}

	private String error(JsonNode id, String message) {
		ObjectNode error = this.json.createObjectNode();
		error.set("id", id);
		return error.put("error", message).toString();
	}

}
