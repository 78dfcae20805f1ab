package io.github.githubjirasync.jira;

import org.jspecify.annotations.Nullable;

/**
 * A Jira account.
 *
 * @param id {@code accountId} on Cloud, the user key on Data Center
 * @param displayName what people see
 * @param username the name by which Data Center refers to the account; {@code null} on
 * Cloud
 * @param email its e-mail address, where Jira shows it to us
 */
public record JiraUser(String id, String displayName, @Nullable String username, @Nullable String email) {

	/**
	 * An account of which no more is known.
	 * @param id its id
	 * @param displayName what people see
	 */
	public JiraUser(String id, String displayName) {
		this(id, displayName, null, null);
	}

	/**
	 * What fields that hold an account take: see {@link JiraClient#userField(String)}.
	 * @return {@code accountId} on Cloud, the user name on Data Center
	 */
	public String reference() {
		return (this.username != null) ? this.username : this.id;
	}

}
