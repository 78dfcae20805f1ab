package io.github.githubjirasync.e2e;

import java.time.Duration;
import java.util.List;

import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.QueueCounts;
import io.github.githubjirasync.sandbox.Call;
import io.github.githubjirasync.sandbox.Sandbox;
import io.github.githubjirasync.upstream.Upstream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * Tells when a service has nothing more to do for what happened in the sandbox. A job
 * that runs may send webhooks and a webhook makes a job, so that one look is not enough.
 *
 * @param queue the service's queue
 * @param sandbox what it talks to
 */
record Quiet(JobQueue queue, Sandbox sandbox) {

	static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20));
	}

	/** Waits until every webhook is delivered and no job waits, rests or runs. */
	void awaitQuiet() {
		await().until(this::quiet);
	}

	/**
	 * Waits until all is quiet, and fails if anything is called after that: whatever the
	 * service wrote has come back to it by then.
	 */
	void awaitSilence() {
		awaitQuiet();
		List<Call> before = this.sandbox.calls().recent();
		await().during(Duration.ofMillis(150)).until(() -> quiet() && this.sandbox.calls().recent().equals(before));
	}

	private boolean quiet() {
		int sent = webhooks();
		return idle() && delivered() && idle() && webhooks() == sent;
	}

	private boolean idle() {
		QueueCounts counts = this.queue.counts();
		return counts.waiting() + counts.delayed() + counts.active() == 0;
	}

	private boolean delivered() {
		return this.sandbox.webhooks(Upstream.GITHUB).idle() && this.sandbox.webhooks(Upstream.JIRA).idle();
	}

	private int webhooks() {
		return this.sandbox.webhooks(Upstream.GITHUB).list().size()
				+ this.sandbox.webhooks(Upstream.JIRA).list().size();
	}

}
