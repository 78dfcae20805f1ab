package io.github.githubjirasync.jira;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * The part of Jira's REST API that is about projects, accounts and screens.
 */
interface JiraDirectoryApi {

	@GetExchange("/project/{key}")
	ProjectPayload project(@PathVariable String key);

	@GetExchange("/project/{key}/statuses")
	List<TypePayload> statuses(@PathVariable String key);

	@GetExchange("/project/{key}/versions")
	List<VersionPayload> versions(@PathVariable String key);

	@PostExchange(url = "/version", contentType = "application/json")
	VersionPayload createVersion(@RequestBody Map<String, Object> version);

	@GetExchange("/project/{key}/role")
	Map<String, String> roles(@PathVariable String key);

	@GetExchange("/issue/createmeta/{key}/issuetypes?startAt={startAt}&maxResults=100")
	CreateTypesPayload createTypes(@PathVariable String key, @PathVariable long startAt);

	@GetExchange("/issue/createmeta/{key}/issuetypes/{type}?startAt={startAt}&maxResults=100")
	CreateFieldsPayload createFields(@PathVariable String key, @PathVariable String type, @PathVariable long startAt);

	@GetExchange("/issue/{id}/editmeta")
	EditFieldsPayload editFields(@PathVariable long id);

	@GetExchange("/priority")
	List<NamedPayload> priorities();

	@GetExchange("/issueLinkType")
	LinkTypesPayload issueLinkTypes();

	@GetExchange("/user/search?query={query}&maxResults=50")
	List<JiraApi.UserPayload> users(@PathVariable String query);

	@GetExchange("/user/search?username={query}&maxResults=50")
	List<JiraApi.UserPayload> usersDataCenter(@PathVariable String query);

	@GetExchange("/user/assignable/search?project={key}&query={query}&maxResults=50")
	List<JiraApi.UserPayload> assignableUsers(@PathVariable String key, @PathVariable String query);

	@GetExchange("/user/assignable/search?project={key}&username={query}&maxResults=50")
	List<JiraApi.UserPayload> assignableUsersDataCenter(@PathVariable String key, @PathVariable String query);

	@GetExchange("/mypermissions?projectKey={key}&permissions={permissions}")
	PermissionsPayload permissions(@PathVariable String key, @PathVariable String permissions);

	/** Lies outside the versioned API, so that its whole address is given. */
	@GetExchange
	List<WebhookPayload> webhooks(URI address);

	/** A project. */
	record ProjectPayload(@JsonProperty(required = true) long id, String key, @Nullable String name,
			@Nullable List<TypePayload> issueTypes) {

		public ProjectPayload {
			Objects.requireNonNull(key, "key");
		}
	}

	/** A type of issues, with its statuses where they are asked for. */
	record TypePayload(String id, @Nullable String name, @Nullable Boolean subtask,
			@Nullable List<JiraApi.StatusPayload> statuses) {

		public TypePayload {
			Objects.requireNonNull(id, "id");
		}

		JiraIssueType toType() {
			return new JiraIssueType(this.id, nameOrEmpty(), Boolean.TRUE.equals(this.subtask));
		}

		String nameOrEmpty() {
			return Objects.requireNonNullElse(this.name, "");
		}
	}

	/** A version. */
	record VersionPayload(String id, @Nullable String name, @Nullable Boolean released, @Nullable Boolean archived) {

		public VersionPayload {
			Objects.requireNonNull(id, "id");
		}

		JiraVersion toVersion() {
			return new JiraVersion(this.id, Objects.requireNonNullElse(this.name, ""),
					Boolean.TRUE.equals(this.released), Boolean.TRUE.equals(this.archived));
		}
	}

	/** Types that can be created: {@code issueTypes} on Cloud, else {@code values}. */
	record CreateTypesPayload(@Nullable List<TypePayload> issueTypes, @Nullable List<TypePayload> values,
			@Nullable Long total) {

		List<TypePayload> found() {
			List<TypePayload> found = (this.issueTypes != null) ? this.issueTypes : this.values;
			return (found != null) ? found : List.of();
		}
	}

	/** Fields to create with: {@code fields} on Cloud, else {@code values}. */
	record CreateFieldsPayload(@Nullable List<FieldPayload> fields, @Nullable List<FieldPayload> values,
			@Nullable Long total) {

		List<FieldPayload> found() {
			List<FieldPayload> found = (this.fields != null) ? this.fields : this.values;
			return (found != null) ? found : List.of();
		}
	}

	/** Fields to edit, by id. */
	record EditFieldsPayload(@Nullable Map<String, FieldPayload> fields) {
	}

	/** A field of a screen. */
	record FieldPayload(@Nullable String fieldId, @Nullable String name, @Nullable Boolean required,
			@Nullable Boolean hasDefaultValue, @Nullable List<JsonNode> allowedValues) {

		JiraField toField(String id) {
			List<String> allowed = (this.allowedValues != null)
					? this.allowedValues.stream().map(FieldPayload::nameOf).filter((name) -> !name.isEmpty()).toList()
					: List.of();
			return new JiraField(id, Objects.requireNonNullElse(this.name, id), Boolean.TRUE.equals(this.required),
					Boolean.TRUE.equals(this.hasDefaultValue), allowed);
		}

		private static String nameOf(JsonNode value) {
			for (String name : new String[] { "name", "value", "key" }) {
				if (value.path(name).isTextual()) {
					return value.path(name).asText();
				}
			}
			return value.isTextual() ? value.asText() : "";
		}
	}

	/** A thing with a name. */
	record NamedPayload(@Nullable String name) {
	}

	/** The types of links between issues. */
	record LinkTypesPayload(@Nullable List<NamedPayload> issueLinkTypes) {
	}

	/** Permissions by key. */
	record PermissionsPayload(@Nullable Map<String, PermissionPayload> permissions) {
	}

	/** Whether we have a permission. */
	record PermissionPayload(@Nullable Boolean havePermission) {
	}

	/** A webhook. */
	record WebhookPayload(@Nullable String name, @Nullable String url, @Nullable Boolean enabled,
			@Nullable List<String> events) {

		JiraWebhook toWebhook() {
			return new JiraWebhook(Objects.requireNonNullElse(this.name, ""), Objects.requireNonNullElse(this.url, ""),
					!Boolean.FALSE.equals(this.enabled), (this.events != null) ? this.events : List.of());
		}
	}

}
