package io.github.githubjirasync.github;

/**
 * A repository, as far as links need to know it.
 *
 * @param id its immutable id
 * @param fullName {@code owner/name} today
 * @param privateRepository whether only some people may read it
 * @param hasIssues whether issues are switched on
 * @param archived whether nothing can be written any more
 * @param mayRead whether we may read it
 * @param mayTriage whether we may label, assign and close issues
 * @param mayWrite whether we may write to it, which creating milestones and labels needs
 * @param mayAdminister whether we may see and change its webhooks
 */
public record GitHubRepository(long id, String fullName, boolean privateRepository, boolean hasIssues, boolean archived,
		boolean mayRead, boolean mayTriage, boolean mayWrite, boolean mayAdminister) {
}
