package io.github.githubjirasync.github;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What issues on GitHub can be made of: repositories, milestones, accounts. Every method
 * calls the network once for each page and throws
 * {@link io.github.githubjirasync.upstream.UpstreamException}. Safe for use by many
 * threads.
 */
public interface GitHubDirectory {

	/**
	 * A repository, also under a name that it had before.
	 * @param fullName {@code owner/name}
	 * @return the repository, or empty if there is none or we may not see it
	 */
	Optional<GitHubRepository> repository(String fullName);

	/**
	 * A repository, whatever it is called today.
	 * @param id its immutable id
	 * @return the repository, or empty if there is none or we may not see it
	 */
	Optional<GitHubRepository> repository(long id);

	/**
	 * The milestones of a repository.
	 * @param repository {@code owner/name}
	 * @return open and closed ones, all pages
	 */
	List<GitHubMilestone> milestones(String repository);

	/**
	 * Creates a milestone.
	 * @param repository {@code owner/name}
	 * @param title its title
	 * @param dueOn when it is due
	 * @return the milestone as GitHub made it
	 */
	GitHubMilestone createMilestone(String repository, String title, @Nullable Instant dueOn);

	/**
	 * The labels of a repository.
	 * @param repository {@code owner/name}
	 * @return their names, all pages
	 */
	List<String> labels(String repository);

	/**
	 * Whether issues of a repository can be assigned to somebody. GitHub takes others
	 * without a word, and leaves them out.
	 * @param repository {@code owner/name}
	 * @param login the account
	 * @return whether they can
	 */
	boolean isAssignable(String repository, String login);

	/**
	 * An account.
	 * @param login its name today
	 * @return the account, or empty if there is none
	 */
	Optional<GitHubUser> user(String login);

	/**
	 * What an account tells of itself.
	 * @param login its name today
	 * @return the profile, or empty if there is no such account
	 */
	Optional<GitHubProfile> profile(String login);

	/**
	 * The accounts that show an e-mail address to everybody.
	 * @param email the address
	 * @return the accounts; empty where the address is not public
	 */
	List<GitHubUser> usersByEmail(String email);

	/**
	 * The webhooks of a repository.
	 * @param repository {@code owner/name}
	 * @return the webhooks, or empty if we may not see them
	 */
	Optional<List<GitHubHook>> hooks(String repository);

}
