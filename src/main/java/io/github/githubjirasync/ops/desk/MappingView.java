package io.github.githubjirasync.ops.desk;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.githubjirasync.mapping.CommentMapping;
import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.mapping.IssueMapping;
import org.jspecify.annotations.Nullable;

/**
 * A mapping.
 *
 * @param id its id
 * @param link the name of its link
 * @param github the issue on GitHub, {@code null} while it is being created
 * @param jira the issue in Jira, {@code null} while it is being created
 * @param complete whether it has both sides
 * @param createdAt when it was claimed
 * @param updatedAt when it last changed
 * @param version counts its changes
 * @param githubSyncedAt the time of GitHub's newest snapshot that was applied or written
 * @param jiraSyncedAt the time of Jira's newest snapshot that was applied or written
 * @param fields each field as both sides had it when they were last in step, some as
 * digests; only where one mapping is looked at
 * @param comments the mappings of its comments; only where one mapping is looked at
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MappingView(long id, String link, @Nullable GitHubSide github, @Nullable JiraSide jira, boolean complete,
		Instant createdAt, Instant updatedAt, long version, @Nullable Instant githubSyncedAt,
		@Nullable Instant jiraSyncedAt, @Nullable Map<String, FieldPair> fields, @Nullable List<CommentPair> comments) {

	/**
	 * The issue on GitHub.
	 *
	 * @param id GitHub's immutable id
	 * @param ref where it is today
	 */
	public record GitHubSide(long id, String ref) {
	}

	/**
	 * The issue in Jira.
	 *
	 * @param id Jira's immutable id
	 * @param key its key today
	 */
	public record JiraSide(long id, String key) {
	}

	/**
	 * The two sides of a comment.
	 *
	 * @param github GitHub's id, {@code null} while it is being created
	 * @param jira Jira's id, {@code null} while it is being created
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record CommentPair(@Nullable Long github, @Nullable Long jira) {
	}

	/**
	 * A field as both sides had it, or a digest of it.
	 *
	 * @param github GitHub's side
	 * @param jira Jira's side
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record FieldPair(@Nullable String github, @Nullable String jira) {
	}

	private static Map<String, FieldPair> pairs(Map<String, FieldState> fields) {
		Map<String, FieldPair> pairs = new TreeMap<>();
		fields.forEach((name, state) -> pairs.put(name, new FieldPair(state.github(), state.jira())));
		return pairs;
	}

	static MappingView line(IssueMapping mapping) {
		return of(mapping, null, null);
	}

	static MappingView whole(IssueMapping mapping, List<CommentMapping> comments) {
		return of(mapping, pairs(mapping.state().fields()),
				comments.stream()
					.map((comment) -> new CommentPair(comment.githubCommentId(), comment.jiraCommentId()))
					.toList());
	}

	private static MappingView of(IssueMapping mapping, @Nullable Map<String, FieldPair> fields,
			@Nullable List<CommentPair> comments) {
		IssueMapping.GitHubSide github = mapping.github();
		IssueMapping.JiraSide jira = mapping.jira();
		return new MappingView(mapping.id(), mapping.link(),
				(github != null) ? new GitHubSide(github.issueId(), github.ref().toString()) : null,
				(jira != null) ? new JiraSide(jira.issueId(), jira.key().value()) : null, mapping.complete(),
				mapping.createdAt(), mapping.updatedAt(), mapping.syncVersion(), mapping.state().githubUpdatedAt(),
				mapping.state().jiraUpdatedAt(), fields, comments);
	}

}
