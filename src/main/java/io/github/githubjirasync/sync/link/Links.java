package io.github.githubjirasync.sync.link;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * All links, checked at start: names are unique, and no repository or project is in two
 * of them.
 */
@ConfigurationProperties("github-jira-sync")
public final class Links {

	/** The pairs that are kept in step. Without any, every delivery is ignored. */
	private final List<Link> links;

	private final Map<String, Link> byName = new HashMap<>();

	private final Map<String, Link> byRepository = new HashMap<>();

	private final Map<String, Link> byProject = new HashMap<>();

	/** People who have an account on both sides. */
	private final List<Person> users;

	/**
	 * Links.
	 * @param links the links, perhaps none
	 * @param users the people who have an account on both sides
	 */
	@ConstructorBinding
	public Links(@DefaultValue List<Link> links, @DefaultValue List<Person> users) {
		this.links = List.copyOf(links);
		this.users = List.copyOf(users);
		check();
		Set<String> doubled = new HashSet<>();
		for (Link link : this.links) {
			add(this.byName, link.name(), link, "name", doubled);
			add(this.byRepository, link.github().repository().toLowerCase(Locale.ROOT), link, "github.repository",
					doubled);
			add(this.byProject, link.jira().project(), link, "jira.project", doubled);
		}
		if (!doubled.isEmpty()) {
			throw new IllegalArgumentException("github-jira-sync.links: in more than one link: " + doubled);
		}
	}

	private void check() {
		List<String> problems = new ArrayList<>();
		for (int i = 0; i < this.links.size(); i++) {
			problems.addAll(LinkCheck.problems(this.links.get(i), i));
		}
		for (int i = 0; i < this.users.size(); i++) {
			Person person = this.users.get(i);
			if (person.github() == null || person.jira() == null) {
				problems.add("users[" + i + "] must have github, a login, and jira, an account id or user name");
			}
		}
		if (!problems.isEmpty()) {
			throw new IllegalArgumentException("github-jira-sync: " + String.join("; ", problems));
		}
	}

	private static void add(Map<String, Link> index, String key, Link link, String what, Set<String> doubled) {
		if (index.putIfAbsent(key, link) != null) {
			doubled.add(what + " " + key);
		}
	}

	/**
	 * All links in the order of the configuration.
	 * @return the links
	 */
	public List<Link> all() {
		return this.links;
	}

	/**
	 * The people who have an account on both sides.
	 * @return the people, in the order of the configuration
	 */
	public List<Person> users() {
		return this.users;
	}

	/**
	 * The link with a name.
	 * @param name the name
	 * @return the link, or empty if it was removed from the configuration
	 */
	public Optional<Link> named(String name) {
		return Optional.ofNullable(this.byName.get(name));
	}

	/**
	 * The link of a repository.
	 * @param repository {@code owner/name} in any case
	 * @return the link that names it, else the one for any repository, else empty
	 */
	public Optional<Link> ofRepository(String repository) {
		Link named = this.byRepository.get(repository.toLowerCase(Locale.ROOT));
		return Optional.ofNullable((named != null) ? named : this.byRepository.get(Link.ANY));
	}

	/**
	 * The link of a project.
	 * @param projectKey the project's key
	 * @return the link that names it, else the one for any project, else empty
	 */
	public Optional<Link> ofProject(String projectKey) {
		Link named = this.byProject.get(projectKey);
		return Optional.ofNullable((named != null) ? named : this.byProject.get(Link.ANY));
	}

}
