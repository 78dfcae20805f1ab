package io.github.githubjirasync.sync.link;

import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Which issues a link is for. Each side's issues are tested by their own condition. A
 * pair of which one side leaves it stays as it is, and nothing of it is synced either way
 * until that side comes back.
 *
 * @param github which issues on GitHub, as a {@link Condition}; by default all
 * @param jira which issues in Jira, as a {@link Condition}; by default all
 * @param optInLabel a label without which no issue of either side is synced
 */
public record Filter(@Nullable String github, @Nullable String jira, @Nullable String optInLabel) {

	private static final Readings<Condition> READINGS = new Readings<>(Condition::parse);

	/** Lets every issue through. */
	static final Filter NONE = new Filter(null, null, null);

	Condition forGitHub() {
		return both(this.github);
	}

	Condition forJira() {
		return both(this.jira);
	}

	private Condition both(@Nullable String text) {
		Condition condition = (text == null || text.isBlank()) ? Condition.ANY : READINGS.of(text);
		@Nullable String label = this.optInLabel;
		return (label == null || label.isBlank()) ? condition : condition
			.and((subject) -> subject.values(Subject.Fact.LABEL).stream().anyMatch(label::equalsIgnoreCase));
	}

	/**
	 * Whether an issue on GitHub is let through.
	 * @param issue the issue
	 * @return whether it is
	 */
	public boolean admits(GitHubIssueSnapshot issue) {
		return forGitHub().test(Subject.of(issue));
	}

	/**
	 * Whether an issue in Jira is let through.
	 * @param issue the issue
	 * @return whether it is
	 */
	public boolean admits(JiraIssueSnapshot issue) {
		return forJira().test(Subject.of(issue));
	}

}
