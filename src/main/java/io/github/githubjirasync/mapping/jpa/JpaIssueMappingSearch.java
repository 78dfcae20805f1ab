package io.github.githubjirasync.mapping.jpa;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMappingSearch;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;

/**
 * Lists of mappings in PostgreSQL. A cursor is the place of the last mapping of its page
 * in the order of the list: an id, or a number and an id.
 */
final class JpaIssueMappingSearch implements IssueMappingSearch {

	private static final Pattern CURSOR = Pattern.compile("(?:([0-9]{1,18})-)?([0-9]{1,18})");

	private final IssueMappingRepository repository;

	private final MappingTransactions transactions;

	JpaIssueMappingSearch(IssueMappingRepository repository, MappingTransactions transactions) {
		this.repository = repository;
		this.transactions = transactions;
	}

	@Override
	public List<IssueMapping> findByRef(GitHubIssueRef ref) {
		return this.transactions.late(() -> mappings(
				this.repository.findByGithubRepoAndGithubIssueNumberOrderById(ref.repository(), ref.number())));
	}

	@Override
	public List<IssueMapping> findByKey(JiraIssueKey key) {
		return this.transactions.late(() -> mappings(this.repository.findByJiraKeyOrderById(key.value())));
	}

	@Override
	public Page list(@Nullable String after, int limit) {
		return byId(after, limit, (place) -> this.repository.findByIdGreaterThanOrderById(place.id(), more(limit)));
	}

	@Override
	public Page listLink(String link, @Nullable String after, int limit) {
		return byId(after, limit,
				(place) -> this.repository.findByLinkAndIdGreaterThanOrderById(link, place.id(), more(limit)));
	}

	@Override
	public Page listRepository(String repository, @Nullable String after, int limit) {
		return page(Place.parse(after), limit,
				(place) -> this.repository.findOfRepository(repository, place.number(), place.id(), more(limit).max()),
				Place::byNumber);
	}

	@Override
	public Page listProject(String projectKey, @Nullable String after, int limit) {
		return byId(after, limit, (place) -> this.repository.findByJiraProjectKeyAndIdGreaterThanOrderById(projectKey,
				place.id(), more(limit)));
	}

	@Override
	public Page listClaims(@Nullable String after, int limit) {
		return byId(after, limit, (place) -> this.repository.findClaims(place.id(), more(limit)));
	}

	private Page byId(@Nullable String after, int limit, Function<Place, List<IssueMappingEntity>> read) {
		return page(Place.parse(after), limit, read, Place::byId);
	}

	private Page page(Place after, int limit, Function<Place, List<IssueMappingEntity>> read,
			Function<IssueMapping, String> cursor) {
		if (limit < 1 || limit > MAX_LIMIT) {
			throw new IllegalArgumentException("A page holds 1 to " + MAX_LIMIT + " mappings, not " + limit);
		}
		List<IssueMapping> found = this.transactions.late(() -> mappings(read.apply(after)));
		if (found.size() <= limit) {
			return new Page(found, null);
		}
		List<IssueMapping> shown = found.subList(0, limit);
		return new Page(shown, cursor.apply(shown.get(limit - 1)));
	}

	/** One more than is shown tells whether there is a next page. */
	private static Limit more(int limit) {
		return Limit.of(limit + 1);
	}

	private static List<IssueMapping> mappings(List<IssueMappingEntity> entities) {
		return entities.stream().map(IssueMappingEntity::toMapping).toList();
	}

	private record Place(long number, long id) {

		static Place parse(@Nullable String cursor) {
			if (cursor == null) {
				return new Place(0, 0);
			}
			Matcher parts = CURSOR.matcher(cursor);
			if (!parts.matches()) {
				throw new IllegalArgumentException("Not a cursor of a list of mappings: '" + cursor + "'");
			}
			return new Place((parts.group(1) != null) ? Long.parseLong(parts.group(1)) : 0,
					Long.parseLong(parts.group(2)));
		}

		static String byId(IssueMapping mapping) {
			return Long.toString(mapping.id());
		}

		static String byNumber(IssueMapping mapping) {
			IssueMapping.GitHubSide github = mapping.github();
			return ((github != null) ? github.ref().number() : 0) + "-" + mapping.id();
		}

	}

}
