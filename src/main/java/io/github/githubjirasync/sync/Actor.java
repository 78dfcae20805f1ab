package io.github.githubjirasync.sync;

import org.jspecify.annotations.Nullable;

/**
 * Who did something.
 *
 * @param id the upstream's immutable id: GitHub's numeric user id, Jira's
 * {@code accountId} (Cloud) or user key or name (Server)
 * @param name what people see: GitHub's login, Jira's display name
 */
public record Actor(@Nullable String id, String name) {
}
