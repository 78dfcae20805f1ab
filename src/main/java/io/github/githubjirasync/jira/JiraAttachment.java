package io.github.githubjirasync.jira;

import org.jspecify.annotations.Nullable;

/**
 * A file that is attached to a Jira issue.
 *
 * @param id its id
 * @param name its file name, not unique within an issue
 * @param url where its content is, for who is logged in
 * @param mimeType its type, where Jira tells it
 * @param size its size in bytes
 */
public record JiraAttachment(long id, String name, String url, @Nullable String mimeType, long size) {
}
