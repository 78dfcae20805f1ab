package io.github.githubjirasync.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.githubjirasync.queue.AttemptListener;
import io.github.githubjirasync.queue.Exchange.Settled;
import io.github.githubjirasync.queue.Job;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.queue.JobPriority;
import io.github.githubjirasync.queue.Lease;
import io.github.githubjirasync.queue.RetryPolicy;
import io.github.githubjirasync.queue.Settlement;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JobRunner}.
 */
class JobRunnerTests {

	private static final Job JOB = new Job("0-1f", "lane", "test", JobPriority.NORMAL, "{}", List.of(), Instant.EPOCH,
			1, RetryPolicy.DEFAULT);

	private final List<String> heard = new ArrayList<>();

	@Test
	void listenerThatFailsChangesNothingForTheJobAndForOthers() throws InterruptedException {
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		JobOutcome done = new JobOutcome.Done("");
		JobRunner runner = new JobRunner((job) -> done, meters, List.of(new Failing(), new Hearing()));
		assertThat(runner.run(JOB)).isEqualTo(done);
		runner.settled(new Settlement(new Lease(JOB, 1), done), Settled.COMPLETED);
		assertThat(this.heard).containsExactly("ran 0-1f", "settled 0-1f");
		assertThat(meters.get("github.jira.sync.jobs").tag("outcome", "done").counter().count()).isOne();
	}

	private final class Hearing implements AttemptListener {

		@Override
		public void ran(Job job, Duration took) {
			JobRunnerTests.this.heard.add("ran " + job.id());
		}

		@Override
		public void settled(Job job, JobOutcome outcome, Settled settled) {
			JobRunnerTests.this.heard.add("settled " + job.id());
		}

	}

	private static final class Failing implements AttemptListener {

		@Override
		public void ran(Job job, Duration took) {
			throw new IllegalStateException("ran");
		}

		@Override
		public void settled(Job job, JobOutcome outcome, Settled settled) {
			throw new IllegalStateException("settled");
		}

	}

}
