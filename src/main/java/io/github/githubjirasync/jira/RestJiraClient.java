package io.github.githubjirasync.jira;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.githubjirasync.jira.JiraApi.CommentPayload;
import io.github.githubjirasync.jira.JiraApi.CommentsPayload;
import io.github.githubjirasync.jira.JiraApi.CreatedPayload;
import io.github.githubjirasync.jira.JiraApi.IssueFieldsPayload;
import io.github.githubjirasync.jira.JiraApi.IssueUpdatePayload;
import io.github.githubjirasync.jira.JiraApi.NewCommentPayload;
import io.github.githubjirasync.jira.JiraApi.PropertyPayload;
import io.github.githubjirasync.jira.JiraApi.TransitionPayload;
import io.github.githubjirasync.jira.JiraApi.UserPayload;
import io.github.githubjirasync.upstream.Upstream;
import io.github.githubjirasync.upstream.UpstreamException;
import org.jspecify.annotations.Nullable;

/**
 * Speaks Jira's REST API, version 3 or 2.
 */
final class RestJiraClient extends RestJiraLinks implements JiraClient {

	private final JiraApi api;

	private final JiraSearch search;

	private final JiraProperties properties;

	private final JiraMetadata metadata;

	private volatile @Nullable JiraUser self;

	RestJiraClient(JiraApi api, JiraSearch search, JiraProperties properties) {
		this(api, search, properties,
				new JiraMetadata(new JiraMetadataProperties(Duration.ZERO, 0), Ticker.systemTicker()));
	}

	RestJiraClient(JiraApi api, JiraSearch search, JiraProperties properties, JiraMetadata metadata) {
		super(api);
		this.metadata = metadata;
		this.api = api;
		this.search = search;
		this.properties = properties;
	}

	@Override
	public JiraUser self() {
		JiraUser known = this.self;
		if (known == null) {
			UserPayload user = this.api.myself();
			known = new JiraUser(user.id(), Objects.requireNonNullElse(user.displayName(), user.id()));
			this.self = known;
		}
		return known;
	}

	@Override
	public boolean usesAdf() {
		return this.properties.apiVersion() == 3;
	}

	@Override
	public String browseUrl(String key) {
		return this.properties.browseRoot() + "/browse/" + key;
	}

	@Override
	public JiraIssue issue(String idOrKey) {
		return JiraPayloads.toIssue(this.api.issue(idOrKey, String.join(",", IssueFieldsPayload.NAMES)), null);
	}

	@Override
	public CreatedJiraIssue createIssue(NewJiraIssue issue) {
		try {
			CreatedPayload created = this.api.createIssue(JiraPayloads.newIssue(issue));
			return new CreatedJiraIssue(created.id(), created.key());
		}
		catch (UpstreamException.Rejected ex) {
			this.metadata.forget();
			throw ex;
		}
	}

	@Override
	public void updateIssue(long id, JiraIssueUpdate update) {
		Map<String, Object> fields = new LinkedHashMap<>(new TreeMap<>(update.fields()));
		if (update.summary() != null) {
			fields.put("summary", update.summary());
		}
		if (update.description() != null) {
			fields.put("description", update.description());
		}
		List<Map<String, String>> labels = Stream
			.concat(update.addLabels().stream().map((label) -> Map.of("add", label)),
					update.removeLabels().stream().map((label) -> Map.of("remove", label)))
			.toList();
		if (!fields.isEmpty() || !labels.isEmpty()) {
			IssueUpdatePayload payload = new IssueUpdatePayload(fields.isEmpty() ? null : fields,
					labels.isEmpty() ? null : Map.of("labels", labels));
			try {
				this.api.updateIssue(id, this.properties.notifyWatchers(), payload);
			}
			catch (UpstreamException.Rejected ex) {
				this.metadata.forget();
				throw ex;
			}
		}
	}

