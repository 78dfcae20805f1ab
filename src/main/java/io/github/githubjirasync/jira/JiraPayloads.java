package io.github.githubjirasync.jira;

import io.github.githubjirasync.jira.JiraApi.NewIssuePayload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.githubjirasync.jira.JiraApi.CommentPayload;
import io.github.githubjirasync.jira.JiraApi.IssueFieldsPayload;
import io.github.githubjirasync.jira.JiraApi.IssuePayload;
import io.github.githubjirasync.jira.JiraApi.PropertyPayload;
import io.github.githubjirasync.jira.JiraApi.TransitionPayload;
import io.github.githubjirasync.jira.JiraDirectoryApi.FieldPayload;
import org.jspecify.annotations.Nullable;

/**
 * Turns what Jira sends into what the service works with.
 */
final class JiraPayloads {

	private JiraPayloads() {
	}

	static JiraIssue toIssue(IssuePayload issue, @Nullable String propertyKey) {
		IssueFieldsPayload fields = issue.fields();
		JsonNode property = (propertyKey != null && issue.properties() != null) ? issue.properties().get(propertyKey)
				: null;
		return new JiraIssue(issue.id(), issue.key(), Objects.requireNonNullElse(fields.summary(), ""),
				present(fields.description()), fields.status().nameOrEmpty(), fields.status().done(),
				Objects.requireNonNullElse(fields.issuetype().name(), ""),
				Objects.requireNonNullElse(fields.labels(), List.<String>of()), present(fields.security()) != null,
				fields.created(), fields.updated(), property, JiraDetails.of(fields));
	}

	static JiraTransition toTransition(TransitionPayload transition) {
		return new JiraTransition(transition.id(), Objects.requireNonNullElse(transition.name(), ""),
				transition.to().nameOrEmpty(), transition.to().done(), fields(transition.fields()));
	}

	static List<JiraField> fields(@Nullable Map<String, FieldPayload> fields) {
		return (fields != null)
				? fields.entrySet().stream().map((field) -> field.getValue().toField(field.getKey())).toList()
				: List.of();
	}

	static JiraComment toComment(CommentPayload comment, @Nullable String propertyKey) {
		return new JiraComment(comment.id(), comment.body(), (comment.author() != null) ? comment.author().id() : "",
				restricted(comment), comment.created(), comment.updated(),
				(propertyKey != null) ? property(comment, propertyKey) : null);
	}

	/**
	 * A comment for a role or group, or an internal one of Jira Service Management, which
	 * older Data Centers tell by the property alone.
	 */
	private static boolean restricted(CommentPayload comment) {
		JsonNode serviceDesk = property(comment, "sd.public.comment");
		return present(comment.visibility()) != null || Boolean.FALSE.equals(comment.jsdPublic())
				|| (serviceDesk != null && serviceDesk.path("internal").asBoolean());
	}

	private static @Nullable JsonNode property(CommentPayload comment, String key) {
		List<PropertyPayload> properties = (comment.properties() != null) ? comment.properties() : List.of();
		for (PropertyPayload property : properties) {
			if (key.equals(property.key())) {
				return property.value();
			}
		}
		return null;
	}

	/** A new issue in the form of the API, with its property. */
	static NewIssuePayload newIssue(NewJiraIssue issue) {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("project", Map.of("key", issue.projectKey()));
		fields.put("issuetype", Map.of("name", issue.issueType()));
		fields.put("summary", issue.summary());
		if (issue.description() != null) {
			fields.put("description", issue.description());
		}
		if (!issue.labels().isEmpty()) {
			fields.put("labels", issue.labels());
		}
		fields.putAll(issue.fields());
		return new NewIssuePayload(fields, List.of(new PropertyPayload(issue.propertyKey(), issue.property())));
	}

	private static @Nullable JsonNode present(@Nullable JsonNode node) {
		return (node == null || node.isNull()) ? null : node;
	}

}
