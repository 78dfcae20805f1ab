package io.github.githubjirasync.ops.api;

import java.time.Duration;
import java.util.List;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Describes the API at {@code /ops/v1/openapi}.
 */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration {

	private static final String PROBLEM = "Problem";

	static {
		// Durations are written as in PT15M.
		SpringDocUtils.getConfig()
			.replaceWithSchema(Duration.class, new StringSchema().format("duration").example("PT15M"));
	}

	@Bean
	OpenApiCustomizer describedApi() {
		return (api) -> {
			api.info(new Info().title("GitHub-Jira Sync, operations")
				.version("v1")
				.description(
						"Look at the queue, at jobs, dead letters, mappings, links and upstreams, and act on them. "
								+ "Lists come in pages: give next of one as after of the following one. Viewers may read, "
								+ "operators may do everything. Failures are problems (RFC 9457)."));
			api.servers(List.of(new Server().url("/")));
			api.getComponents().addSchemas(PROBLEM, problem());
			api.getComponents()
				.addSecuritySchemes("basic", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic"));
			api.getComponents()
				.addSecuritySchemes("bearer", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
			api.security(
					List.of(new SecurityRequirement().addList("basic"), new SecurityRequirement().addList("bearer")));
			failures(api);
			api.getComponents().getSchemas().values().forEach(ApiConfiguration::letAnythingIn);
		};
	}

	private static void failures(OpenAPI api) {
		ApiResponse failure = new ApiResponse().description("What went wrong, as a problem (RFC 9457)")
			.content(new Content().addMediaType("application/problem+json",
					new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM))));
		api.getPaths()
			.values()
			.forEach((path) -> path.readOperations()
				.forEach((Operation operation) -> operation.getResponses().addApiResponse("default", failure)));
	}

	/** A map of anything is described as one of objects. */
	private static void letAnythingIn(Schema<?> schema) {
		if (schema.getProperties() == null) {
			return;
		}
		schema.getProperties().values().forEach((property) -> {
			if (property.getAdditionalProperties() instanceof Schema<?> values && values.get$ref() == null
					&& "object".equals(values.getType()) && values.getProperties() == null) {
				property.setAdditionalProperties(true);
			}
		});
	}

	private static Schema<?> problem() {
		return new ObjectSchema().addProperty("type", new StringSchema())
			.addProperty("title", new StringSchema())
			.addProperty("status", new IntegerSchema())
			.addProperty("detail", new StringSchema())
			.addProperty("instance", new StringSchema());
	}

}
