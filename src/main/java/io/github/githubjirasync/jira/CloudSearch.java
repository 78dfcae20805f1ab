package io.github.githubjirasync.jira;

import java.util.ArrayList;
import java.util.List;

import io.github.githubjirasync.jira.JiraApi.IssueFieldsPayload;
import io.github.githubjirasync.jira.JiraApi.IssuePayload;
import io.github.githubjirasync.jira.JiraApi.SearchPayload;
import io.github.githubjirasync.jira.JiraApi.SearchRequestPayload;
import org.jspecify.annotations.Nullable;

/**
 * Searches with {@code /search/jql}, page by page with a token.
 */
final class CloudSearch implements JiraSearch {

	private final JiraApi api;

	CloudSearch(JiraApi api) {
		this.api = api;
	}

	@Override
	public List<IssuePayload> find(String jql, String propertyKey) {
		List<IssuePayload> all = new ArrayList<>();
		@Nullable String token = null;
		for (int page = 0; page < MAX_PAGES; page++) {
			SearchPayload answer = this.api
				.search(new SearchRequestPayload(jql, IssueFieldsPayload.NAMES, List.of(propertyKey), 100, token));
			all.addAll(answer.found());
			token = answer.nextPageToken();
			if (token == null) {
				return all;
			}
		}
		throw JiraSearch.tooManyPages("POST /rest/api/3/search/jql");
	}

}
