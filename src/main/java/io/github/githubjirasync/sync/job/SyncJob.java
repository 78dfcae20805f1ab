package io.github.githubjirasync.sync.job;

import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.githubjirasync.sync.Change.GitHubCommentChanged;
import io.github.githubjirasync.sync.Change.GitHubIssueChanged;
import io.github.githubjirasync.sync.Change.GitHubIssueTransferred;
import io.github.githubjirasync.sync.Change.GitHubPullRequestChanged;
import io.github.githubjirasync.sync.Change.GitHubRepositoryRenamed;
import io.github.githubjirasync.sync.Change.GitHubSubIssueChanged;
import io.github.githubjirasync.sync.Change.JiraCommentChanged;
import io.github.githubjirasync.sync.Change.JiraIssueChanged;
import io.github.githubjirasync.sync.JobSubjects;
import io.github.githubjirasync.sync.Change;

/**
 * What a job of ours holds: a change and the link that it belongs to, as JSON of a form
 * of our own that old and new instances can read.
 *
 * @param version of the form, now 1; fields may be added without a new version
 * @param link the name of the link
 * @param event the sender's name for the change
 * @param change the change; its type follows from the job's kind
 */
record SyncJob(int version, String link, String event, Change change) {

	/** The kind of a dead letter that holds a delivery which could not be read. */
	static final String UNREADABLE = JobSubjects.UNREADABLE;

	private static final int VERSION = 1;

	private static final Map<String, Class<? extends Change>> KINDS = Map.of("github-issue", GitHubIssueChanged.class,
			"github-comment", GitHubCommentChanged.class, "jira-issue", JiraIssueChanged.class, "jira-comment",
			JiraCommentChanged.class, "github-pull-request", GitHubPullRequestChanged.class, "github-transfer",
			GitHubIssueTransferred.class, "github-sub-issue", GitHubSubIssueChanged.class, "github-rename",
			GitHubRepositoryRenamed.class);

	private static final ObjectMapper MAPPER = JsonMapper.builder()
		.addModule(new JavaTimeModule())
		.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.serializationInclusion(JsonInclude.Include.NON_NULL)
		.build();

	SyncJob(String link, String event, Change change) {
		this(VERSION, link, event, change);
	}

	static String kind(Change change) {
		return KINDS.entrySet()
			.stream()
			.filter((kind) -> kind.getValue() == change.getClass())
			.map(Map.Entry::getKey)
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("No kind for " + change.getClass()));
	}

	static Set<String> kinds() {
		return KINDS.keySet();
	}

	String toJson() {
		try {
			return MAPPER.writeValueAsString(this);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("A change could not be written as JSON", ex);
		}
	}

	/**
	 * Reads a stored job.
	 * @throws NewerJobException if it is from a newer release than this instance's
	 * @throws UnreadableJobException if it is no job of ours
	 */
	static SyncJob read(String kind, String json) {
		Class<? extends Change> type = KINDS.get(kind);
		if (kind.equals(UNREADABLE)) {
			throw new UnreadableJobException("Jobs of kind '" + kind + "' cannot be run", null);
		}
		if (type == null) {
			throw new NewerJobException("This instance does not know jobs of kind '" + kind + "'");
		}
		try {
			var tree = MAPPER.readTree(json);
			int version = tree.path("version").asInt();
			if (version > VERSION) {
				throw new NewerJobException("The job has the form " + version + ", this instance reads " + VERSION);
			}
			if (version < VERSION) {
				throw new UnreadableJobException("The stored job has no form", null);
			}
			return new SyncJob(version, tree.path("link").asText(), tree.path("event").asText(),
					MAPPER.treeToValue(tree.path("change"), type));
		}
		catch (JsonProcessingException | IllegalArgumentException ex) {
			throw new UnreadableJobException("The stored job cannot be read: " + ex.getMessage(), ex);
		}
	}

}
