package io.github.githubjirasync.jira;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.github.githubjirasync.jira.JiraApi.StatusPayload;
import io.github.githubjirasync.jira.JiraApi.UserPayload;
import io.github.githubjirasync.jira.JiraDirectoryApi.CreateFieldsPayload;
import io.github.githubjirasync.jira.JiraDirectoryApi.CreateTypesPayload;
import io.github.githubjirasync.jira.JiraDirectoryApi.FieldPayload;
import io.github.githubjirasync.jira.JiraDirectoryApi.NamedPayload;
import io.github.githubjirasync.jira.JiraDirectoryApi.PermissionPayload;
import io.github.githubjirasync.jira.JiraDirectoryApi.ProjectPayload;
import io.github.githubjirasync.jira.JiraDirectoryApi.TypePayload;
import io.github.githubjirasync.jira.JiraDirectoryApi.VersionPayload;
import io.github.githubjirasync.jira.JiraDirectoryApi.WebhookPayload;
import io.github.githubjirasync.upstream.UpstreamException;
import org.jspecify.annotations.Nullable;

/**
 * Looks up in Jira's REST API, version 3 or 2, what issues can be made of.
 */
final class RestJiraDirectory implements JiraDirectory {

	private final JiraDirectoryApi api;

	private final boolean cloud;

	private final URI webhooks;

	RestJiraDirectory(JiraDirectoryApi api, JiraProperties properties) {
		this.api = api;
		this.cloud = properties.apiVersion() == 3;
		this.webhooks = URI.create(properties.siteRoot() + "/rest/webhooks/1.0/webhook");
	}

	@Override
	public Optional<JiraProject> project(String key) {
		try {
			ProjectPayload project = this.api.project(key);
			List<TypePayload> types = (project.issueTypes() != null) ? project.issueTypes() : List.of();
			return Optional.of(new JiraProject(project.id(), project.key(),
					Objects.requireNonNullElse(project.name(), project.key()),
					types.stream().map(TypePayload::toType).toList()));
		}
		catch (UpstreamException.Gone ex) {
			return Optional.empty();
		}
	}

	@Override
	public Map<String, List<JiraStatus>> statuses(String projectKey) {
		Map<String, List<JiraStatus>> statuses = new LinkedHashMap<>();
		for (TypePayload type : this.api.statuses(projectKey)) {
			List<StatusPayload> found = (type.statuses() != null) ? type.statuses() : List.of();
			statuses.put(type.nameOrEmpty(), found.stream().map(RestJiraDirectory::status).toList());
		}
		return statuses;
	}

	@Override
	public List<JiraVersion> versions(String projectKey) {
		return this.api.versions(projectKey).stream().map(VersionPayload::toVersion).toList();
	}

	@Override
	public JiraVersion createVersion(String projectKey, String name) {
		// Cloud wants the project's id, Data Center its key.
		return this.api
			.createVersion(this.cloud ? Map.of("name", name, "projectId", this.api.project(projectKey).id())
					: Map.of("name", name, "project", projectKey))
			.toVersion();
	}

	@Override
	public List<JiraIssueType> creatableTypes(String projectKey) {
		List<TypePayload> all = new ArrayList<>();
		for (int page = 0; page < JiraSearch.MAX_PAGES; page++) {
			CreateTypesPayload answer = this.api.createTypes(projectKey, all.size());
			all.addAll(answer.found());
			if (isLast(answer.found(), all, answer.total())) {
				break;
			}
		}
		return all.stream().map(TypePayload::toType).toList();
	}

	@Override
	public List<JiraField> createFields(String projectKey, String issueTypeId) {
		List<FieldPayload> all = new ArrayList<>();
		for (int page = 0; page < JiraSearch.MAX_PAGES; page++) {
			CreateFieldsPayload answer = this.api.createFields(projectKey, issueTypeId, all.size());
			all.addAll(answer.found());
			if (isLast(answer.found(), all, answer.total())) {
				break;
			}
		}
		return all.stream()
			.filter((field) -> field.fieldId() != null)
			.map((field) -> field.toField(Objects.requireNonNull(field.fieldId())))
			.toList();
	}

	private static boolean isLast(List<?> page, List<?> all, @Nullable Long total) {
		return page.isEmpty() || total == null || all.size() >= total;
	}

	@Override
	public List<JiraField> editFields(long issueId) {
		return JiraPayloads.fields(this.api.editFields(issueId).fields());
	}

	@Override
	public List<String> priorities() {
		return names(this.api.priorities());
	}

	@Override
	public List<JiraUser> users(String query) {
		return users(this.cloud ? this.api.users(query) : this.api.usersDataCenter(query));
	}

	@Override
	public List<JiraUser> assignableUsers(String projectKey, String query) {
		return users(this.cloud ? this.api.assignableUsers(projectKey, query)
				: this.api.assignableUsersDataCenter(projectKey, query));
	}

	private static List<JiraUser> users(List<UserPayload> users) {
		return users.stream().map(UserPayload::toUser).toList();
	}

	@Override
	public Set<String> permissions(String projectKey, Collection<String> permissions) {
		Map<String, PermissionPayload> answer = this.api.permissions(projectKey, String.join(",", permissions))
			.permissions();
		Set<String> have = new TreeSet<>();
		if (answer != null) {
			answer.forEach((key, permission) -> {
				if (Boolean.TRUE.equals(permission.havePermission())) {
					have.add(key);
				}
			});
		}
		return have;
	}

	@Override
	public List<String> issueLinkTypes() {
		List<NamedPayload> types = this.api.issueLinkTypes().issueLinkTypes();
		return (types != null) ? names(types) : List.of();
	}

	@Override
	public Set<String> roles(String projectKey) {
		return new TreeSet<>(this.api.roles(projectKey).keySet());
	}

	@Override
	public Optional<List<JiraWebhook>> webhooks() {
		try {
			return Optional.of(this.api.webhooks(this.webhooks).stream().map(WebhookPayload::toWebhook).toList());
		}
		catch (UpstreamException.Gone | UpstreamException.Unauthorised ex) {
			return Optional.empty();
		}
	}

	private static JiraStatus status(StatusPayload status) {
		return new JiraStatus(Objects.requireNonNullElse(status.id(), ""), status.nameOrEmpty(),
				(status.statusCategory() != null) ? Objects.requireNonNullElse(status.statusCategory().key(), "") : "");
	}

	private static List<String> names(List<NamedPayload> named) {
		return named.stream().map(NamedPayload::name).filter(Objects::nonNull).toList();
	}

}
