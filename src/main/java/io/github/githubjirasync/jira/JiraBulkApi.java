package io.github.githubjirasync.jira;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.githubjirasync.jira.JiraApi.CreatedPayload;
import io.github.githubjirasync.jira.JiraApi.IssuePayload;
import io.github.githubjirasync.jira.JiraApi.NewIssuePayload;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;

/**
 * The part of Jira's REST API that is about many issues at once.
 */
interface JiraBulkApi {

	@PostExchange(url = "/issue/bulk", contentType = "application/json")
	BulkCreatedPayload createIssues(@RequestBody BulkCreatePayload issues);

	@PostExchange(url = "/issue/bulkfetch", contentType = "application/json")
	BulkFetchedPayload fetchIssues(@RequestBody BulkFetchPayload request);

	/** New issues. */
	record BulkCreatePayload(List<NewIssuePayload> issueUpdates) {
	}

	/** Those that were created, in their order, and what was refused. */
	record BulkCreatedPayload(@Nullable List<CreatedPayload> issues, @Nullable List<BulkErrorPayload> errors) {
	}

	/** What was refused, by its place in the request, from 0. */
	record BulkErrorPayload(int failedElementNumber, @Nullable JsonNode elementErrors) {
	}

	/** Which issues to read. */
	record BulkFetchPayload(List<String> issueIdsOrKeys, List<String> fields) {
	}

	/** Those that were found. */
	record BulkFetchedPayload(@Nullable List<IssuePayload> issues) {
	}

}
