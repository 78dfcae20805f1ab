package io.github.githubjirasync.jira;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Answers of Jira as its documents show them.
 */
final class JiraJson {

	static final ObjectMapper JSON = new ObjectMapper();

	static final String PROPERTY = "github-jira-sync";

	static final JsonNode MARKER = parse("{\"issue\":\"octocat/Hello-World#1\"}");

	static final JsonNode ADF = parse("""
			{"version":1,"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Hi"}]}]}""");

	private JiraJson() {
	}

	static JsonNode parse(String json) {
		try {
			return JSON.readTree(json);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static ObjectNode issue(long id, String key) {
		return (ObjectNode) parse("""
				{"id":"%d","key":"%s","self":"https://acme.atlassian.net/rest/api/3/issue/%d","fields":{
				"summary":"Found a bug","description":null,"labels":["bug"],"security":null,
				"status":{"self":"https://acme.atlassian.net/rest/api/3/status/3","id":"3","name":"In Progress",
				"statusCategory":{"id":4,"key":"indeterminate","colorName":"yellow","name":"In Progress"}},
				"issuetype":{"id":"10001","name":"Bug","subtask":false},
				"created":"2026-01-02T03:04:05.678+0000","updated":"2026-01-02T05:04:05.678+0200"}}""".formatted(id,
				key, id));
	}

	static ObjectNode comment(long id, JsonNode body) {
		ObjectNode comment = (ObjectNode) parse("""
				{"id":"%d","self":"https://acme.atlassian.net/rest/api/3/issue/10001/comment/%d",
				"author":{"accountId":"5b10a2844c20165700ede21g","displayName":"Mia Krystof","active":true},
				"created":"2026-01-02T03:04:05.678+0000","updated":"2026-01-02T03:04:06.000+0000",
				"jsdPublic":true}""".formatted(id, id));
		comment.set("body", body);
		return comment;
	}

}
