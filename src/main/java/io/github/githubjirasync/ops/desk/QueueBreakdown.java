package io.github.githubjirasync.ops.desk;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.githubjirasync.queue.JobSearch.Breakdown;
import io.github.githubjirasync.queue.JobSearch.Group;
import io.github.githubjirasync.queue.JobState;

/**
 * What the jobs of a state are.
 *
 * @param state the state
 * @param total how many there are
 * @param exact whether each was counted; else the parts are estimates
 * @param byPriority how many there are of each priority
 * @param byKind how many there are of each kind
 * @param byLink how many there are of each link
 */
public record QueueBreakdown(JobState state, long total, boolean exact, Map<Integer, Long> byPriority,
		Map<String, Long> byKind, List<LinkPart> byLink) {

	private static final String LINK = "link:";

	/**
	 * The jobs of a link.
	 *
	 * @param link its name
	 * @param jobs how many there are
	 * @param oldest when the oldest of them was enqueued
	 */
	public record LinkPart(String link, long jobs, Instant oldest) {
	}

	static QueueBreakdown of(JobState state, Breakdown breakdown) {
		Map<Integer, Long> priorities = new TreeMap<>();
		Map<String, Long> kinds = new TreeMap<>();
		Map<String, LinkPart> links = new TreeMap<>();
		for (Group group : breakdown.groups()) {
			priorities.merge(group.priority().number(), group.jobs(), Long::sum);
			kinds.merge(group.kind(), group.jobs(), Long::sum);
			group.scopes()
				.stream()
				.filter((scope) -> scope.startsWith(LINK))
				.map((scope) -> new LinkPart(scope.substring(LINK.length()), group.jobs(), group.oldest()))
				.forEach((part) -> links.merge(part.link(), part, QueueBreakdown::sum));
		}
		return new QueueBreakdown(state, breakdown.total(), breakdown.exact(), priorities, kinds,
				List.copyOf(links.values()));
	}

	private static LinkPart sum(LinkPart one, LinkPart other) {
		return new LinkPart(one.link(), one.jobs() + other.jobs(),
				one.oldest().isBefore(other.oldest()) ? one.oldest() : other.oldest());
	}

}
