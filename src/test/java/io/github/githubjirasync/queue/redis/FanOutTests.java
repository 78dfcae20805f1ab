package io.github.githubjirasync.queue.redis;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import io.github.githubjirasync.queue.QueueProperties;
import io.github.githubjirasync.queue.QueueProperties.BackoffProperties;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link FanOut}; no partition is really called.
 */
class FanOutTests {

	private static final Duration PATIENCE = Duration.ofMillis(50);

	private static final QueueProperties PROPERTIES = new QueueProperties(2, Duration.ofSeconds(10), 0, 1,
			Duration.ofSeconds(60), 3, new BackoffProperties(Duration.ofSeconds(2), Duration.ofMinutes(10), 0), 3, 10,
			10, Duration.ofHours(24), Duration.ofDays(3));

	private final List<PartitionScripts> partitions = IntStream.range(0, 2)
		.mapToObj((index) -> new PartitionScripts(new Partition(index),
				new ScriptRunner(new LettuceConnectionFactory()), PROPERTIES, new SettlementCodec(new SecureRandom())))
		.toList();

	private final AtomicLong millis = new AtomicLong();

	private final FanOut all = new FanOut(this.partitions, new Outages(), PATIENCE,
			() -> TimeUnit.MILLISECONDS.toNanos(this.millis.get()));

	private final AtomicInteger called = new AtomicInteger();

	private final AtomicInteger answered = new AtomicInteger();

	private final CountDownLatch hanging = new CountDownLatch(1);

	/** The first partition answers at once, the second one once it hangs no more. */
	private int answers() {
		return this.all.ask((partition) -> {
			if (partition.partition().index() == 1) {
				this.called.incrementAndGet();
				awaitEnd();
				this.answered.incrementAndGet();
			}
			return true;
		}).size();
	}

	private void awaitEnd() {
		try {
			assertThat(this.hanging.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void partitionThatHangsIsPassedOverHoweverOftenItIsAsked() {
		assertThat(answers()).isEqualTo(1);
		this.millis.set(40);
		assertThat(answers()).isEqualTo(1);
		assertThat(this.called).hasValue(2);
		this.millis.set(60);
		assertThat(answers()).isEqualTo(1);
		assertThat(this.called).as("calls of the partition that owes its first answer").hasValue(2);
		this.hanging.countDown();
		await().until(() -> this.answered.get() == 2);
		await().until(() -> answers() == 2);
	}

}
