package io.github.githubjirasync.worker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link SupervisedLoop} and the {@link Watchdog} over it.
 */
class SupervisedLoopTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final Duration PATIENCE = Duration.ofMillis(200);

	private final Logger logger = (Logger) LoggerFactory.getLogger(SupervisedLoopTests.class.getPackageName());

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	private @Nullable SupervisedLoop loop;

	@BeforeEach
	void listen() {
		this.logger.setLevel(Level.INFO);
		this.log.start();
		this.logger.addAppender(this.log);
	}

	@AfterEach
	void stop() {
		SupervisedLoop running = this.loop;
		if (running != null) {
			running.stop();
		}
		this.logger.detachAppender(this.log);
		this.logger.setLevel(null);
	}

	private SupervisedLoop start(SupervisedLoop.Step step) {
		SupervisedLoop started = new SupervisedLoop("test-loop", step);
		this.loop = started;
		started.start();
		return started;
	}

	private long errors() {
		return this.log.list.stream().filter((event) -> event.getLevel() == Level.ERROR).count();
	}

	@Test
	void stepRunsWithinTheTimeThatIsAskedFor() {
		AtomicInteger runs = new AtomicInteger();
		SupervisedLoop started = start(() -> {
			runs.incrementAndGet();
			return Duration.ofHours(1);
		});
		await().atMost(LIMIT).until(() -> runs.get() == 1);
		started.callWithin(Duration.ofMillis(20));
		await().atMost(LIMIT).until(() -> runs.get() == 2);
	}

	@Test
	void loopGoesOnAfterAnException() {
		AtomicInteger runs = new AtomicInteger();
		start(() -> {
			if (runs.incrementAndGet() < 3) {
				throw new IllegalStateException("not yet");
			}
			return Duration.ofMillis(1);
		});
		await().atMost(LIMIT).until(() -> runs.get() > 5);
		assertThat(this.log.list).extracting(ILoggingEvent::getFormattedMessage)
			.anySatisfy((message) -> assertThat(message).startsWith("test-loop failed and goes on in "))
			.contains("test-loop works again after 2 failures");
	}

	@Test
	void loopGoesOnAfterAnErrorAndSaysSo() {
		AtomicInteger runs = new AtomicInteger();
		start(() -> {
			if (runs.incrementAndGet() == 1) {
				throw new StackOverflowError();
			}
			return Duration.ofMillis(1);
		});
		await().atMost(LIMIT).until(() -> runs.get() > 3);
		assertThat(this.log.list).filteredOn((event) -> event.getLevel() == Level.ERROR)
			.extracting(ILoggingEvent::getFormattedMessage)
			.containsExactly("test-loop failed with an error and goes on");
	}

	@Test
	void loopGoesOnAfterItIsInterrupted() {
		AtomicInteger runs = new AtomicInteger();
		SupervisedLoop running = start(() -> {
			runs.incrementAndGet();
			return Duration.ofMillis(5);
		});
		await().atMost(LIMIT).until(() -> runs.get() > 0);
		running.interrupt();
		int before = runs.get();
		await().atMost(LIMIT).until(() -> runs.get() > before + 3);
	}

	@Test
	void watchdogReportsALoopThatFailsForLongAndOnlyOnce() {
		SupervisedLoop failing = start(() -> {
			throw new IllegalStateException("for ever");
		});
		Watchdog watchdog = new Watchdog(List.of(failing), PATIENCE);
		watchdog.look();
		assertThat(errors()).isZero();
		assertThat(watchdog.silent()).isEmpty();
		await().atMost(LIMIT).until(() -> !watchdog.silent().isEmpty());
		watchdog.look();
		watchdog.look();
		assertThat(this.log.list).filteredOn((event) -> event.getLevel() == Level.ERROR)
			.singleElement()
			.satisfies((event) -> assertThat(event.getFormattedMessage())
				.startsWith("test-loop has made no progress for "));
		assertThat(watchdog.silent()).containsOnlyKeys("test-loop");
	}

	@Test
	void watchdogInterruptsAStepThatHangsAndItsLoopGoesOn() {
		AtomicInteger runs = new AtomicInteger();
		SupervisedLoop hanging = start(() -> {
			if (runs.incrementAndGet() == 1) {
				hang();
			}
			return Duration.ofMillis(1);
		});
		Watchdog watchdog = new Watchdog(List.of(hanging), PATIENCE);
		await().atMost(LIMIT).until(() -> {
			watchdog.look();
			return runs.get() > 3;
		});
		assertThat(this.log.list).extracting(ILoggingEvent::getFormattedMessage)
			.anySatisfy((message) -> assertThat(message).startsWith("test-loop has made no progress for ")
				.contains("it hangs and is interrupted at")
				.contains("SupervisedLoopTests.hang"));
		await().atMost(LIMIT).until(() -> watchdog.silent().isEmpty());
	}

	private static void hang() {
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void silenceOfEachLoopIsAMetric() {
		SupervisedLoop failing = start(() -> {
			throw new IllegalStateException("for ever");
		});
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		new Watchdog(List.of(failing), PATIENCE).bindTo(meters);
		await().atMost(LIMIT)
			.until(() -> meters.get("github.jira.sync.worker.loop.silence.seconds")
				.tag("loop", "test-loop")
				.gauge()
				.value() > 0.1);
	}

}
