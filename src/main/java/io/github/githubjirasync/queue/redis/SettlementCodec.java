package io.github.githubjirasync.queue.redis;

import java.util.random.RandomGenerator;

import io.github.githubjirasync.queue.Exchange.Settled;
import io.github.githubjirasync.queue.Job;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.queue.Lease;
import io.github.githubjirasync.queue.Settlement;

/**
 * Decides what an outcome means for a job, and writes it as the exchange script reads it.
 * The one place where a failure becomes another attempt or a dead letter.
 */
final class SettlementCodec {

	private static final int MAX_CAUSE = 2_000;

	private final RandomGenerator random;

	SettlementCodec(RandomGenerator random) {
		this.random = random;
	}

	void write(Settlement settlement, Arguments arguments) {
		Lease lease = settlement.lease();
		JobOutcome outcome = settlement.outcome();
		if (outcome instanceof JobOutcome.Done done) {
			write(lease, 'c', 0, done.summary(), arguments);
		}
		else if (outcome instanceof JobOutcome.Ignored ignored) {
			write(lease, 'c', 0, "ignored: " + ignored.reason(), arguments);
		}
		else if (outcome instanceof JobOutcome.Retry retry) {
			Job job = lease.job();
			boolean last = job.attempt() >= job.retry().attempts();
			long delay = job.retry().backoff().delay(job.attempt(), this.random).toMillis();
			write(lease, last ? 'd' : 'r', last ? 0 : delay, cause(retry.cause()), arguments);
		}
		else if (outcome instanceof JobOutcome.Snooze snooze) {
			String reason = cause(snooze.reason());
			String scope = snooze.scope();
			write(lease, (scope != null) ? 'h' : 's', Math.max(1, snooze.delay().toMillis()),
					(scope != null) ? scope + "\n" + reason : reason, arguments);
		}
		else if (outcome instanceof JobOutcome.Move move) {
			write(lease, 'm', 0, move.lane(), arguments);
		}
		else if (outcome instanceof JobOutcome.Dead dead) {
			write(lease, 'd', 0, cause(dead.cause()), arguments);
		}
	}

	void writeGiveBack(Lease lease, Arguments arguments) {
		write(lease, 'g', 0, "", arguments);
	}

	private static void write(Lease lease, char code, long number, String text, Arguments arguments) {
		arguments.add(lease.job().id())
			.add(lease.token())
			.add(lease.job().lane())
			.add(String.valueOf(code))
			.add(number)
			.add((text.length() > MAX_CAUSE) ? text.substring(0, MAX_CAUSE) : text);
	}

	/** One line, cut to what is kept. */
	static String cause(String text) {
		String line = text.replace("\r", "").replace("\n", " ⏎ ");
		return (line.length() > MAX_CAUSE) ? line.substring(0, MAX_CAUSE) : line;
	}

	static Settled settled(int letter) {
		return switch (letter) {
			case 'c' -> Settled.COMPLETED;
			case 'r', 's', 'h' -> Settled.DELAYED;
			case 'd' -> Settled.DEAD;
			case 'g', 'm' -> Settled.WAITING;
			default -> Settled.LOST;
		};
	}

}
