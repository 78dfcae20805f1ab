package io.github.githubjirasync.github;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A webhook of a repository.
 *
 * @param id its id
 * @param active whether it sends anything
 * @param events the names of the events that it sends; {@code *} stands for all
 * @param url where it sends them
 * @param contentType {@code json} or {@code form}
 * @param lastStatus the HTTP status of its latest delivery, if it had one
 */
public record GitHubHook(long id, boolean active, List<String> events, String url, String contentType,
		@Nullable Integer lastStatus) {
}
