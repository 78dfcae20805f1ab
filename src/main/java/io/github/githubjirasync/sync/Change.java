package io.github.githubjirasync.sync;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a delivery says has happened: the thing as it is now, who changed it, and how.
 */
public sealed interface Change {

	/**
	 * Who caused it.
	 * @return the actor
	 */
	Actor actor();

	/**
	 * On which side it happened.
	 * @return the side, whose twin it goes to on the other
	 */
	Origin origin();

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

		@Override
		public Origin origin() {
			return Origin.GITHUB;
		}

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

		@Override
		public Origin origin() {
			return Origin.GITHUB;
		}

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

		@Override
		public Origin origin() {
			return Origin.JIRA;
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

		@Override
		public Origin origin() {
			return Origin.JIRA;
		}

	}

	/**
	 * A pull request was opened, changed, merged or closed.
	 *
	 * @param action GitHub's own word for it, such as {@code closed}
	 * @param pullRequest the pull request after it
	 * @param former its title and body before it, where they changed, in one text
	 * @param actor who did it
	 */
	record GitHubPullRequestChanged(String action, PullRequestSnapshot pullRequest, @Nullable String former,
			Actor actor) implements Change {

		@Override
		public Origin origin() {
			return Origin.GITHUB;
		}

	}

	/**
	 * A GitHub issue was transferred to another repository, where it goes on as another
	 * issue.
	 *
	 * @param from the issue that it was
	 * @param to the issue that it is now
	 * @param actor who did it
	 */
	record GitHubIssueTransferred(GitHubIssueSnapshot from, GitHubIssueSnapshot to, Actor actor) implements Change {

		@Override
		public Origin origin() {
			return Origin.GITHUB;
		}

	}

	/**
	 * A GitHub issue became a sub-issue of another, or is none any more.
	 *
	 * @param added whether it became one
	 * @param issue the sub-issue
	 * @param parent its parent, or the one that it had
	 * @param actor who did it
	 */
	record GitHubSubIssueChanged(boolean added, GitHubIssueSnapshot issue, GitHubIssueSnapshot parent,
			Actor actor) implements Change {

		@Override
		public Origin origin() {
			return Origin.GITHUB;
		}

	}

	/**
	 * A GitHub repository was renamed, or given to another owner.
	 *
	 * @param repositoryId its immutable id
	 * @param former its former {@code owner/name}
	 * @param repository its {@code owner/name} now
	 * @param actor who did it
	 */
	record GitHubRepositoryRenamed(long repositoryId, String former, String repository, Actor actor) implements Change {

		@Override
		public Origin origin() {
			return Origin.GITHUB;
		}

	}

}
