package io.github.githubjirasync.sync.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.githubjirasync.sync.link.Link;

/**
 * The labels that a link may touch. Others are not seen at all, so that they stay.
 */
final class Namespace {

	private final Link link;

	private final String prefix;

	private final List<String> taken = new ArrayList<>();

	Namespace(Link link) {
		this.link = link;
		this.prefix = link.fields().labels().prefix();
		link.fields().priority().map().forEach((entry) -> this.taken.add(entry.label()));
		link.fields().type().map().forEach((entry) -> {
			if (entry.label() != null) {
				this.taken.add(entry.label());
			}
		});
	}

	List<String> onGitHub(List<String> labels) {
		List<String> covered = new ArrayList<>(labels.size());
		for (String label : labels) {
			if (covers(label)) {
				covered.add(label);
			}
		}
		return covered;
	}

	List<String> inJira(List<String> labels) {
		List<String> covered = new ArrayList<>(labels.size());
		for (String label : labels) {
			if (ours(label) && covers(plain(label))) {
				covered.add(label);
			}
		}
		return covered;
	}

	/** The name in Jira of a label on GitHub. */
	String forJira(String label) {
		return Field.jiraLabel(this.prefix + label);
	}

	/** The name on GitHub of a label in Jira. */
	String forGitHub(String label) {
		return Field.githubLabel(plain(label));
	}

	/** Whether a label on GitHub and one in Jira stand for the same. */
	boolean same(String github, String jira) {
		return Field.sameLabel(github, plain(jira));
	}

	private boolean ours(String jiraLabel) {
		return this.prefix.isEmpty()
				|| jiraLabel.toLowerCase(Locale.ROOT).startsWith(this.prefix.toLowerCase(Locale.ROOT));
	}

	private String plain(String jiraLabel) {
		return ours(jiraLabel) ? jiraLabel.substring(this.prefix.length()) : jiraLabel;
	}

	private boolean covers(String label) {
		return !label.isEmpty() && this.link.fields().labels().covers(label) && !Field.hasLabel(this.taken, label);
	}

}
