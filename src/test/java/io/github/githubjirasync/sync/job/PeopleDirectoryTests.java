package io.github.githubjirasync.sync.job;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import io.github.githubjirasync.github.GitHubDirectory;
import io.github.githubjirasync.github.GitHubUser;
import io.github.githubjirasync.jira.JiraDirectory;
import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.mapping.SyncedState;
import io.github.githubjirasync.sync.Actor;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.link.Person;
import io.github.githubjirasync.sync.plan.Conversion;
import io.github.githubjirasync.sync.plan.Field;
import io.github.githubjirasync.sync.plan.People;
import io.github.githubjirasync.sync.plan.Situation;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PeopleDirectory}.
 */
class PeopleDirectoryTests {

	private static final Actor BOB = new Actor("b1", "Bob", null, "bob@example.org");

	private final PeopleDirectory directory = new PeopleDirectory(
			List.of(new Person("Alice", "a1"), new Person("alice", "a2"), new Person("other", "a1")),
			Fakes.of(GitHubDirectory.class, new GitHub()), Fakes.of(JiraDirectory.class, new Object()));

	@Test
	void whoIsConfiguredIsNotLookedUpAndTheFirstCounts() {
		People people = this.directory.of(assignedTo(new Actor("a1", "Alice"), "acme/widgets", SyncedState.NONE));
		assertThat(people.inJira("ALICE")).isEqualTo("a1");
		assertThat(people.onGitHub("a1")).isEqualTo("Alice");
		assertThat(people.onGitHub("a2")).isEqualTo("alice");
		assertThat(people).isSameAs(this.directory.of(assignedTo(BOB, "acme/widgets",
				new SyncedState(null, null, Map.of(Field.ASSIGNEES, new FieldState("", "b1"))))));
	}

	@Test
	void whoCanBeAssignedIsForEachRepositoryToSay() {
		assertThat(bobIn("acme/widgets").onGitHub("b1")).isNull();
		assertThat(bobIn("acme/gadgets").onGitHub("b1")).isEqualTo("bob");
		assertThat(bobIn("acme/gadgets").inJira("alice")).isEqualTo("a1");
		assertThat(bobIn("acme/widgets").onGitHub("b1")).isNull();
	}

	private People bobIn(String repository) {
		return this.directory.of(assignedTo(BOB, repository, SyncedState.NONE));
	}

	private static Situation assignedTo(Actor assignee, String repository, SyncedState state) {
		ModelPair pair = new ModelPair(new Random(1));
		JiraIssueSnapshot issue = Snapshots.of(pair.jira());
		Link link = new Binder(new MapConfigurationPropertySource(
				Map.of("name", "link", "github.repository", repository, "jira.project", "WID")))
			.bind("", Link.class)
			.get();
		return Situation.inJira(
				new JiraIssueSnapshot(issue.id(), issue.key(), issue.summary(), issue.description(), issue.statusName(),
						issue.done(), issue.resolution(), issue.issueType(), issue.priority(), issue.labels(), assignee,
						issue.reporter(), false, issue.createdAt(), issue.updatedAt(), issue.details()),
				Set.of(), false, state, link, Fakes.of(Conversion.class, new Object()));
	}

	/** Knows bob, to whom issues of one repository can be assigned. */
	static final class GitHub {

		List<GitHubUser> usersByEmail(String email) {
			return email.equals(BOB.email()) ? List.of(new GitHubUser(1, "bob")) : List.of();
		}

		boolean isAssignable(String repository, String login) {
			return repository.equals("acme/gadgets");
		}

	}

}
