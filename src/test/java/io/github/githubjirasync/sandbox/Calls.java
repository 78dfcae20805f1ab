package io.github.githubjirasync.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.githubjirasync.upstream.Upstream;

/**
 * The calls that both upstreams received: counted all, the latest kept. Safe for use by
 * many threads.
 */
public final class Calls {

	private final int kept;

	private final Deque<Call> recent = new ArrayDeque<>();

	private final Map<Upstream, Map<String, Long>> counts = new EnumMap<>(Upstream.class);

	Calls(int kept) {
		this.kept = kept;
	}

	synchronized void add(Call call) {
		this.recent.addLast(call);
		if (this.recent.size() > this.kept) {
			this.recent.removeFirst();
		}
		this.counts.computeIfAbsent(call.upstream(), (upstream) -> new TreeMap<>())
			.merge(call.method() + " " + call.endpoint(), 1L, Long::sum);
	}

	/** Forgets all calls. */
	public synchronized void clear() {
		this.recent.clear();
		this.counts.clear();
	}

	/**
	 * The latest calls.
	 * @return oldest first
	 */
	public synchronized List<Call> recent() {
		return List.copyOf(this.recent);
	}

	/**
	 * The latest calls of an endpoint.
	 * @param upstream the upstream
	 * @param endpoint such as {@code POST /issue/{issueIdOrKey}/comment}
	 * @return oldest first
	 */
	public List<Call> recent(Upstream upstream, String endpoint) {
		return recent().stream()
			.filter((call) -> call.upstream() == upstream && endpoint.equals(call.method() + " " + call.endpoint()))
			.toList();
	}

	/**
	 * How many calls each endpoint received since the start or the last {@link #clear()}.
	 * @param upstream the upstream
	 * @return counts by method and endpoint, such as {@code POST /issue}
	 */
	public synchronized Map<String, Long> counts(Upstream upstream) {
		return new TreeMap<>(this.counts.getOrDefault(upstream, Map.of()));
	}

	/**
	 * How many calls an endpoint received since the start or the last {@link #clear()}.
	 * @param upstream the upstream
	 * @param endpoint method and path with its variables in braces, such as {@code POST
	 * /repos/{owner}/{repo}/issues} or {@code POST /issue}
	 * @return the count
	 */
	public long count(Upstream upstream, String endpoint) {
		return counts(upstream).getOrDefault(endpoint, 0L);
	}

	/**
	 * How many calls an upstream received since the start or the last {@link #clear()}.
	 * @param upstream the upstream
	 * @return the count
	 */
	public long count(Upstream upstream) {
		return counts(upstream).values().stream().mapToLong(Long::longValue).sum();
	}

}
