package io.github.githubjirasync.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.github.githubjirasync.testing.Cases;

/** Atlassian's own schema of ADF documents. */
final class AdfSchema {

	private final JsonSchema schema;

	private AdfSchema(JsonSchema schema) {
		this.schema = schema;
	}

	static AdfSchema load() {
		try (InputStream in = Files.newInputStream(Cases.dir().resolve("adf/full.json"))) {
			return new AdfSchema(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(in));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Set<ValidationMessage> violations(JsonNode document) {
		return this.schema.validate(document);
	}

}
