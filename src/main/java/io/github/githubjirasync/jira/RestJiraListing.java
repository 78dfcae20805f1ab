package io.github.githubjirasync.jira;

import java.util.List;

import io.github.githubjirasync.jira.JiraApi.IssueFieldsPayload;
import io.github.githubjirasync.jira.JiraApi.SearchPayload;
import io.github.githubjirasync.jira.JiraApi.SearchRequestPayload;
import org.jspecify.annotations.Nullable;

/**
 * Lists with JQL: Cloud names the next page by a token, Data Center counts.
 */
final class RestJiraListing implements JiraListing {

	private static final int PAGE = 100;

	/** Data Center's call wants one; nobody reads it here. */
	private static final String ANY_PROPERTY = "github-jira-sync";

	private final JiraApi api;

	private final boolean cloud;

	RestJiraListing(JiraApi api, boolean cloud) {
		this.api = api;
		this.cloud = cloud;
	}

	@Override
	public Page issues(String projectKey, @Nullable String cursor) {
		String jql = Jql.project(projectKey) + " ORDER BY created ASC";
		if (this.cloud) {
			SearchPayload answer = this.api
				.search(new SearchRequestPayload(jql, IssueFieldsPayload.NAMES, List.of(), PAGE, cursor));
			return page(answer, answer.nextPageToken());
		}
		long start = (cursor != null) ? Long.parseLong(cursor) : 0;
		SearchPayload answer = this.api.searchDataCenter(jql, start, String.join(",", IssueFieldsPayload.NAMES),
				ANY_PROPERTY);
		long end = start + answer.found().size();
		boolean more = !answer.found().isEmpty() && answer.total() != null && end < answer.total();
		return page(answer, more ? Long.toString(end) : null);
	}

	private static Page page(SearchPayload answer, @Nullable String next) {
		return new Page(answer.found().stream().map((issue) -> JiraPayloads.toIssue(issue, null)).toList(), next);
	}

}
