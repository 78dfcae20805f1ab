package io.github.githubjirasync.sandbox;

import java.util.Map;
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

	User named(String login) {
		return this.users.computeIfAbsent(login,
				(name) -> new User(this.lastId.incrementAndGet(), name, name.endsWith("[bot]")));
	}

	record User(long id, String login, boolean bot) {
	}

}
