package io.github.githubjirasync.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.github.githubjirasync.testing.Cases;
import org.jspecify.annotations.Nullable;

/** Atlassian's own schema of ADF documents. */
final class AdfSchema {

	/** Compiling the schema is slow, so all tests share it. */
	private static @Nullable AdfSchema loaded;

	private final JsonSchema schema;

	private AdfSchema(JsonSchema schema) {
		this.schema = schema;
	}

	static synchronized AdfSchema load() {
		AdfSchema schema = (loaded != null) ? loaded : compile();
		loaded = schema;
		return schema;
	}

	private static AdfSchema compile() {
		try (InputStream in = Files.newInputStream(Cases.dir().resolve("adf/full.json"))) {
			return new AdfSchema(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
				.getSchema(in, SchemaValidatorsConfig.builder().preloadJsonSchema(false).build()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Set<ValidationMessage> violations(JsonNode document) {
		return this.schema.validate(document);
	}

}
