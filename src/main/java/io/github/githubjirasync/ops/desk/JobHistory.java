package io.github.githubjirasync.ops.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import io.github.githubjirasync.ops.desk.JobDetail.Event;
import io.github.githubjirasync.queue.Job;
import io.github.githubjirasync.queue.JobRecord;
import io.github.githubjirasync.queue.JobState;
import io.github.githubjirasync.queue.QueueControl;

/**
 * Tells a job's life from what is stored of it and what operators did to it.
 */
final class JobHistory {

	private JobHistory() {
	}

	static List<Event> of(JobRecord found, List<AuditLog.Entry> deeds) {
		Job job = found.job();
		List<Event> events = new ArrayList<>();
		found.failures()
			.forEach((failure) -> events
				.add(new Event(failure.at(), "failed", "attempt " + failure.attempt() + ": " + failure.cause(), null)));
		deeds.forEach((deed) -> events.add(new Event(deed.at(), deed.action(), "", deed.who())));
		events.sort(Comparator.comparing((event) -> (event.at() != null) ? event.at() : Instant.MAX));
		List<Event> history = new ArrayList<>();
		String first = job.deliveries().isEmpty() ? "" : "delivery " + job.deliveries().get(0);
		history.add(new Event(job.enqueuedAt(), "enqueued", first, null));
		job.deliveries()
			.stream()
			.skip(1)
			.forEach((delivery) -> history.add(new Event(null, "joined", "delivery " + delivery, null)));
		history.addAll(events);
		if (found.state() != JobState.WAITING) {
			history.add(now(found));
		}
		return history;
	}

	private static Event now(JobRecord found) {
		String state = found.state().name().toLowerCase(Locale.ROOT);
		boolean ahead = found.state() == JobState.DELAYED || found.state() == JobState.ACTIVE;
		if (!ahead) {
			return new Event(found.since(), state, found.outcome(), null);
		}
		String until = found.since().equals(QueueControl.NEVER) ? "until it is resumed" : "until " + found.since();
		return new Event(null, state, found.outcome().isEmpty() ? until : until + ": " + found.outcome(), null);
	}

}
