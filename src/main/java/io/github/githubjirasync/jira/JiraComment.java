package io.github.githubjirasync.jira;

import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A comment as Jira's REST API returns it.
 *
 * @param id its immutable id
 * @param body an ADF document or a string of wiki markup
 * @param authorId {@code accountId} on Cloud, the user key on Data Center
 * @param restricted whether only some people may read it
 * @param createdAt when it was written
 * @param updatedAt when it last changed
 * @param property the value of the property that was asked for, where it has one
 */
public record JiraComment(long id, JsonNode body, String authorId, boolean restricted, Instant createdAt,
		Instant updatedAt, @Nullable JsonNode property) {
}
