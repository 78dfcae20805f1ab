package io.github.githubjirasync.jira;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks Jira for what seldom changes only once in a while.
 */
final class RememberingJiraDirectory implements JiraDirectory {

	private final JiraDirectory jira;

	private final JiraMetadata metadata;

	RememberingJiraDirectory(JiraDirectory jira, JiraMetadata metadata) {
		this.jira = jira;
		this.metadata = metadata;
	}

	@Override
	public void forget() {
		this.metadata.forget();
	}

	@Override
	public Optional<JiraProject> project(String key) {
		return this.metadata.get(List.of("project", key), () -> this.jira.project(key));
	}

	@Override
	public Map<String, List<JiraStatus>> statuses(String projectKey) {
		return this.metadata.get(List.of("statuses", projectKey), () -> this.jira.statuses(projectKey));
	}

	@Override
	public List<JiraVersion> versions(String projectKey) {
		return this.metadata.get(List.of("versions", projectKey), () -> this.jira.versions(projectKey));
	}

	@Override
	public JiraVersion createVersion(String projectKey, String name) {
		try {
			return this.jira.createVersion(projectKey, name);
		}
		finally {
			this.metadata.forget();
		}
	}

	@Override
	public List<JiraIssueType> creatableTypes(String projectKey) {
		return this.metadata.get(List.of("types", projectKey), () -> this.jira.creatableTypes(projectKey));
	}

	@Override
	public List<JiraField> createFields(String projectKey, String issueTypeId) {
		return this.metadata.get(List.of("fields", projectKey, issueTypeId),
				() -> this.jira.createFields(projectKey, issueTypeId));
	}

	@Override
	public List<JiraField> editFields(long issueId) {
		return this.jira.editFields(issueId);
	}

	@Override
	public List<String> priorities() {
		return this.metadata.get(List.of("priorities"), this.jira::priorities);
	}

	@Override
	public List<JiraUser> users(String query) {
		return this.jira.users(query);
	}

	@Override
	public List<JiraUser> assignableUsers(String projectKey, String query) {
		return this.jira.assignableUsers(projectKey, query);
	}

	@Override
	public Set<String> permissions(String projectKey, Collection<String> permissions) {
		return this.jira.permissions(projectKey, permissions);
	}

	@Override
	public List<String> issueLinkTypes() {
		return this.metadata.get(List.of("link types"), this.jira::issueLinkTypes);
	}

	@Override
	public Set<String> roles(String projectKey) {
		return this.metadata.get(List.of("roles", projectKey), () -> this.jira.roles(projectKey));
	}

	@Override
	public Optional<List<JiraWebhook>> webhooks() {
		return this.jira.webhooks();
	}

}
