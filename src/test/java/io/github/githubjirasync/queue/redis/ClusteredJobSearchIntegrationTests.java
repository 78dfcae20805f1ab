package io.github.githubjirasync.queue.redis;

import java.util.Arrays;
import java.util.stream.Stream;

import io.github.githubjirasync.queue.JobSearchContract;
import io.github.githubjirasync.testing.RedisCluster;
import io.github.githubjirasync.testing.TestQueues;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * Tests for {@link RedisJobSearch} with several partitions on a real cluster.
 */
class ClusteredJobSearchIntegrationTests extends JobSearchContract {

	private static TestQueues.Instance queues;

	@BeforeAll
	static void wire() {
		queues = TestQueues.freshOn(RedisCluster.shared(),
				Stream.concat(Arrays.stream(PROPERTIES), Stream.of("github-jira-sync.queue.partitions=4"))
					.toArray(String[]::new));
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
