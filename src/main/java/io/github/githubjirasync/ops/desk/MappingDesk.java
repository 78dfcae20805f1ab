package io.github.githubjirasync.ops.desk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.mapping.CommentMappings;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMappingSearch;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.sync.DryRun;
import io.github.githubjirasync.sync.Pairs;
import io.github.githubjirasync.sync.Preview;
import io.github.githubjirasync.sync.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * Finds pairs of issues, and parts, joins and syncs them.
 */
public final class MappingDesk {

	/** The most mappings on a page. */
	public static final int MAX_LIMIT = 500;

	private final IssueMappings mappings;

	private final IssueMappingSearch search;

	private final CommentMappings comments;

	private final Pairs pairs;

	private final DryRun dryRun;

	private final AuditLog audit;

	MappingDesk(IssueMappings mappings, IssueMappingSearch search, CommentMappings comments, Pairs pairs, DryRun dryRun,
			AuditLog audit) {
		this.mappings = mappings;
		this.search = search;
		this.comments = comments;
		this.pairs = pairs;
		this.dryRun = dryRun;
		this.audit = audit;
	}

	/**
	 * Which mappings are listed. At most one of them is set.
	 *
	 * @param link those of a link
	 * @param repository those of a repository
	 * @param project those of a Jira project
	 * @param claims only those that lack a side
	 */
	public record Query(@Nullable String link, @Nullable String repository, @Nullable String project, boolean claims) {

		public Query {
			long set = Stream.of(link, repository, project).filter(Objects::nonNull).count();
			if (set + (claims ? 1 : 0) > 1) {
				throw DeskException.invalid("Of link, repository, project and claims only one can be asked for");
			}
		}

	}

	/**
	 * Mappings in the order in which they were claimed, those of a repository by number.
	 * @param query which
	 * @param after the cursor of the part before, or {@code null} to begin
	 * @param limit the most, 1 to {@value #MAX_LIMIT}
	 * @return the mappings
	 */
	public Slice<MappingView> list(Query query, @Nullable String after, int limit) {
		if (limit < 1 || limit > MAX_LIMIT) {
			throw DeskException.invalid("limit is between 1 and " + MAX_LIMIT + ", got " + limit);
		}
		IssueMappingSearch.Page page = page(query, after, limit);
		return new Slice<>(page.mappings().stream().map(MappingView::line).toList(), page.next(), true);
	}

