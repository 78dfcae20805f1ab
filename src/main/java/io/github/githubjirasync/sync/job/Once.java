package io.github.githubjirasync.sync.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.githubjirasync.sync.GitHubIssueSnapshot;
import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.plan.Conversion;
import org.jspecify.annotations.Nullable;

/**
 * Converts and digests a text once for all the plans that are made while a pair settles.
 * Remembers the last of each kind, and hands out the same again, which nobody changes.
 * For one thread.
 */
final class Once implements Conversion {

	private final Conversion conversion;

	private @Nullable String markdown;

	private @Nullable String page;

	private @Nullable JsonNode forJira;

	private @Nullable JsonNode digested;

	private String digest = "";

	private @Nullable JiraIssueSnapshot issue;

	private String forGitHub = "";

	Once(Conversion conversion) {
		this.conversion = conversion;
	}

	@Override
	public JsonNode forJira(String text, GitHubIssueSnapshot onGitHub) {
		JsonNode known = this.forJira;
		if (known != null && text.equals(this.markdown) && onGitHub.htmlUrl().equals(this.page)) {
			return known;
		}
		JsonNode converted = this.conversion.forJira(text, onGitHub);
		this.markdown = text;
		this.page = onGitHub.htmlUrl();
		this.forJira = converted;
		return converted;
	}

	@Override
	public String forGitHub(JiraIssueSnapshot inJira) {
		if (inJira != this.issue) {
			this.forGitHub = this.conversion.forGitHub(inJira);
			this.issue = inJira;
		}
		return this.forGitHub;
	}

	@Override
	public String wordsDigest(JsonNode text) {
		if (text != this.digested) {
			this.digest = this.conversion.wordsDigest(text);
			this.digested = text;
		}
		return this.digest;
	}

}
