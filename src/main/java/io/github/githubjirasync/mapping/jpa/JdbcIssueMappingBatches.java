package io.github.githubjirasync.mapping.jpa;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.mapping.IssueMapping.GitHubSide;
import io.github.githubjirasync.mapping.IssueMapping.JiraSide;
import io.github.githubjirasync.mapping.IssueMappingBatches;
import io.github.githubjirasync.mapping.IssueMappingChanged;
import io.github.githubjirasync.mapping.IssueMappings.Claim;
import io.github.githubjirasync.mapping.IssueMappingsChanged;
import io.github.githubjirasync.mapping.StaleMappingException;
import io.github.githubjirasync.mapping.SyncedState;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Mappings of issues by the thousand, in PostgreSQL. Publishes an
 * {@link IssueMappingsChanged} for each chunk that changed something.
 */
final class JdbcIssueMappingBatches implements IssueMappingBatches {

	private static final int CLAIM_TRIES = 5;

	private static final String NOTHING_SYNCED = SyncedStateJson.write(SyncedState.NONE);

	private final IssueMappingRows rows;

	private final MappingTransactions transactions;

	private final ApplicationEventPublisher events;

	private final Stamps stamps;

	JdbcIssueMappingBatches(IssueMappingRows rows, MappingTransactions transactions, ApplicationEventPublisher events,
			Stamps stamps) {
		this.rows = rows;
		this.transactions = transactions;
		this.events = events;
		this.stamps = stamps;
	}

	@Override
	public List<IssueMapping> loadByGitHubIssues(Collection<Long> githubIssueIds) {
		return load("Mappings of GitHub issues", githubIssueIds, this.rows::byGitHubIssues);
	}

	@Override
	public List<IssueMapping> loadByJiraIssues(Collection<Long> jiraIssueIds) {
		return load("Mappings of Jira issues", jiraIssueIds, this.rows::byJiraIssues);
	}

	@Override
	public List<Claim> claimGitHubIssues(String link, Collection<GitHubSide> issues) {
		return claim("Claims of GitHub issues", issues, GitHubSide::issueId,
				(wanted) -> this.rows.insertGitHubClaims(link, wanted, NOTHING_SYNCED, this.stamps),
				this.rows::byGitHubIssues, (mapping) -> Objects.requireNonNull(mapping.github()).issueId());
	}

	@Override
	public List<Claim> claimJiraIssues(String link, Collection<JiraSide> issues) {
		return claim("Claims of Jira issues", issues, JiraSide::issueId,
				(wanted) -> this.rows.insertJiraClaims(link, wanted, NOTHING_SYNCED, this.stamps),
				this.rows::byJiraIssues, (mapping) -> Objects.requireNonNull(mapping.jira()).issueId());
	}

	@Override
	public Saved saveAll(Collection<IssueMapping> mappings) {
		List<IssueMapping> stored = new ArrayList<>();
		List<IssueMapping> stale = new ArrayList<>();
		for (List<IssueMapping> chunk : chunks(mappings)) {
			List<IssueMapping> saved = this.transactions.primary(chunk.size() + " issue mappings",
					() -> saveChunk(chunk));
			Set<Long> ids = saved.stream().map(IssueMapping::id).collect(Collectors.toSet());
			stored.addAll(saved);
			chunk.stream().filter((mapping) -> !ids.contains(mapping.id())).forEach(stale::add);
		}
		return new Saved(stored, stale);
	}

	private List<IssueMapping> saveChunk(List<IssueMapping> chunk) {
		Map<Long, IssueMapping> before = byId(this.rows.lock(chunk.stream().map(IssueMapping::id).toList()));
		return update(before, chunk.stream().filter((mapping) -> {
			IssueMapping row = before.get(mapping.id());
			return row != null && row.syncVersion() == mapping.syncVersion();
		}).toList());
	}

	@Override
	public int renameRepository(String from, String to) {
		new GitHubIssueRef(to, 1);
		return renameAll("Mappings of the repository " + from, from.equals(to),
				() -> this.rows.lockOfRepository(from, CHUNK), (mapping) -> {
					GitHubSide side = Objects.requireNonNull(mapping.github());
					return with(mapping, new GitHubSide(side.issueId(), new GitHubIssueRef(to, side.ref().number())),
							mapping.jira());
				});
	}

	@Override
	public int renameProject(String from, String to) {
		new JiraIssueKey(to + "-1");
		return renameAll("Mappings of the project " + from, from.equals(to), () -> this.rows.lockOfProject(from, CHUNK),
				(mapping) -> {
					JiraSide side = Objects.requireNonNull(mapping.jira());
					String number = side.key().value().substring(from.length());
					return with(mapping, mapping.github(), new JiraSide(side.issueId(), new JiraIssueKey(to + number)));
				});
	}

