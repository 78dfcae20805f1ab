package io.github.githubjirasync.sync.preflight;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.githubjirasync.github.GitHubDirectory;
import io.github.githubjirasync.github.GitHubHook;
import io.github.githubjirasync.github.GitHubRepository;
import io.github.githubjirasync.sync.link.Link;
import org.jspecify.annotations.Nullable;

/**
 * Looks at GitHub's side of a link: the repository, what we may do with it, its webhook.
 */
final class GitHubChecks {

	private static final String PATH = "/webhooks/github";

	private static final List<String> NEEDED = List.of("issues", "issue_comment");

	private static final List<String> WANTED = List.of("pull_request", "sub_issues", "repository");

	private final GitHubDirectory directory;

	GitHubChecks(GitHubDirectory directory) {
		this.directory = directory;
	}

	void check(Link link, Findings findings) {
		Set<String> repositories = new LinkedHashSet<>();
		if (!Link.ANY.equals(link.github().repository())) {
			repositories.add(link.github().repository());
		}
		if (link.toGitHub()) {
			repositories.add(link.repositoryForNewIssues());
		}
		for (String repository : repositories) {
			String subject = "repository " + repository;
			findings.look(subject, () -> repository(link, repository, subject, findings));
		}
	}

	private void repository(Link link, String name, String subject, Findings findings) {
		Optional<GitHubRepository> found = this.directory.repository(name);
		if (found.isEmpty()) {
			findings.error(subject, "does not exist, or our account may not see it",
					"correct github.repository or github.new-issues, or give the account access");
			return;
		}
		GitHubRepository repository = found.get();
		if (!repository.fullName().equalsIgnoreCase(name)) {
			findings.warn(subject, "is called " + repository.fullName() + " now",
					"set github.repository to " + repository.fullName());
		}
		if (link.toGitHub()) {
			writable(link, repository, subject, findings);
		}
		hook(repository.fullName(), link, findings);
	}

	private static void writable(Link link, GitHubRepository repository, String subject, Findings findings) {
		if (repository.archived()) {
			findings.error(subject, "is archived, so that nothing can be written", "unarchive it, or remove the link");
		}
		else if (!repository.hasIssues()) {
			findings.error(subject, "has no issues", "switch issues on in its settings");
		}
		else if (!repository.mayTriage() && !repository.mayWrite()) {
			findings.error(subject, "our account may not label, assign and close its issues",
					"give the account the role Triage or Write");
		}
		else {
			findings.ok(subject, "can be written to");
		}
		if (!repository.privateRepository() && !link.jira().publicProject() && !link.allowPrivateToPublic()) {
			findings.warn(subject, "is public, so that nothing of the project goes there",
					"set allow-private-to-public, or jira.public-project if everybody may read the project, "
							+ "or direction: github-to-jira");
		}
	}

	private void hook(String repository, Link link, Findings findings) {
		String subject = "webhook of " + repository;
		findings.look(subject, () -> {
			Optional<List<GitHubHook>> hooks = this.directory.hooks(repository);
			if (hooks.isEmpty()) {
				findings.warn(subject, "cannot be looked at: our account does not administer the repository",
						"look in its settings for an active webhook to " + PATH
								+ "; one of its organization works as well");
				return;
			}
			GitHubHook hook = hooks.get().stream().filter((one) -> one.url().contains(PATH)).findFirst().orElse(null);
			hook(hook, link, subject, findings);
		});
	}

	private static void hook(@Nullable GitHubHook hook, Link link, String subject, Findings findings) {
		if (hook == null) {
			findings.warn(subject, "there is none to " + PATH,
					"add one, unless its organization or a GitHub App has one");
			return;
		}
		if (!hook.active()) {
			findings.error(subject, "is switched off", "switch it on");
			return;
		}
		List<String> missing = missing(hook, NEEDED);
		List<String> wanted = missing(hook, WANTED);
		if (!missing.isEmpty()) {
			findings.error(subject, "does not send " + missing, "switch these events on");
		}
		else if (!wanted.isEmpty()) {
			findings.warn(subject, "does not send " + wanted,
					"switch these events on for pull requests, sub-issues and renames");
		}
		else {
			findings.ok(subject, "sends what link " + link.name() + " needs");
		}
		Integer status = hook.lastStatus();
		if (status != null && status >= 400) {
			findings.warn(subject, "its latest delivery was answered " + status,
					(status == 401) ? "make github-jira-sync.webhook.github.secrets and its secret the same"
							: "look at its recent deliveries");
		}
	}

	private static List<String> missing(GitHubHook hook, List<String> events) {
		return hook.events().contains("*") ? List.of()
				: events.stream().filter((event) -> !hook.events().contains(event)).toList();
	}

}
