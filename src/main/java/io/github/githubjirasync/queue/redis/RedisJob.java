package io.github.githubjirasync.queue.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.githubjirasync.queue.Backoff;
import io.github.githubjirasync.queue.DeadLetter;
import io.github.githubjirasync.queue.Job;
import io.github.githubjirasync.queue.JobPriority;
import io.github.githubjirasync.queue.Lease;
import io.github.githubjirasync.queue.NewJob;
import io.github.githubjirasync.queue.RetryPolicy;
import org.jspecify.annotations.Nullable;

import static io.github.githubjirasync.queue.redis.ScriptRunner.text;

/**
 * The stored form of a job, one hash:
 * <ul>
 * <li>{@code h}: the header, lines of: enqueued at (ms), lane, scopes (comma separated),
 * thing, version, kind, priority, delivery, and the retry policy
 * ({@code attempts base-ms cap-ms jitter}, or empty for the queue's)</li>
 * <li>{@code d}: the payload, see {@link Payload}</li>
 * <li>{@code n}: how often it was leased, the fence; {@code w}: its place in the waiting
 * set, from the first lease</li>
 * <li>{@code a}: failed attempts; {@code k}: expired leases; {@code e}: failures, lines
 * of {@code ms attempt cause}</li>
 * <li>{@code x}: further deliveries, lines; {@code o}: its outcome, or why it is
 * delayed</li>
 * </ul>
 *
 * @param header the parsed header
 * @param retry the rules for its retries
 */
record RedisJob(Header header, RetryPolicy retry) {

	private static final int LINES = 9;

	private static final int VALUES_PER_LEASE = 7;

	/**
	 * The header's values.
	 */
	record Header(Instant enqueuedAt, String lane, List<String> scopes, String kind, JobPriority priority,
			String delivery) {
	}

	/** The header of a new job without its first two lines, which the script adds. */
	static String header(NewJob job) {
		NewJob.Snapshot snapshot = job.snapshot();
		RetryPolicy retry = job.retry();
		return String.join("\n", line(job.lane()), line(String.join(",", job.scopes())),
				(snapshot != null) ? line(snapshot.thing()) : "",
				Long.toString((snapshot != null) ? snapshot.version() : 0), line(job.kind()),
				Integer.toString(job.priority().number()), (retry != null) ? policy(retry) : "");
	}

	private static String policy(RetryPolicy retry) {
		Backoff backoff = retry.backoff();
		return String.format(Locale.ROOT, "%d %d %d %s", retry.attempts(), backoff.base().toMillis(),
				backoff.cap().toMillis(), backoff.jitter());
	}

	private static String line(String text) {
		if (text.indexOf('\n') >= 0) {
			throw new IllegalArgumentException("A lane, scope, thing, kind or delivery has no line break: " + text);
		}
		return text;
	}

	static RedisJob parse(String header, RetryPolicy defaults) {
		String[] lines = header.split("\n", LINES);
		if (lines.length < LINES) {
			throw new IllegalStateException("A stored job has a header of " + lines.length + " lines, not " + LINES);
		}
		List<String> scopes = lines[3].isEmpty() ? List.of() : List.of(lines[3].split(","));
		return new RedisJob(new Header(Instant.ofEpochMilli(Long.parseLong(lines[0])), lines[2], scopes, lines[6],
				JobPriority.of(Integer.parseInt(lines[7])), lines[1]), retry(lines[8], defaults));
	}

	private static RetryPolicy retry(String line, RetryPolicy defaults) {
		if (line.isEmpty()) {
			return defaults;
		}
		String[] words = line.split(" ");
		return new RetryPolicy(Integer.parseInt(words[0]), new Backoff(Duration.ofMillis(Long.parseLong(words[1])),
				Duration.ofMillis(Long.parseLong(words[2])), Double.parseDouble(words[3])));
	}

	Job toJob(String id, byte[] payload, long failures, String laterDeliveries) {
		List<String> deliveries = new ArrayList<>();
		if (!this.header.delivery().isEmpty()) {
			deliveries.add(this.header.delivery());
		}
		if (!laterDeliveries.isEmpty()) {
			deliveries.addAll(List.of(laterDeliveries.split("\n")));
		}
		return new Job(id, this.header.lane(), this.header.kind(), this.header.priority(), Payload.decode(payload),
				deliveries, this.header.enqueuedAt(), (int) failures + 1, this.retry);
	}

	/**
	 * Reads leases from a script's answer: seven values each, as the exchange script
	 * describes them.
	 */
	static List<Lease> leases(List<?> answer, int from, RetryPolicy defaults) {
		List<Lease> leases = new ArrayList<>((answer.size() - from) / VALUES_PER_LEASE);
		for (int i = from; i < answer.size(); i += VALUES_PER_LEASE) {
			Job job = parse(text(answer.get(i + 1)), defaults).toJob(text(answer.get(i)), (byte[]) answer.get(i + 2),
					number(answer.get(i + 4)), text(answer.get(i + 5)));
			leases.add(new Lease(job, number(answer.get(i + 3))));
		}
		return leases;
	}

	/** Redis answers with a number, or with its digits. */
	static long number(@Nullable Object value) {
		if (value instanceof Long number) {
			return number;
		}
		String digits = text(value);
		return digits.isEmpty() ? 0 : Long.parseLong(digits);
	}

	static List<DeadLetter.Failure> failures(String lines) {
		return lines.lines().map((line) -> {
			String[] parts = line.split(" ", 3);
			return new DeadLetter.Failure(Integer.parseInt(parts[1]), Instant.ofEpochMilli(Long.parseLong(parts[0])),
					(parts.length > 2) ? parts[2] : "");
		}).toList();
	}

}