	/** Each chunk takes what it renames out of the reach of the next. */
	private int renameAll(String subject, boolean same, Supplier<List<IssueMapping>> lock,
			UnaryOperator<IssueMapping> rename) {
		int renamed = 0;
		int last = same ? 0 : CHUNK;
		while (last == CHUNK) {
			last = this.transactions.primary(subject, () -> {
				List<IssueMapping> found = lock.get();
				return update(byId(found), found.stream().map(rename).toList()).size();
			});
			renamed += last;
		}
		return renamed;
	}

	private List<IssueMapping> update(Map<Long, IssueMapping> before, List<IssueMapping> changed) {
		if (changed.isEmpty()) {
			return List.of();
		}
		List<IssueMapping> stored = this.rows.update(changed, this.stamps);
		publish(stored.stream().map((after) -> new IssueMappingChanged(before.get(after.id()), after)).toList());
		return stored;
	}

	private void publish(List<IssueMappingChanged> changes) {
		if (!changes.isEmpty()) {
			this.events.publishEvent(new IssueMappingsChanged(changes));
		}
	}

	private List<IssueMapping> load(String subject, Collection<Long> ids,
			Function<Collection<Long>, List<IssueMapping>> read) {
		List<IssueMapping> found = new ArrayList<>();
		for (List<Long> chunk : chunks(new HashSet<>(ids))) {
			found.addAll(this.transactions.primary(subject, () -> read.apply(chunk)));
		}
		return found;
	}

	private <S> List<Claim> claim(String subject, Collection<S> issues, Function<S, Long> id,
			Function<Collection<S>, List<IssueMapping>> insert, Function<Collection<Long>, List<IssueMapping>> read,
			Function<IssueMapping, Long> idOf) {
		Map<Long, S> wanted = new LinkedHashMap<>();
		issues.forEach((issue) -> wanted.putIfAbsent(id.apply(issue), issue));
		Map<Long, Claim> claims = new HashMap<>();
		for (List<S> chunk : chunks(wanted.values())) {
			claims.putAll(this.transactions.primary(subject, () -> claimChunk(subject, chunk, id, insert, read, idOf)));
		}
		Set<Long> seen = new HashSet<>();
		return issues.stream().map(id).map((issue) -> {
			Claim claim = Objects.requireNonNull(claims.get(issue));
			return seen.add(issue) ? claim : new Claim(claim.mapping(), false);
		}).toList();
	}

	/**
	 * As for one claim: the unique constraint decides, and what somebody removed right
	 * after it lost is inserted anew.
	 */
	private <S> Map<Long, Claim> claimChunk(String subject, List<S> chunk, Function<S, Long> id,
			Function<Collection<S>, List<IssueMapping>> insert, Function<Collection<Long>, List<IssueMapping>> read,
			Function<IssueMapping, Long> idOf) {
		Map<Long, Claim> claims = new HashMap<>();
		for (int attempt = 1; attempt <= CLAIM_TRIES && claims.size() < chunk.size(); attempt++) {
			List<S> missing = chunk.stream().filter((issue) -> !claims.containsKey(id.apply(issue))).toList();
			List<IssueMapping> fresh = insert.apply(missing);
			publish(fresh.stream().map((mapping) -> new IssueMappingChanged(null, mapping)).toList());
			fresh.forEach((mapping) -> claims.put(idOf.apply(mapping), new Claim(mapping, true)));
			List<Long> others = missing.stream().map(id).filter((issue) -> !claims.containsKey(issue)).toList();
			if (!others.isEmpty()) {
				read.apply(others).forEach((mapping) -> claims.put(idOf.apply(mapping), new Claim(mapping, false)));
			}
		}
		if (claims.size() < chunk.size()) {
			throw new StaleMappingException(
					subject + " met mappings that were removed at once, " + CLAIM_TRIES + " times");
		}
		return claims;
	}

	private static Map<Long, IssueMapping> byId(List<IssueMapping> mappings) {
		return mappings.stream().collect(Collectors.toMap(IssueMapping::id, Function.identity()));
	}

	private static IssueMapping with(IssueMapping mapping, @Nullable GitHubSide github, @Nullable JiraSide jira) {
		return new IssueMapping(mapping.id(), mapping.link(), github, jira, mapping.state(), mapping.createdAt(),
				mapping.updatedAt(), mapping.syncVersion());
	}

	private static <T> List<List<T>> chunks(Collection<T> all) {
		List<T> list = List.copyOf(all);
		List<List<T>> chunks = new ArrayList<>();
		for (int from = 0; from < list.size(); from += CHUNK) {
			chunks.add(list.subList(from, Math.min(from + CHUNK, list.size())));
		}
		return chunks;
	}

}
