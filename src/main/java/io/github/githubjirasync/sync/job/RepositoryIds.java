package io.github.githubjirasync.sync.job;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.githubjirasync.github.GitHubDirectory;
import io.github.githubjirasync.github.GitHubRepository;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.link.Links;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Knows the repositories of links by their immutable ids, so that a link goes on working
 * when its repository is renamed or gets another owner. The ids are asked for once, after
 * the start, one call for each link that names a repository, and again every minute for
 * those that could not be had. Safe for use by many threads.
 */
final class RepositoryIds implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(RepositoryIds.class);

	private static final Duration AGAIN = Duration.ofMinutes(1);

	private final Links links;

	private final GitHubDirectory directory;

	private final Map<Long, Link> byId = new ConcurrentHashMap<>();

	private @Nullable ScheduledExecutorService thread;

	RepositoryIds(Links links, GitHubDirectory directory) {
		this.links = links;
		this.directory = directory;
	}

	/**
	 * The link of a repository.
	 * @param repository {@code owner/name} as a delivery tells it
	 * @param id its id, where the delivery tells it
	 * @return the link that names it, or named it before it was renamed, else the one for
	 * any repository, else empty
	 */
	Optional<Link> linkOf(String repository, @Nullable Long id) {
		Optional<Link> found = this.links.ofRepository(repository);
		boolean named = found.filter((link) -> link.github().repository().equalsIgnoreCase(repository)).isPresent();
		Link known = (id != null) ? this.byId.get(id) : null;
		return (named || known == null) ? found : Optional.of(known);
	}

	/**
	 * The link of a repository whose id is not told; it is asked for where no link names
	 * the repository.
	 * @param repository {@code owner/name}
	 * @return the link that names it, or named it before it was renamed, else the one for
	 * any repository, else empty
	 */
	Optional<Link> linkOf(String repository) {
		Optional<Link> found = this.links.ofRepository(repository);
		boolean named = found.filter((link) -> link.github().repository().equalsIgnoreCase(repository)).isPresent();
		if (named || this.byId.isEmpty()) {
			return found;
		}
		return linkOf(repository, this.directory.repository(repository).map(GitHubRepository::id).orElse(null));
	}

	/**
	 * Notes that a repository of a link was renamed.
	 * @param id its id
	 * @param former its former name
	 * @return the link, or empty if the repository has none of its own
	 */
	Optional<Link> renamed(long id, String former) {
		Optional<Link> link = this.links.ofRepository(former)
			.filter((found) -> found.github().repository().equalsIgnoreCase(former))
			.or(() -> Optional.ofNullable(this.byId.get(id)));
		link.ifPresent((found) -> this.byId.put(id, found));
		return link;
	}

	@Override
	public synchronized void start() {
		ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread named = new Thread(task, "repository-ids");
			named.setDaemon(true);
			return named;
		});
		this.thread = executor;
		Queue<Link> unknown = new ArrayDeque<>();
		this.links.all().stream().filter((link) -> !Link.ANY.equals(link.github().repository())).forEach(unknown::add);
		if (!unknown.isEmpty()) {
			executor.execute(() -> learn(unknown, executor));
		}
	}

	private void learn(Queue<Link> unknown, ScheduledExecutorService executor) {
		for (int left = unknown.size(); left > 0; left--) {
			Link link = unknown.remove();
			if (!learn(link)) {
				unknown.add(link);
			}
		}
		if (!unknown.isEmpty() && !executor.isShutdown()) {
			executor.schedule(() -> learn(unknown, executor), AGAIN.toSeconds(), TimeUnit.SECONDS);
		}
	}

	/** Asks for the id of a link's repository; whether there was an answer. */
	boolean learn(Link link) {
		try {
			Optional<GitHubRepository> found = this.directory.repository(link.github().repository());
			found.ifPresent((repository) -> this.byId.putIfAbsent(repository.id(), link));
			found.filter((repository) -> !repository.fullName().equalsIgnoreCase(link.github().repository()))
				.ifPresent((repository) -> logger.warn(
						"Link {}: the repository {} is called {} now; the link goes on, but should be changed",
						link.name(), link.github().repository(), repository.fullName()));
			return true;
		}
		catch (RuntimeException ex) {
			logger.debug("Link {}: the id of its repository is not known yet: {}", link.name(), ex.toString());
			return false;
		}
	}

	@Override
	public synchronized void stop() {
		if (this.thread != null) {
			this.thread.shutdownNow();
			this.thread = null;
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.thread != null;
	}

}
