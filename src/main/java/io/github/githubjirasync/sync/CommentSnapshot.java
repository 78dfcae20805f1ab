package io.github.githubjirasync.sync;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A comment on either side, as it was at one moment.
 *
 * @param id the upstream's immutable id
 * @param body its text
 * @param author who wrote it
 * @param htmlUrl its page, where the upstream names one
 * @param restricted whether only some people may read it (Jira visibility, internal
 * service-desk comments)
 * @param createdAt when it was written
 * @param updatedAt when it last changed
 */
public record CommentSnapshot(long id, RichText body, Actor author, @Nullable String htmlUrl, boolean restricted,
		Instant createdAt, Instant updatedAt) {
}
