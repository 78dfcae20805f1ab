package io.github.githubjirasync.sync.job;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.githubjirasync.mapping.FieldState;
import io.github.githubjirasync.mapping.SyncedState;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.RichText;
import io.github.githubjirasync.sync.plan.Conversion;
import io.github.githubjirasync.sync.plan.Field;
import org.jspecify.annotations.Nullable;

/**
 * Lets a description of Jira's that leads to copies of GitHub's files lead to the files
 * themselves, where people on GitHub can see them.
 */
final class WithFiles implements Conversion {

	private final Conversion conversion;

	/** The address on GitHub by that in Jira. */
	private final Map<String, String> originals;

	private WithFiles(Conversion conversion, Map<String, String> originals) {
		this.conversion = conversion;
		this.originals = originals;
	}

	/** A conversion of the texts of a pair. */
	static Conversion of(SyncedState state, Conversion conversion) {
		@Nullable FieldState files = state.fields().get(Field.FILES);
		if (files == null || files.github() == null || files.jira() == null) {
			return conversion;
		}
		String[] github = files.github().split("\n");
		String[] jira = files.jira().split("\n");
		Map<String, String> originals = new HashMap<>();
		for (int i = 0; i < Math.min(github.length, jira.length); i++) {
			originals.put(jira[i], github[i]);
		}
		return new WithFiles(conversion, originals);
	}

	@Override
	public JsonNode forJira(String markdown, GitHubIssueSnapshot issue) {
		return this.conversion.forJira(markdown, issue);
	}

	@Override
	public String forGitHub(JiraIssueSnapshot issue) {
		RichText text = issue.description();
		if (text == null || !FileAddresses.mentionsAny(text.value(), this.originals.keySet())) {
			return this.conversion.forGitHub(issue);
		}
		return this.conversion.forGitHub(with(issue, original(text)));
	}

	@Override
	public String wordsDigest(JsonNode text) {
		return this.conversion.wordsDigest(text);
	}

	private RichText original(RichText text) {
		return switch (text.format()) {
			case ADF ->
				RichText.adf(FileAddresses.replace(AttachmentLinks.parsed(text.value()), this.originals).toString());
			case WIKI -> RichText.wiki(FileAddresses.replace(TextNode.valueOf(text.value()), this.originals).asText());
			case MARKDOWN -> text;
		};
	}

	private static JiraIssueSnapshot with(JiraIssueSnapshot issue, RichText description) {
		return new JiraIssueSnapshot(issue.id(), issue.key(), issue.summary(), Objects.requireNonNull(description),
				issue.statusName(), issue.done(), issue.resolution(), issue.issueType(), issue.priority(),
				issue.labels(), issue.assignee(), issue.reporter(), issue.secured(), issue.createdAt(),
				issue.updatedAt(), issue.details());
	}

}
