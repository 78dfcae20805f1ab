package io.github.githubjirasync.sandbox;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

import org.jspecify.annotations.Nullable;

/**
 * Jira's accounts, each made when it is first named. Safe for use by many threads.
 */
final class JiraUsers {

	/** Who the service is. */
	static final String SERVICE = "sync-bot";

	private static final String PREFIX = "712020:sandbox-";

	private final Map<String, User> users = new ConcurrentSkipListMap<>(
			new TreeMap<>(Map.of(SERVICE, user(SERVICE), "alice", user("alice"), "bob", user("bob"))));

	User named(String name) {
		return this.users.computeIfAbsent(name, JiraUsers::user);
	}

	@Nullable User withAccountId(String accountId) {
		return accountId.startsWith(PREFIX) ? this.users.get(accountId.substring(PREFIX.length())) : null;
	}

	/** A user who was named before, by the short name. */
	@Nullable User known(String name) {
		return this.users.get(name);
	}

	/** Gives a user another display name; the account stays. */
	void rename(String name, String displayName) {
		this.users.put(name, new User(name, PREFIX + name, displayName));
	}

	Collection<User> all() {
		return this.users.values();
	}

	private static User user(String name) {
		String display = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
		return new User(name, PREFIX + name, display.replace('-', ' '));
	}

	record User(String name, String accountId, String displayName) {

		String email() {
			return this.name.equals(SERVICE) ? SandboxOptions.JIRA_EMAIL : this.name + "@sandbox.example";
		}

	}

}