	@Override
	public List<JiraTransition> transitions(long id) {
		List<TransitionPayload> transitions = this.api.transitions(id).transitions();
		return (transitions != null) ? transitions.stream().map(JiraPayloads::toTransition).toList() : List.of();
	}

	@Override
	public List<JiraTransition> transitions(long id, List<String> workflow) {
		return this.metadata.transitions(id, workflow, () -> transitions(id));
	}

	@Override
	public void transition(long id, String transitionId, Map<String, JsonNode> fields) {
		Map<String, Object> request = new LinkedHashMap<>();
		request.put("transition", Map.of("id", transitionId));
		if (!fields.isEmpty()) {
			request.put("fields", fields);
		}
		try {
			this.api.transition(id, request);
		}
		catch (UpstreamException.Rejected ex) {
			boolean remembered = this.metadata.wasTold(id);
			this.metadata.forget();
			if (remembered) {
				throw new UpstreamException.Transient(Upstream.JIRA,
						ex.getMessage() + "; the transition was remembered and is looked up anew", ex);
			}
			throw ex;
		}
	}

	@Override
	public JsonNode userField(@Nullable String reference) {
		if (reference == null) {
			return JiraFieldValues.none();
		}
		return JsonNodeFactory.instance.objectNode().put(usesAdf() ? "accountId" : "name", reference);
	}

	@Override
	public List<JiraIssue> issuesCreatedBySelf(String projectKey, Duration within, String propertyKey) {
		long minutes = Math.max(1, within.plusMinutes(1).minusNanos(1).toMinutes());
		String jql = Jql.project(projectKey) + " AND creator = currentUser() AND created >= \"-" + minutes
				+ "m\" ORDER BY created DESC";
		return this.search.find(jql, propertyKey)
			.stream()
			.map((issue) -> JiraPayloads.toIssue(issue, propertyKey))
			.toList();
	}

	@Override
	public Optional<JsonNode> issueProperty(long issueId, String propertyKey) {
		try {
			Map<String, JsonNode> properties = this.api
				.issue(issueId, String.join(",", IssueFieldsPayload.NAMES), propertyKey)
				.properties();
			return Optional.ofNullable(properties).map((found) -> found.get(propertyKey));
		}
		catch (UpstreamException.Gone ex) {
			return Optional.empty();
		}
	}

	@Override
	public List<JiraComment> comments(long issueId, String propertyKey) {
		List<CommentPayload> all = new ArrayList<>();
		for (int page = 0; page < JiraSearch.MAX_PAGES; page++) {
			CommentsPayload answer = this.api.comments(issueId, all.size());
			List<CommentPayload> comments = (answer.comments() != null) ? answer.comments() : List.of();
			all.addAll(comments);
			if (comments.isEmpty() || all.size() >= answer.total()) {
				return all.stream().map((comment) -> JiraPayloads.toComment(comment, propertyKey)).toList();
			}
		}
		throw JiraSearch.tooManyPages("comments of issue " + issueId);
	}

	@Override
	public JiraComment createComment(long issueId, JsonNode body, String propertyKey, JsonNode property) {
		CommentPayload created = this.api.createComment(issueId,
				new NewCommentPayload(body, List.of(new PropertyPayload(propertyKey, property))));
		JiraComment comment = JiraPayloads.toComment(created, propertyKey);
		return (comment.property() != null) ? comment : new JiraComment(comment.id(), comment.body(),
				comment.authorId(), comment.restricted(), comment.createdAt(), comment.updatedAt(), property);
	}

	@Override
	public JiraComment updateComment(long issueId, long commentId, JsonNode body) {
		return JiraPayloads.toComment(this.api.updateComment(issueId, commentId, Map.of("body", body)), null);
	}

	@Override
	public void deleteComment(long issueId, long commentId) {
		try {
			this.api.deleteComment(issueId, commentId);
		}
		catch (UpstreamException.Gone ex) {
			// What shall not be there is not there.
		}
	}

}
