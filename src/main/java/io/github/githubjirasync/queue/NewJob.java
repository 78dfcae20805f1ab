package io.github.githubjirasync.queue;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A job to enqueue.
 *
 * @param lane its lane, 1 to 200 characters; jobs of one lane run one at a time, in the
 * order they were enqueued
 * @param kind what it is, a word from a small fixed set
 * @param priority its priority
 * @param payload the work, at most 1 MiB of text
 * @param snapshot what makes it a snapshot that a newer one may replace while it waits,
 * or {@code null}
 * @param scopes names by which it can be held back, such as its upstream and its link; at
 * most 4
 * @param deliveryId the delivery that it comes from, by which a second copy is
 * recognised, or {@code null}
 * @param retry its own rules for retries, or {@code null} for the queue's
 */
public record NewJob(String lane, String kind, JobPriority priority, String payload, @Nullable Snapshot snapshot,
		List<String> scopes, @Nullable String deliveryId, @Nullable RetryPolicy retry) {

	private static final int MAX_LANE = 200;

	private static final int MAX_PAYLOAD = 1 << 20;

	private static final int MAX_SCOPES = 4;

	public NewJob {
		Objects.requireNonNull(priority, "priority");
		scopes = List.copyOf(scopes);
		if (lane.isEmpty() || lane.length() > MAX_LANE) {
			throw new IllegalArgumentException("A lane has 1 to 200 characters, got " + lane.length());
		}
		String thing = (snapshot != null) ? snapshot.thing() : "";
		if ((lane + kind + thing + String.join("", scopes) + deliveryId).indexOf('\n') >= 0) {
			throw new IllegalArgumentException("A lane, kind, thing, scope or delivery has no line break");
		}
		if (payload.length() > MAX_PAYLOAD) {
			throw new IllegalArgumentException("A payload has at most 1 MiB, got " + payload.length());
		}
		if (scopes.size() > MAX_SCOPES) {
			throw new IllegalArgumentException("A job has at most 4 scopes, got " + scopes);
		}
	}

	/**
	 * A plain job: no snapshot, no scopes, no delivery, the queue's rules for retries.
	 * @param lane its lane
	 * @param kind what it is
	 * @param priority its priority
	 * @param payload the work
	 * @return the job
	 */
	public static NewJob of(String lane, String kind, JobPriority priority, String payload) {
		return new NewJob(lane, kind, priority, payload, null, List.of(), null, null);
	}

	/**
	 * Marks a job as the state of a thing at one moment. While it waits, a snapshot of
	 * the same thing in the same lane takes its place if its version is not lower, and is
	 * dropped for it otherwise.
	 *
	 * @param thing what it is a snapshot of, unique within the lane
	 * @param version grows with each change of the thing, for example its time of change
	 * in milliseconds
	 */
	public record Snapshot(String thing, long version) {
	}

}
