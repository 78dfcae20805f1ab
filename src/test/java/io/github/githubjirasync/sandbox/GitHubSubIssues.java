package io.github.githubjirasync.sandbox;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.sandbox.GitHubRepository.Issue;

/**
 * Which issues of the simulated GitHub are parts of which. Safe for use by many threads.
 */
public final class GitHubSubIssues {

	private final SandboxGitHub github;

	GitHubSubIssues(SandboxGitHub github) {
		this.github = github;
	}

	/**
	 * Makes an issue a sub-issue of another.
	 * @param repository {@code owner/name} of both
	 * @param parent the number of the parent
	 * @param number the number of the sub-issue
	 * @param actor the login of who does it
	 */
	public void add(String repository, int parent, int number, String actor) {
		synchronized (this.github) {
			add(this.github.find(repository, parent), this.github.find(repository, number), true, actor);
		}
	}

	/**
	 * Makes an issue a sub-issue of one in another repository.
	 * @param parent where the parent is
	 * @param repository {@code owner/name} of the sub-issue
	 * @param number the number of the sub-issue
	 * @param actor the login of who does it
	 */
	public void add(GitHubIssueRef parent, String repository, int number, String actor) {
		synchronized (this.github) {
			add(this.github.find(parent.repository(), (int) parent.number()), this.github.find(repository, number),
					true, actor);
		}
	}

	/**
	 * Takes a sub-issue away from its parent.
	 * @param repository {@code owner/name}
	 * @param number the number of the sub-issue
	 * @param actor the login of who does it
	 */
	public void remove(String repository, int number, String actor) {
		synchronized (this.github) {
			remove(this.github.find(repository, number), actor);
		}
	}

	List<Issue> of(Issue parent) {
		return this.github.allIssues().filter((issue) -> issue.parent == parent).toList();
	}

	void add(Issue parent, Issue child, boolean replace, String actor) {
		if (parent == child || (child.parent != null && !replace)) {
			throw GitHubErrors.invalid("Issue", "parent", "custom", "Issue may not contain duplicate sub-issues");
		}
		if (child.parent == parent) {
			throw GitHubErrors.invalid("Issue", "parent", "custom", "Issue may not contain duplicate sub-issues");
		}
		if (child.parent != null) {
			remove(child, actor);
		}
		child.parent = parent;
		this.github.touch(child);
		emit("added", parent, child, actor);
	}

	void remove(Issue child, String actor) {
		Issue parent = child.parent;
		if (parent != null) {
			child.parent = null;
			this.github.touch(child);
			emit("removed", parent, child, actor);
		}
	}

	/** GitHub tells both repositories, each from its own end. */
	private void emit(String what, Issue parent, Issue child, String actor) {
		GitHubShapes shapes = this.github.shapes();
		ObjectNode both = Json.object("parent_issue_id", parent.id, "parent_issue",
				shapes.issue(parent, this.github.users()), "sub_issue_id", child.id, "sub_issue",
				shapes.issue(child, this.github.users()));
		ObjectNode fromChild = both.deepCopy();
		fromChild.set("parent_issue_repo", this.github.repositoryJson(parent.repository.fullName));
		this.github.send("sub_issues", "parent_issue_" + what, child.repository, fromChild, actor);
		ObjectNode fromParent = both.deepCopy();
		fromParent.set("sub_issue_repo", this.github.repositoryJson(child.repository.fullName));
		this.github.send("sub_issues", "sub_issue_" + what, parent.repository, fromParent, actor);
	}

}
