package io.github.githubjirasync.queue.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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
 * The stored form of a job. Its record is one string, written once, by the client: nine
 * lines, then the payload as {@link Payload} has it. The lines are: lane, place in the
 * waiting set and what the priority adds to it (the rest is the time of enqueue; both in
 * microseconds, by the partition's clock as the client knows it, 10 ms off at most),
 * first delivery, scopes (comma separated), thing, version, kind, priority, and the retry
 * policy ({@code attempts base-ms cap-ms jitter}, or empty for the queue's).
 * <p>
 * What is to be said of it beyond that is in a hash, which few jobs have: {@code a}
 * failed attempts, {@code k} expired leases, {@code e} failures (lines of
 * {@code ms attempt cause}), {@code x} further deliveries (lines of the id that a job of
 * that delivery would have, and the delivery's), {@code o} its outcome, or why it is
 * delayed.
 */
final class RedisJob {

	private static final int LINES = 9;

	private static final int VALUES_PER_LEASE = 5;

	private RedisJob() {
	}

	/** The record of a new job without its first two lines. */
	static byte[] rest(NewJob job) {
		NewJob.Snapshot snapshot = job.snapshot();
		RetryPolicy retry = job.retry();
		String delivery = job.deliveryId();
		String header = String.join("\n", (delivery != null) ? delivery : "", String.join(",", job.scopes()),
				(snapshot != null) ? snapshot.thing() : "", Long.toString((snapshot != null) ? snapshot.version() : 0),
				job.kind(), Integer.toString(job.priority().number()), (retry != null) ? policy(retry) : "", "");
		byte[] lines = header.getBytes(StandardCharsets.UTF_8);
		return joined(lines, Payload.encode(job.payload()));
	}

	/**
	 * A whole record.
	 * @param lane its lane
	 * @param place its place, in microseconds
	 * @param offset what the priority adds to it
	 * @param rest all lines but the first two, and the payload
	 */
	static byte[] record(String lane, long place, long offset, byte[] rest) {
		return joined((lane + '\n' + place + ' ' + offset + '\n').getBytes(StandardCharsets.UTF_8), rest);
	}

	private static byte[] joined(byte[] start, byte[] end) {
		byte[] all = Arrays.copyOf(start, start.length + end.length);
		System.arraycopy(end, 0, all, start.length, end.length);
		return all;
	}

	private static String policy(RetryPolicy retry) {
		Backoff backoff = retry.backoff();
		return String.format(Locale.ROOT, "%d %d %d %s", retry.attempts(), backoff.base().toMillis(),
				backoff.cap().toMillis(), backoff.jitter());
	}

	/**
	 * A job from its record.
	 * @param id its id
	 * @param record the record
	 * @param failures how many attempts have failed
	 * @param laterDeliveries the deliveries that joined it, one a line, each after its id
	 * @param defaults the queue's retry policy
	 */
	static Job job(String id, byte[] record, long failures, String laterDeliveries, RetryPolicy defaults) {
		int end = 0;
		for (int line = 0; line < LINES; line++) {
			while (end < record.length && record[end] != '\n') {
				end++;
			}
			end++;
		}
		if (end > record.length) {
			throw new IllegalStateException("The record of job " + id + " has fewer than " + LINES + " lines");
		}
		String[] lines = new String(record, 0, end - 1, StandardCharsets.UTF_8).split("\n", LINES);
		List<String> deliveries = new ArrayList<>();
		if (!lines[2].isEmpty()) {
			deliveries.add(lines[2]);
		}
		laterDeliveries.lines().forEach((line) -> deliveries.add(line.substring(line.indexOf(' ') + 1)));
		return new Job(id, lines[0], lines[6], JobPriority.of(Integer.parseInt(lines[7])), Payload.decode(record, end),
				deliveries, enqueuedAt(lines[1]), (int) failures + 1, retry(lines[8], defaults));
	}

	private static Instant enqueuedAt(String line) {
		int space = line.indexOf(' ');
		long micros = Long.parseLong(line, 0, space, 10) - Long.parseLong(line, space + 1, line.length(), 10);
		return Instant.ofEpochMilli(micros / 1000);
	}

	private static RetryPolicy retry(String line, RetryPolicy defaults) {
		if (line.isEmpty()) {
			return defaults;
		}
		String[] words = line.split(" ");
		return new RetryPolicy(Integer.parseInt(words[0]), new Backoff(Duration.ofMillis(Long.parseLong(words[1])),
				Duration.ofMillis(Long.parseLong(words[2])), Double.parseDouble(words[3])));
	}

	/**
	 * Reads leases from a script's answer: five values each, as the exchange script
	 * describes them.
	 */
	static List<Lease> leases(List<?> answer, int from, RetryPolicy defaults) {
		List<Lease> leases = new ArrayList<>((answer.size() - from) / VALUES_PER_LEASE);
		for (int i = from; i < answer.size(); i += VALUES_PER_LEASE) {
			leases.add(new Lease(job(text(answer.get(i)), (byte[]) answer.get(i + 1), number(answer.get(i + 3)),
					text(answer.get(i + 4)), defaults), number(answer.get(i + 2))));
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
