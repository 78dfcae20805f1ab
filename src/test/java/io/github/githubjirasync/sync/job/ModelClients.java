package io.github.githubjirasync.sync.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.githubjirasync.github.GitHubClient;
import io.github.githubjirasync.github.GitHubDirectory;
import io.github.githubjirasync.github.GitHubIssue;
import io.github.githubjirasync.github.GitHubIssueUpdate;
import io.github.githubjirasync.github.GitHubMilestone;
import io.github.githubjirasync.github.GitHubUser;
import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.jira.JiraClient;
import io.github.githubjirasync.jira.JiraDirectory;
import io.github.githubjirasync.jira.JiraIssue;
import io.github.githubjirasync.jira.JiraIssueUpdate;
import io.github.githubjirasync.jira.JiraRemoteLink;
import io.github.githubjirasync.jira.JiraTransition;
import io.github.githubjirasync.jira.JiraUser;
import io.github.githubjirasync.jira.JiraVersion;
import io.github.githubjirasync.sync.Actor;
import io.github.githubjirasync.upstream.Upstream;

/**
 * Clients of both sides that read and write a {@link ModelPair}.
 */
final class ModelClients {

	private static final Actor GITHUB_SELF = new Actor(Long.toString(ModelPair.GITHUB_SELF.id()),
			ModelPair.GITHUB_SELF.login());

	private static final Actor JIRA_SELF = new Actor(ModelPair.JIRA_SELF.id(), ModelPair.JIRA_SELF.displayName());

	private static final List<String> MILESTONES = List.of("v1", "v2", "v3");

	private final ModelPair pair;

	ModelClients(ModelPair pair) {
		this.pair = pair;
	}

	GitHubClient github() {
		return Fakes.of(GitHubClient.class, new GitHub());
	}

	GitHubDirectory githubDirectory() {
		return Fakes.of(GitHubDirectory.class, new GitHub());
	}

	JiraClient jira() {
		return Fakes.of(JiraClient.class, new Jira());
	}

	JiraDirectory jiraDirectory() {
		return Fakes.of(JiraDirectory.class, new Jira());
	}

	/** GitHub's side. */
	final class GitHub {

		private final ModelPair pair = ModelClients.this.pair;

		GitHubUser self() {
			return ModelPair.GITHUB_SELF;
		}

		String repositoryUrl(String repository) {
			return "https://github.com/" + repository;
		}

		GitHubIssue issue(GitHubIssueRef ref) {
			return this.pair.github();
		}

		GitHubIssue updateIssue(GitHubIssueRef ref, GitHubIssueUpdate update) {
			write(() -> {
				this.pair.title = (update.title() != null) ? update.title() : this.pair.title;
				this.pair.body = (update.body() != null) ? update.body() : this.pair.body;
				if (update.state() != null) {
					this.pair.open = update.state().equals("open");
					this.pair.stateReason = update.stateReason();
				}
				this.pair.assignees = (update.assignees() != null) ? update.assignees() : this.pair.assignees;
				this.pair.type = (update.type() != null) ? update.type() : this.pair.type;
				if (update.milestone() != null) {
					this.pair.milestone = (update.milestone() == GitHubIssueUpdate.NO_MILESTONE) ? null
							: MILESTONES.get((int) (update.milestone() - 1));
				}
			});
			return this.pair.github();
		}

		void addLabels(GitHubIssueRef ref, List<String> labels) {
			write(() -> this.pair.labels.addAll(labels));
		}

		void removeLabel(GitHubIssueRef ref, String label) {
			write(() -> this.pair.labels.remove(label));
		}

		List<GitHubMilestone> milestones(String repository) {
			List<GitHubMilestone> all = new ArrayList<>();
			for (String title : MILESTONES) {
				all.add(new GitHubMilestone(all.size() + 1, title, true, null));
			}
			return all;
		}

		private void write(Runnable change) {
			this.pair.call(Upstream.GITHUB, () -> this.pair.onGitHub(GITHUB_SELF, change));
		}

	}

	/** Jira's side. */
	final class Jira {

		private final ModelPair pair = ModelClients.this.pair;

		JiraUser self() {
			return ModelPair.JIRA_SELF;
		}

		boolean usesAdf() {
			return true;
		}

		String browseUrl(String key) {
			return "https://acme.atlassian.net/browse/" + key;
		}

		JiraIssue issue(String idOrKey) {
			return this.pair.jira();
		}

		JsonNode userField(String reference) {
			return (reference != null) ? JsonNodeFactory.instance.textNode(reference)
					: JsonNodeFactory.instance.nullNode();
		}

		void updateIssue(long id, JiraIssueUpdate update) {
			write(() -> {
				this.pair.summary = (update.summary() != null) ? update.summary() : this.pair.summary;
				this.pair.description = (update.description() != null) ? update.description() : this.pair.description;
				this.pair.jiraLabels.addAll(update.addLabels());
				this.pair.jiraLabels.removeAll(update.removeLabels());
				Map<String, JsonNode> fields = update.fields();
				if (fields.containsKey("assignee")) {
					this.pair.assignee = fields.get("assignee").isNull() ? null : fields.get("assignee").asText();
				}
				if (fields.containsKey("priority")) {
					this.pair.priority = fields.get("priority").path("name").asText();
				}
				if (fields.containsKey("issuetype")) {
					this.pair.issueType = fields.get("issuetype").path("name").asText();
				}
				if (fields.containsKey("fixVersions")) {
					this.pair.versions = fields.get("fixVersions").findValuesAsText("name");
				}
			});
		}

		List<JiraTransition> transitions(long id) {
			return List.of(new JiraTransition("1", "Start", "In Progress", false),
					new JiraTransition("2", "Finish", "Done", true));
		}

		List<JiraTransition> transitions(long id, List<String> workflow) {
			return transitions(id);
		}

		void transition(long id, String transition, Map<String, JsonNode> fields) {
			write(() -> this.pair.status = transition.equals("2") ? "Done" : "In Progress");
		}

		void putRemoteLink(long id, JiraRemoteLink link) {
			this.pair.call(Upstream.JIRA, () -> {
			});
		}

		List<JiraVersion> versions(String project) {
			return MILESTONES.stream().map((name) -> new JiraVersion(name, name, false, false)).toList();
		}

		Optional<JsonNode> issueProperty(long id, String key) {
			return Optional.empty();
		}

		private void write(Runnable change) {
			this.pair.call(Upstream.JIRA, () -> this.pair.inJira(JIRA_SELF, Set.of(), change));
		}

	}

}
