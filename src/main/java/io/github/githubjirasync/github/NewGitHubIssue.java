package io.github.githubjirasync.github;

import java.util.List;

/**
 * What a new GitHub issue shall hold.
 *
 * @param title the title, at most 256 characters
 * @param body Markdown, at most 65,536 characters
 * @param labels the names of its labels
 */
public record NewGitHubIssue(String title, String body, List<String> labels) {
}
