package io.github.githubjirasync.jira;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.githubjirasync.jira.JiraLinksApi.RemoteLinkPayload;
import io.github.githubjirasync.jira.JiraLinksApi.RemoteObjectPayload;
import io.github.githubjirasync.jira.JiraLinksApi.RemoteStatusPayload;
import io.github.githubjirasync.upstream.Upstream;
import io.github.githubjirasync.upstream.UpstreamException;

/**
 * Speaks the part of Jira's REST API that is about what hangs on issues.
 */
class RestJiraLinks implements JiraLinks {

	private final JiraLinksApi api;

	RestJiraLinks(JiraLinksApi api) {
		this.api = api;
	}

	@Override
	public void putRemoteLink(long issueId, JiraRemoteLink link) {
		this.api.putRemoteLink(issueId, new RemoteLinkPayload(link.globalId(),
				new RemoteObjectPayload(link.url(), link.title(), new RemoteStatusPayload(link.resolved()))));
	}

	@Override
	public List<JiraRemoteLink> remoteLinks(long issueId) {
		return this.api.remoteLinks(issueId)
			.stream()
			.filter((link) -> link.globalId() != null)
			.map((link) -> new JiraRemoteLink(Objects.requireNonNull(link.globalId()), link.object().url(),
					link.object().title(),
					link.object().status() != null && Boolean.TRUE.equals(link.object().status().resolved())))
			.toList();
	}

	@Override
	public void deleteRemoteLink(long issueId, String globalId) {
		unlessGone(() -> this.api.deleteRemoteLink(issueId, globalId));
	}

	@Override
	public void linkIssues(String type, long fromIssueId, long toIssueId) {
		// The inward issue is the one that does it: "from blocks to".
		this.api.createIssueLink(Map.of("type", Map.of("name", type), "inwardIssue",
				Map.of("id", Long.toString(fromIssueId)), "outwardIssue", Map.of("id", Long.toString(toIssueId))));
	}

	@Override
	public void deleteIssueLink(long linkId) {
		unlessGone(() -> this.api.deleteIssueLink(linkId));
	}

	@Override
	public void setIssueProperty(long issueId, String key, JsonNode value) {
		this.api.setProperty(issueId, key, value);
	}

	@Override
	public void deleteIssueProperty(long issueId, String key) {
		unlessGone(() -> this.api.deleteProperty(issueId, key));
	}

	@Override
	public JiraAttachment attach(long issueId, String name, String mimeType, byte[] content) {
		String boundary = UUID.randomUUID().toString();
		ByteArrayOutputStream body = new ByteArrayOutputStream(content.length + 500);
		write(body, "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName(name)
				+ "\"\r\nContent-Type: " + mimeType.replaceAll("[\\r\\n]", "") + "\r\n\r\n");
		body.writeBytes(content);
		write(body, "\r\n--" + boundary + "--\r\n");
		return this.api.attach(issueId, "no-check", "multipart/form-data; boundary=" + boundary, body.toByteArray())
			.stream()
			.findFirst()
			.map(JiraDetails::attachment)
			.orElseThrow(() -> new UpstreamException.Rejected(Upstream.JIRA, 200,
					"Jira POST attachments of issue " + issueId + " rejected (it names no attachment)"));
	}

	@Override
	public byte[] content(JiraAttachment attachment) {
		if (attachment.url().contains("/secure/attachment/")) {
			return this.api.attachment(URI.create(attachment.url().replace(" ", "%20")));
		}
		return this.api.attachment(attachment.id());
	}

	private static void write(ByteArrayOutputStream body, String text) {
		body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
	}

	/** What would end the header early, or name a folder, becomes an underscore. */
	private static String fileName(String name) {
		return name.replaceAll("[\"\\\\/\\p{Cntrl}]", "_");
	}

	private static void unlessGone(Runnable removal) {
		try {
			removal.run();
		}
		catch (UpstreamException.Gone ex) {
			// What shall not be there is not there.
		}
	}

}
