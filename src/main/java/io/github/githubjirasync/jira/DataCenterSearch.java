package io.github.githubjirasync.jira;

import java.util.ArrayList;
import java.util.List;

import io.github.githubjirasync.jira.JiraApi.IssueFieldsPayload;
import io.github.githubjirasync.jira.JiraApi.IssuePayload;
import io.github.githubjirasync.jira.JiraApi.SearchPayload;

/**
 * Searches with {@code /search}, page by page from a start. Data Center does not document
 * issue properties in a search; an issue that comes without any is read on its own.
 */
final class DataCenterSearch implements JiraSearch {

	private static final String FIELDS = String.join(",", IssueFieldsPayload.NAMES);

	private final JiraApi api;

	DataCenterSearch(JiraApi api) {
		this.api = api;
	}

	@Override
	public List<IssuePayload> find(String jql, String propertyKey) {
		List<IssuePayload> all = new ArrayList<>();
		for (int page = 0; page < MAX_PAGES; page++) {
			SearchPayload answer = this.api.searchDataCenter(jql, all.size(), FIELDS, propertyKey);
			all.addAll(answer.found());
			if (answer.found().isEmpty() || answer.total() == null || all.size() >= answer.total()) {
				return all.stream().map((issue) -> withProperty(issue, propertyKey)).toList();
			}
		}
		throw JiraSearch.tooManyPages("GET /rest/api/2/search");
	}

	private IssuePayload withProperty(IssuePayload issue, String propertyKey) {
		return (issue.properties() != null) ? issue : this.api.issue(issue.id(), FIELDS, propertyKey);
	}

}
