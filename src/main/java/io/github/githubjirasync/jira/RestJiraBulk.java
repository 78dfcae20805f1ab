package io.github.githubjirasync.jira;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.githubjirasync.jira.JiraApi.CreatedPayload;
import io.github.githubjirasync.jira.JiraApi.IssueFieldsPayload;
import io.github.githubjirasync.jira.JiraApi.IssuePayload;
import io.github.githubjirasync.jira.JiraBulkApi.BulkCreatePayload;
import io.github.githubjirasync.jira.JiraBulkApi.BulkCreatedPayload;
import io.github.githubjirasync.jira.JiraBulkApi.BulkErrorPayload;
import io.github.githubjirasync.jira.JiraBulkApi.BulkFetchPayload;
import io.github.githubjirasync.upstream.Upstream;
import io.github.githubjirasync.upstream.UpstreamException;
import org.jspecify.annotations.Nullable;

/**
 * Speaks the part of Jira's REST API that is about many issues at once.
 */
final class RestJiraBulk implements JiraBulk {

	private final JiraApi api;

	private final boolean cloud;

	RestJiraBulk(JiraApi api, boolean cloud) {
		this.api = api;
		this.cloud = cloud;
	}

	@Override
	public List<JiraBulkResult> createIssues(List<NewJiraIssue> issues) {
		List<JiraBulkResult> results = new ArrayList<>();
		for (int from = 0; from < issues.size(); from += MOST_CREATED) {
			results.addAll(create(issues.subList(from, Math.min(from + MOST_CREATED, issues.size()))));
		}
		return results;
	}

	private List<JiraBulkResult> create(List<NewJiraIssue> issues) {
		BulkCreatedPayload answer;
		try {
			answer = this.api.createIssues(new BulkCreatePayload(issues.stream().map(JiraPayloads::newIssue).toList()));
		}
		catch (UpstreamException.Rejected ex) {
			if (ex.status() != 400) {
				throw ex;
			}
			// All of them were refused.
			return issues.stream().map((issue) -> new JiraBulkResult(null, String.valueOf(ex.getMessage()))).toList();
		}
		Map<Integer, String> errors = new HashMap<>();
		for (BulkErrorPayload error : orNone(answer.errors())) {
			errors.put(error.failedElementNumber(), words(error.elementErrors()));
		}
		Iterator<CreatedPayload> created = orNone(answer.issues()).iterator();
		List<JiraBulkResult> results = new ArrayList<>();
		for (int i = 0; i < issues.size(); i++) {
			String error = errors.get(i);
			if (error == null && !created.hasNext()) {
				throw new UpstreamException.Transient(Upstream.JIRA,
						"Jira answered for fewer issues than it was asked to create", null);
			}
			results.add((error != null) ? new JiraBulkResult(null, error) : result(created.next()));
		}
		return results;
	}

	private static JiraBulkResult result(CreatedPayload created) {
		return new JiraBulkResult(new CreatedJiraIssue(created.id(), created.key()), "");
	}

	private static String words(@Nullable JsonNode errors) {
		if (errors == null) {
			return "refused";
		}
		List<String> words = new ArrayList<>();
		errors.path("errorMessages").forEach((message) -> words.add(message.asText()));
		errors.path("errors")
			.properties()
			.forEach((field) -> words.add(field.getKey() + ": " + field.getValue().asText()));
		return String.join("; ", words);
	}

	@Override
	public List<JiraIssue> issues(Collection<String> idsOrKeys) {
		List<String> wanted = List.copyOf(new LinkedHashSet<>(idsOrKeys));
		List<JiraIssue> found = new ArrayList<>();
		if (!this.cloud) {
			wanted.forEach((idOrKey) -> read(idOrKey, found));
			return found;
		}
		for (int from = 0; from < wanted.size(); from += MOST_READ) {
			List<String> some = wanted.subList(from, Math.min(from + MOST_READ, wanted.size()));
			for (IssuePayload issue : orNone(
					this.api.fetchIssues(new BulkFetchPayload(some, IssueFieldsPayload.NAMES)).issues())) {
				found.add(JiraPayloads.toIssue(issue, null));
			}
		}
		return found;
	}

	private void read(String idOrKey, List<JiraIssue> found) {
		try {
			found.add(JiraPayloads.toIssue(this.api.issue(idOrKey, String.join(",", IssueFieldsPayload.NAMES)), null));
		}
		catch (UpstreamException.Gone ex) {
			// What is not there is left out, as by the call that reads many.
		}
	}

	private static <T> List<T> orNone(@Nullable List<T> list) {
		return Objects.requireNonNullElse(list, List.of());
	}

}
