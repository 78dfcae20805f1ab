package io.github.githubjirasync.sync.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.githubjirasync.sync.Actor;
import io.github.githubjirasync.sync.link.Person;
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
	 * The people of the configuration; whom it names twice is the first of the two.
	 * @param users the people
	 * @return who is who among them
	 */
	public static People of(List<Person> users) {
		Map<String, String> jiraByLogin = new HashMap<>();
		Map<String, String> loginByJira = new HashMap<>();
		for (Person person : users) {
			jiraByLogin.putIfAbsent(person.github().toLowerCase(Locale.ROOT), person.jira());
			loginByJira.putIfAbsent(person.jira(), person.github());
		}
		return new People(jiraByLogin, loginByJira);
	}

	/**
	 * The same and more.
	 * @param toJira more people by login
	 * @param toGitHub more people by how Jira refers to them
	 * @return these where nothing is added
	 */
	public People and(Map<String, String> toJira, Map<String, String> toGitHub) {
		if (toJira.isEmpty() && toGitHub.isEmpty()) {
			return this;
		}
		Map<String, String> byLogin = new HashMap<>(this.jiraByLogin);
		byLogin.putAll(toJira);
		Map<String, String> byJira = new HashMap<>(this.loginByJira);
		byJira.putAll(toGitHub);
		return new People(byLogin, byJira);
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

	/**
	 * How Jira refers to somebody.
	 * @param login the login, in any case
	 * @return the reference; {@code null} if it is not known
	 */
	public @Nullable String inJira(String login) {
		return this.jiraByLogin.get(login.toLowerCase(Locale.ROOT));
	}

	/**
	 * Who somebody is on GitHub.
	 * @param reference how Jira refers to the person
	 * @return the login; {@code null} if it is not known
	 */
	public @Nullable String onGitHub(String reference) {
		return this.loginByJira.get(reference);
	}

	/** Whether an account of each side belongs to the same person. */
	boolean same(String login, String reference) {
		return reference.equals(inJira(login)) || login.equalsIgnoreCase(onGitHub(reference));
	}

}
