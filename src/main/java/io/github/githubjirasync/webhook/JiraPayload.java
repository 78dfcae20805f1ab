package io.github.githubjirasync.webhook;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What is read of Jira's payloads, of Cloud and of Server alike. Anything may be missing.
 */
record JiraPayload(@Nullable String webhookEvent,
		@JsonProperty("issue_event_type_name") @Nullable String issueEventTypeName, @Nullable Long timestamp,
		@Nullable User user, @Nullable Issue issue, @Nullable Comment comment, @Nullable Changelog changelog) {

	private static boolean present(@Nullable JsonNode node) {
		return node != null && !node.isNull();
	}

	record Issue(@Nullable Long id, @Nullable String key, @Nullable Fields fields) {

		boolean secured() {
			return this.fields != null && this.fields.secured();
		}

	}

	record Fields(@Nullable String summary, @Nullable JsonNode description, @Nullable Status status,
			@Nullable Named resolution, @Nullable Named issuetype, @Nullable Named priority,
			@Nullable List<@Nullable String> labels, @Nullable User assignee, @Nullable User reporter,
			@Nullable JsonNode security, @Nullable String created, @Nullable String updated,
			@Nullable List<@Nullable Named> fixVersions, @Nullable List<@Nullable Named> components,
			@Nullable Parent parent, @Nullable List<@Nullable Attachment> attachment) {

		boolean secured() {
			return present(this.security);
		}

	}

	record Status(@Nullable String id, @Nullable String name, @Nullable Category statusCategory) {
	}

	record Category(@Nullable String key) {
	}

	record Named(@Nullable String name, @Nullable Boolean subtask) {
	}

	record Parent(@Nullable Long id, @Nullable String key) {
	}

	record Attachment(@Nullable Long id, @Nullable String filename, @Nullable String mimeType, @Nullable Long size,
			@Nullable String content) {
	}

	record User(@Nullable String accountId, @Nullable String key, @Nullable String name, @Nullable String displayName,
			@Nullable String emailAddress) {
	}

	record Comment(@Nullable Long id, @Nullable JsonNode body, @Nullable User author, @Nullable User updateAuthor,
			@Nullable JsonNode visibility, @Nullable Boolean jsdPublic, @Nullable List<@Nullable Property> properties,
			@Nullable String created, @Nullable String updated) {

		/**
		 * Whether only some people may read it: it names a group or role, or it is
		 * internal to a service desk, which Cloud and Data Center say in different ways.
		 */
		boolean restricted() {
			return present(this.visibility) || Boolean.FALSE.equals(this.jsdPublic) || this.properties != null
					&& this.properties.stream().anyMatch((property) -> property != null && property.internal());
		}

	}

	record Property(@Nullable String key, @Nullable JsonNode value) {

		boolean internal() {
			return "sd.public.comment".equals(this.key) && this.value != null
					&& this.value.path("internal").asBoolean();
		}

	}

	record Changelog(@Nullable List<@Nullable Item> items) {
	}

	record Item(@Nullable String field) {
	}

}
