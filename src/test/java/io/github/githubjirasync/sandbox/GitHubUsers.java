package io.github.githubjirasync.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * GitHub's accounts, each made when it is first named. Safe for use by many threads.
 */
final class GitHubUsers {

	/** Who the service is. */
	static final String SERVICE = "sync-bot[bot]";

	private final Map<String, User> users = new ConcurrentHashMap<>();

	private final AtomicLong lastId = new AtomicLong(200_000_000);

	private final Map<String, String> renamed = new ConcurrentHashMap<>();

	private final Set<String> unassignable = ConcurrentHashMap.newKeySet();

	/** An account by its login today, or one that it had. */
	User named(String login) {
		String today = this.renamed.getOrDefault(login, login);
		return this.users.computeIfAbsent(today,
				(name) -> new User(this.lastId.incrementAndGet(), name, name.endsWith("[bot]")));
	}

	void rename(String login, String to) {
		User user = named(login);
		this.users.put(to, new User(user.id(), to, user.bot()));
		this.users.remove(user.login());
		this.renamed.replaceAll((old, now) -> now.equals(user.login()) ? to : now);
		this.renamed.put(user.login(), to);
	}

	/** Whether nobody of that name is known. */
	boolean isUnknown(String login) {
		return login.startsWith("nobody") || this.renamed.containsKey(login);
	}

	void unassignable(String login) {
		this.unassignable.add(login);
	}

	boolean isAssignable(String login) {
		return !isUnknown(login) && !this.unassignable.contains(login);
	}

	/** Those of some logins who can be assigned, by the logins of today. */
	List<String> assignable(List<String> logins) {
		return logins.stream()
			.filter((login) -> !this.unassignable.contains(login) && !login.startsWith("nobody"))
			.map((login) -> named(login).login())
			.toList();
	}

	/** Accounts that show an address: the login before {@code @sandbox.example}. */
	List<User> withEmail(String email) {
		String name = email.endsWith("@sandbox.example") ? email.substring(0, email.indexOf('@')) : "";
		return (name.isEmpty() || isUnknown(name)) ? List.of() : List.of(named(name));
	}

	void clear() {
		this.unassignable.clear();
		this.renamed.clear();
	}

	record User(long id, String login, boolean bot) {
	}

}