	private IssueMappingSearch.Page page(Query query, @Nullable String after, int limit) {
		try {
			if (query.link() != null) {
				return this.search.listLink(query.link(), after, limit);
			}
			if (query.repository() != null) {
				return this.search.listRepository(query.repository(), after, limit);
			}
			if (query.project() != null) {
				return this.search.listProject(query.project(), after, limit);
			}
			return query.claims() ? this.search.listClaims(after, limit) : this.search.list(after, limit);
		}
		catch (IllegalArgumentException ex) {
			throw DeskException.invalid(String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * The mappings of the issue that is at a place today.
	 * @param ref repository and number
	 * @return mostly one or none
	 */
	public List<MappingView> find(GitHubIssueRef ref) {
		return this.search.findByRef(ref).stream().map(MappingView::line).toList();
	}

	/**
	 * The mappings of the issue that has a key today.
	 * @param key the key
	 * @return mostly one or none
	 */
	public List<MappingView> find(JiraIssueKey key) {
		return this.search.findByKey(key).stream().map(MappingView::line).toList();
	}

	/**
	 * One mapping, as the primary has it.
	 * @param id its id
	 * @return all that is known of it
	 * @throws DeskException if there is none
	 */
	public MappingView show(long id) {
		return whole(load(id));
	}

	private MappingView whole(IssueMapping mapping) {
		return MappingView.whole(mapping, this.comments.findByIssue(mapping.id()));
	}

	/**
	 * What a sync of each side would do now. Reads both upstreams.
	 * @param id the mapping's id
	 * @return the previews: from GitHub, then from Jira, as far as there are sides
	 */
	public List<Preview> preview(long id) {
		IssueMapping mapping = load(id);
		List<Preview> previews = new ArrayList<>();
		Optional.ofNullable(mapping.github()).ifPresent((side) -> previews.add(this.dryRun.ofGitHubIssue(side.ref())));
		Optional.ofNullable(mapping.jira()).ifPresent((side) -> previews.add(this.dryRun.ofJiraIssue(side.key())));
		return previews;
	}

	/**
	 * Parts two twins: the issues stay, the mapping and those of their comments are
	 * removed. The next change of either makes a new twin, unless the link's filter is
	 * not for it or they are joined to others before.
	 * @param id the mapping's id
	 * @param who who wants it
	 */
	public void unlink(long id, String who) {
		IssueMapping mapping = load(id);
		this.audit.record(who, "unlink", "mapping:" + id, sides(mapping));
		this.mappings.delete(id);
	}

	/**
	 * Makes two issues twins that exist.
	 * @param ref the issue on GitHub
	 * @param key the issue in Jira
	 * @param who who wants it
	 * @return the mapping
	 */
	public MappingView link(GitHubIssueRef ref, JiraIssueKey key, String who) {
		this.audit.record(who, "link", "issue:" + ref, Map.of("jira", key.value()));
		try {
			return whole(this.pairs.link(ref, key));
		}
		catch (Pairs.NotPairableException ex) {
			throw DeskException.conflict(ex.getMessage() + ".");
		}
	}

	/**
	 * Syncs both sides of a pair as they are now.
	 * @param id the mapping's id
	 * @param who who wants it
	 * @return what became of each side
	 */
	public List<Synced> sync(long id, String who) {
		IssueMapping mapping = load(id);
		this.audit.record(who, "sync", "mapping:" + id, sides(mapping));
		try {
			return this.pairs.sync(mapping, who).stream().map(Synced::of).toList();
		}
		catch (Pairs.NotPairableException ex) {
			throw DeskException.conflict(ex.getMessage() + ".");
		}
	}

	/**
	 * Syncs an issue on GitHub as it is now, also one without a twin.
	 * @param ref where it is
	 * @param who who wants it
	 * @return what became of it
	 */
	public Synced sync(GitHubIssueRef ref, String who) {
		this.audit.record(who, "sync", "issue:" + ref, Map.of());
		try {
			return Synced.of(this.pairs.sync(ref, who));
		}
		catch (Pairs.NotPairableException ex) {
			throw DeskException.conflict(ex.getMessage() + ".");
		}
	}

	/**
	 * Syncs an issue in Jira as it is now, also one without a twin.
	 * @param key its key
	 * @param who who wants it
	 * @return what became of it
	 */
	public Synced sync(JiraIssueKey key, String who) {
		this.audit.record(who, "sync", "issue:" + key, Map.of());
		return Synced.of(this.pairs.sync(key, who));
	}

	private IssueMapping load(long id) {
		return this.mappings.load(id).orElseThrow(() -> DeskException.notFound("There is no mapping " + id + "."));
	}

	private static Map<String, String> sides(IssueMapping mapping) {
		Map<String, String> sides = new LinkedHashMap<>();
		Optional.ofNullable(mapping.github()).ifPresent((side) -> sides.put("github", side.ref().toString()));
		Optional.ofNullable(mapping.jira()).ifPresent((side) -> sides.put("jira", side.key().value()));
		sides.put("link", mapping.link());
		return sides;
	}

	/**
	 * What became of a side that is to be synced.
	 *
	 * @param result {@code enqueued}, {@code coalesced} or {@code ignored}
	 * @param jobId the job that does it; {@code null} if it was ignored
	 * @param reason why it was ignored
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Synced(String result, @Nullable String jobId, @Nullable String reason) {

		private static Synced of(Receipt receipt) {
			if (receipt instanceof Receipt.Enqueued enqueued) {
				return new Synced("enqueued", enqueued.jobId(), null);
			}
			if (receipt instanceof Receipt.Coalesced coalesced) {
				return new Synced("coalesced", coalesced.jobId(), null);
			}
			return new Synced("ignored", null,
					(receipt instanceof Receipt.Ignored ignored) ? ignored.reason() : receipt.toString());
		}

	}

}
