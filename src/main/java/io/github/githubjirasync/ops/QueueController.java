package io.github.githubjirasync.ops;

import java.time.Duration;

import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.QueueCounts;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows how full the queue is.
 */
@RestController
final class QueueController {

	private final JobQueue queue;

	QueueController(JobQueue queue) {
		this.queue = queue;
	}

	@GetMapping("/ops/queue")
	QueueView queue() {
		QueueCounts counts = this.queue.counts();
		return new QueueView(counts.waiting(), counts.delayed(), counts.active(), counts.completed(), counts.dead(),
				counts.oldestWaiting());
	}

	/**
	 * The queue as the API shows it.
	 *
	 * @param waiting jobs that wait
	 * @param delayed jobs that wait for a time
	 * @param active jobs that a worker holds
	 * @param completed jobs that are done and still kept
	 * @param dead dead letters
	 * @param oldestWaiting how long the next job has waited
	 */
	record QueueView(long waiting, long delayed, long active, long completed, long dead, Duration oldestWaiting) {
	}

}
