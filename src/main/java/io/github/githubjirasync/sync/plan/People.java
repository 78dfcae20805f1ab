package io.github.githubjirasync.sync.plan;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import io.github.githubjirasync.sync.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Who on one side is who on the other, as far as a plan needs it. Logins are told apart
 * without their case.
 *
 * @param jiraByLogin how Jira refers to a person ({@code accountId} on Cloud, the user
 * name on Data Center), by login in lower case
 * @param loginByJira the login, by how Jira refers to the person
 */
public record People(Map<String, String> jiraByLogin, Map<String, String> loginByJira) {

	/** Nobody is known. */
	public static final People NOBODY = new People(Map.of(), Map.of());

	public People {
		Map<String, String> lower = new HashMap<>();
		jiraByLogin.forEach((login, jira) -> lower.put(login.toLowerCase(Locale.ROOT), jira));
		jiraByLogin = Map.copyOf(lower);
		loginByJira = Map.copyOf(loginByJira);
	}

	/**
	 * How Jira refers to an account.
	 * @param actor the account
	 * @return the reference, empty where Jira tells none
	 */
	public static String reference(Actor actor) {
		if (actor.username() != null) {
			return actor.username();
		}
		return (actor.id() != null) ? actor.id() : "";
	}

	@Nullable String inJira(String login) {
		return this.jiraByLogin.get(login.toLowerCase(Locale.ROOT));
	}

	@Nullable String onGitHub(String reference) {
		return this.loginByJira.get(reference);
	}

	/** Whether an account of each side belongs to the same person. */
	boolean same(String login, String reference) {
		return reference.equals(inJira(login)) || login.equalsIgnoreCase(onGitHub(reference));
	}

}
