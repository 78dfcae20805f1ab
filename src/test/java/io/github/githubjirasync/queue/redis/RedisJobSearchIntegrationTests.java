package io.github.githubjirasync.queue.redis;

import io.github.githubjirasync.queue.JobSearchContract;
import io.github.githubjirasync.testing.TestQueues;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * Tests for {@link RedisJobSearch} on a real Redis.
 */
class RedisJobSearchIntegrationTests extends JobSearchContract {

	private static TestQueues.Instance queues;

	@BeforeAll
	static void wire() {
		queues = TestQueues.fresh(PROPERTIES);
	}

	@AfterAll
	static void close() {
		queues.close();
	}

	@BeforeEach
	void emptyQueue() {
		queues.flush();
	}

	@Override
	protected TestQueues.Instance queues() {
		return queues;
	}

}
