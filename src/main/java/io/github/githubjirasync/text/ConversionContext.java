package io.github.githubjirasync.text;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a conversion needs to know about the two sides to carry links and mentions over. A
 * part that is missing turns the text that would need it into plain text; a mention
 * without a known user on the other side is made inert, so that no stranger is notified.
 *
 * @param repositoryUrl the GitHub repository's page without a trailing slash, such as
 * {@code https://github.com/acme/widgets}, for relative links and {@code #12}; null for
 * none
 * @param jiraBrowseUrl the address in front of an issue key without a trailing slash,
 * such as {@code https://acme.atlassian.net/browse}; null for none
 * @param jiraProjectKeys the projects whose keys ({@code WID-7}) become links; others
 * stay text, since {@code UTF-8} looks just like a key
 * @param jiraUsers finds the Jira account id (on Data Center the user name) of a GitHub
 * login
 * @param gitHubUsers finds the GitHub login of a Jira account id or user name
 */
public record ConversionContext(@Nullable String repositoryUrl, @Nullable String jiraBrowseUrl,
		Set<String> jiraProjectKeys, UserLookup jiraUsers, UserLookup gitHubUsers) {

	/** Nothing is known: no links are added and every mention is inert. */
	public static final ConversionContext NONE = new ConversionContext(null, null, Set.of(), (user) -> null,
			(user) -> null);

	public ConversionContext {
		jiraProjectKeys = Set.copyOf(jiraProjectKeys);
	}

	/**
	 * The page of a Jira issue, when its project is one of ours.
	 * @param key a text in the form of an issue key
	 * @return the address or null
	 */
	@Nullable String jiraIssueUrl(String key) {
		if (this.jiraBrowseUrl == null || !this.jiraProjectKeys.contains(key.substring(0, key.lastIndexOf('-')))) {
			return null;
		}
		return this.jiraBrowseUrl + "/" + key;
	}

	/**
	 * The page of an issue of the repository.
	 * @param number the digits of the issue number
	 * @return the address or null
	 */
	@Nullable String gitHubIssueUrl(String number) {
		return (this.repositoryUrl != null) ? this.repositoryUrl + "/issues/" + number : null;
	}

	/** Finds the user of one side that is the same person as a user of the other. */
	@FunctionalInterface
	public interface UserLookup {

		/**
		 * Finds the matching user. Called while converting: must be quick and must not
		 * throw.
		 * @param user the user's name or id on the one side
		 * @return the name or id on the other side, or null when there is none
		 */
		@Nullable String find(String user);

	}

}
