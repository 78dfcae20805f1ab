package io.github.githubjirasync.jira;

import java.net.URI;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;

/**
 * The part of Jira's REST API that is about what hangs on an issue: links, files,
 * properties.
 */
interface JiraLinksApi {

	@PostExchange(url = "/issue/{id}/remotelink", contentType = "application/json")
	void putRemoteLink(@PathVariable long id, @RequestBody RemoteLinkPayload link);

	@GetExchange("/issue/{id}/remotelink")
	List<RemoteLinkPayload> remoteLinks(@PathVariable long id);

	@DeleteExchange("/issue/{id}/remotelink?globalId={globalId}")
	void deleteRemoteLink(@PathVariable long id, @PathVariable String globalId);

	@PostExchange(url = "/issueLink", contentType = "application/json")
	void createIssueLink(@RequestBody Map<String, Map<String, String>> link);

	@DeleteExchange("/issueLink/{id}")
	void deleteIssueLink(@PathVariable long id);

	@PutExchange(url = "/issue/{id}/properties/{key}", contentType = "application/json")
	void setProperty(@PathVariable long id, @PathVariable String key, @RequestBody JsonNode value);

	@DeleteExchange("/issue/{id}/properties/{key}")
	void deleteProperty(@PathVariable long id, @PathVariable String key);

	@PostExchange("/issue/{id}/attachments")
	List<JiraApi.AttachmentPayload> attach(@PathVariable long id, @RequestHeader("X-Atlassian-Token") String noCheck,
			@RequestHeader("Content-Type") String contentType, @RequestBody byte[] multipart);

	@GetExchange(url = "/attachment/content/{id}?redirect=false", accept = "*/*")
	byte[] attachment(@PathVariable long id);

	/** On Data Center content has addresses outside the API. */
	@GetExchange(accept = "*/*")
	byte[] attachment(URI address);

	/** A remote link. */
	record RemoteLinkPayload(@Nullable String globalId, RemoteObjectPayload object) {
	}

	/** The page that a remote link points to. */
	record RemoteObjectPayload(String url, String title, @Nullable RemoteStatusPayload status) {
	}

	/** Whether the thing behind a page is done. */
	record RemoteStatusPayload(@Nullable Boolean resolved) {
	}

}
