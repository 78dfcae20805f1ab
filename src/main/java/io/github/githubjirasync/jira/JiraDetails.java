package io.github.githubjirasync.jira;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.githubjirasync.jira.JiraApi.AttachmentPayload;
import io.github.githubjirasync.jira.JiraApi.CreatedPayload;
import io.github.githubjirasync.jira.JiraApi.IssueFieldsPayload;
import io.github.githubjirasync.jira.JiraApi.IssueLinkPayload;
import io.github.githubjirasync.jira.JiraApi.NamePayload;
import io.github.githubjirasync.jira.JiraApi.UserPayload;
import org.jspecify.annotations.Nullable;

/**
 * Turns what Jira sends beside an issue's text and state into what the service works
 * with.
 */
final class JiraDetails {

	private JiraDetails() {
	}

	static JiraIssueMore of(IssueFieldsPayload fields) {
		return new JiraIssueMore(fields.status().id(),
				(fields.status().statusCategory() != null) ? fields.status().statusCategory().key() : null,
				name(fields.resolution()), name(fields.priority()), Boolean.TRUE.equals(fields.issuetype().subtask()),
				user(fields.assignee()), user(fields.reporter()),
				(fields.fixVersions() != null) ? names(fields.fixVersions()) : null, names(fields.components()),
				issue(fields.parent()), securityLevel(fields.security()), attachments(fields.attachment()),
				links(fields.issuelinks()));
	}

	static JiraAttachment attachment(AttachmentPayload file) {
		return new JiraAttachment(file.id(), Objects.requireNonNullElse(file.filename(), "file"),
				Objects.requireNonNullElse(file.content(), ""), file.mimeType(),
				Objects.requireNonNullElse(file.size(), 0L));
	}

	private static @Nullable String name(@Nullable NamePayload named) {
		return (named != null) ? named.name() : null;
	}

	private static List<String> names(@Nullable List<NamePayload> named) {
		return (named != null) ? named.stream().map(NamePayload::name).filter(Objects::nonNull).toList() : List.of();
	}

	private static @Nullable JiraUser user(@Nullable UserPayload user) {
		return (user != null) ? user.toUser() : null;
	}

	private static @Nullable CreatedJiraIssue issue(@Nullable CreatedPayload issue) {
		return (issue != null) ? new CreatedJiraIssue(issue.id(), issue.key()) : null;
	}

	private static @Nullable String securityLevel(@Nullable JsonNode security) {
		return (security == null || security.isNull()) ? null : security.path("name").asText("(unnamed)");
	}

	private static List<JiraAttachment> attachments(@Nullable List<AttachmentPayload> files) {
		return (files != null) ? files.stream().map(JiraDetails::attachment).toList() : List.of();
	}

	private static List<JiraIssueLink> links(@Nullable List<IssueLinkPayload> links) {
		List<JiraIssueLink> found = new ArrayList<>();
		for (IssueLinkPayload link : (links != null) ? links : List.<IssueLinkPayload>of()) {
			boolean outward = link.outwardIssue() != null;
			CreatedPayload other = outward ? link.outwardIssue() : link.inwardIssue();
			if (other != null) {
				found.add(new JiraIssueLink(link.id(), Objects.requireNonNullElse(name(link.type()), ""), outward,
						other.id(), other.key()));
			}
		}
		return found;
	}

}
