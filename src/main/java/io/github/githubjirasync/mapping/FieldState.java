package io.github.githubjirasync.mapping;

import org.jspecify.annotations.Nullable;

/**
 * One field as both sides had it when they were last in step: the value itself or a
 * digest of it, as the owner of the field decides.
 *
 * @param github GitHub's side
 * @param jira Jira's side
 */
public record FieldState(@Nullable String github, @Nullable String jira) {
}
