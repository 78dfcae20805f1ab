package io.github.githubjirasync.sync.job;

import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.jira.JiraClient;
import io.github.githubjirasync.jira.JiraRemoteLink;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;
import io.github.githubjirasync.upstream.UpstreamException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The links that Jira issues show to their twins. They are for people; nothing depends on
 * them, so one that Jira refuses holds back nothing else.
 */
final class RemoteLinks {

	private static final Logger logger = LoggerFactory.getLogger(RemoteLinks.class);

	private final JiraClient jira;

	RemoteLinks(JiraClient jira) {
		this.jira = jira;
	}

	void put(JiraSide side, long githubIssueId, String page, GitHubIssueRef ref, boolean resolved) {
		try {
			this.jira.putRemoteLink(side.issueId(),
					new JiraRemoteLink("github-issue-" + githubIssueId, page, ref.toString(), resolved));
		}
		catch (UpstreamException.Gone | UpstreamException.Rejected ex) {
			logger.warn("{} shows no link to {}: {}", side.key(), ref, ex.getMessage());
		}
	}

}
