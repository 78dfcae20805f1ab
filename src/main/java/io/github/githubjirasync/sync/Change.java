package io.github.githubjirasync.sync;

import java.time.Instant;
import java.util.Set;

/**
 * What a delivery says has happened: the thing as it is now, who changed it, and how.
 */
public sealed interface Change {

	/**
	 * Who caused it.
	 * @return the actor
	 */
	Actor actor();

	/** What happened to the thing. */
	enum Kind {

		/** It was made. */
		CREATED,
		/** It was changed. */
		UPDATED,
		/** It was removed. */
		DELETED

	}

	/**
	 * A GitHub issue was opened, changed or deleted.
	 *
	 * @param kind what happened
	 * @param action GitHub's own word for it, such as {@code labeled}
	 * @param issue the issue after it
	 * @param actor who did it
	 */
	record GitHubIssueChanged(Kind kind, String action, GitHubIssueSnapshot issue, Actor actor) implements Change {
	}

	/**
	 * A comment on a GitHub issue was written, edited or deleted.
	 *
	 * @param kind what happened
	 * @param issue the issue that it is on
	 * @param comment the comment after it
	 * @param actor who did it
	 */
	record GitHubCommentChanged(Kind kind, GitHubIssueSnapshot issue, CommentSnapshot comment,
			Actor actor) implements Change {
	}

	/**
	 * A Jira issue was created, changed or deleted.
	 *
	 * @param kind what happened
	 * @param issue the issue after it
	 * @param changedFields the field names of the changelog, such as {@code summary};
	 * empty where none came along
	 * @param actor who did it
	 * @param at when it happened, by Jira's clock
	 */
	record JiraIssueChanged(Kind kind, JiraIssueSnapshot issue, Set<String> changedFields, Actor actor,
			Instant at) implements Change {

		public JiraIssueChanged {
			changedFields = Set.copyOf(changedFields);
		}

	}

	/**
	 * A comment on a Jira issue was written, edited or deleted.
	 *
	 * @param kind what happened
	 * @param issue the issue that it is on
	 * @param comment the comment after it
	 * @param actor who did it
	 * @param at when it happened, by Jira's clock
	 */
	record JiraCommentChanged(Kind kind, JiraIssueIdentity issue, CommentSnapshot comment, Actor actor,
			Instant at) implements Change {
	}

}
