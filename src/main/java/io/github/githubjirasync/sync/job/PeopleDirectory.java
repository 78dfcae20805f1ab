package io.github.githubjirasync.sync.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.githubjirasync.github.GitHubDirectory;
import io.github.githubjirasync.github.GitHubProfile;
import io.github.githubjirasync.github.GitHubUser;
import io.github.githubjirasync.jira.JiraDirectory;
import io.github.githubjirasync.jira.JiraUser;
import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.sync.Actor;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.link.Person;
import io.github.githubjirasync.sync.plan.Field;
import io.github.githubjirasync.sync.plan.People;
import io.github.githubjirasync.sync.plan.Situation;
import io.github.githubjirasync.upstream.UpstreamException;
import org.jspecify.annotations.Nullable;

/**
 * Finds who on one side is who on the other: as configured, else by the e-mail address,
 * else by the whole name, and only if exactly one account matches to whom issues can be
 * assigned. What was found, and that nobody was, is remembered for an hour.
 */
final class PeopleDirectory {

	private static final Duration REMEMBERED = Duration.ofHours(1);

	private static final int MOST = 10_000;

	private final People configured;

	private final GitHubDirectory github;

	private final JiraDirectory jira;

	private final Cache<String, Optional<String>> found = Caffeine.newBuilder()
		.maximumSize(MOST)
		.expireAfterWrite(REMEMBERED)
		.build();

	PeopleDirectory(List<Person> users, GitHubDirectory github, JiraDirectory jira) {
		this.github = github;
		this.jira = jira;
		this.configured = People.of(users);
	}

	/**
	 * The people that a plan may need.
	 * @param situation what is known
	 * @return who is who; nobody is looked up where nobody was assigned anew
	 */
	People of(Situation situation) {
		Link link = situation.link();
		@Nullable FieldState last = situation.state().fields().get(Field.ASSIGNEES);
		List<String> logins = new ArrayList<>();
		@Nullable Actor assignee = null;
		boolean changed = false;
		if (situation.github() != null) {
			logins.addAll(situation.github().assignees());
			changed = !String.join("\n", logins.stream().distinct().sorted().toList())
				.equals(Objects.requireNonNullElse((last != null) ? last.github() : null, ""));
		}
		if (situation.jira() != null) {
			assignee = situation.jira().assignee();
			changed |= !((assignee != null) ? People.reference(assignee) : "")
				.equals(Objects.requireNonNullElse((last != null) ? last.jira() : null, ""));
		}
		return (changed && link.fields().assignees().lookUp()) ? lookedUp(situation, logins, assignee)
				: this.configured;
	}

	private People lookedUp(Situation situation, List<String> logins, @Nullable Actor assignee) {
		Link link = situation.link();
		Map<String, String> toJira = new HashMap<>();
		Map<String, String> toGitHub = new HashMap<>();
		String project = (situation.jira() != null) ? situation.jira().key().projectKey() : link.projectForNewIssues();
		String repository = (situation.github() != null) ? situation.github().ref().repository()
				: link.repositoryForNewIssues();
		for (String login : logins) {
			if (this.configured.inJira(login) == null) {
				inJira(project, login).ifPresent((reference) -> {
					toJira.put(login.toLowerCase(Locale.ROOT), reference);
					this.found.put(onGitHub(repository, reference), Optional.of(login));
				});
			}
		}
		if (assignee != null && this.configured.onGitHub(People.reference(assignee)) == null) {
			String reference = People.reference(assignee);
			onGitHub(repository, assignee, logins, toJira).ifPresent((login) -> toGitHub.put(reference, login));
		}
		return this.configured.and(toJira, toGitHub);
	}

	private Optional<String> inJira(String project, String login) {
		return remembered("jira " + project + " " + login.toLowerCase(Locale.ROOT), () -> {
			Optional<GitHubProfile> profile = this.github.profile(login);
			@Nullable String email = profile.map(GitHubProfile::email).orElse(null);
			@Nullable String name = profile.map(GitHubProfile::name).orElse(null);
			Optional<String> byEmail = (email != null) ? only(this.jira.assignableUsers(project, email)
				.stream()
				.filter((user) -> user.email() == null || user.email().equalsIgnoreCase(email))
				.toList()) : Optional.empty();
			if (byEmail.isPresent() || name == null) {
				return byEmail;
			}
			return only(this.jira.assignableUsers(project, name)
				.stream()
				.filter((user) -> user.displayName().equalsIgnoreCase(name))
				.toList());
		});
	}

	private Optional<String> onGitHub(String repository, Actor assignee, List<String> logins,
			Map<String, String> toJira) {
		String reference = People.reference(assignee);
		for (String login : logins) {
			String known = this.configured.inJira(login);
			if (reference.equals((known != null) ? known : toJira.get(login.toLowerCase(Locale.ROOT)))) {
				return Optional.of(login);
			}
		}
		return remembered(onGitHub(repository, reference), () -> {
			@Nullable String email = assignee.email();
			List<GitHubUser> byEmail = (email != null) ? this.github.usersByEmail(email) : List.of();
			return (byEmail.size() == 1 && this.github.isAssignable(repository, byEmail.get(0).login()))
					? Optional.of(byEmail.get(0).login()) : Optional.empty();
		});
	}

	/** To whom an issue can be assigned is for each repository to say. */
	private static String onGitHub(String repository, String reference) {
		return "github " + repository.toLowerCase(Locale.ROOT) + " " + reference;
	}

	/**
	 * What an upstream refuses to tell is not known; what it cannot tell now is tried
	 * again.
	 */
	private Optional<String> remembered(String key, Supplier<Optional<String>> lookUp) {
		@Nullable Optional<String> known = this.found.getIfPresent(key);
		if (known == null) {
			try {
				known = lookUp.get();
			}
			catch (UpstreamException.Rejected | UpstreamException.Unauthorised | UpstreamException.Gone ex) {
				known = Optional.empty();
			}
			this.found.put(key, known);
		}
		return known;
	}

	private static Optional<String> only(List<JiraUser> users) {
		return (users.size() == 1) ? Optional.of(users.get(0).reference()) : Optional.empty();
	}

}
