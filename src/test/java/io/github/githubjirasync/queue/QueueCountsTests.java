package io.github.githubjirasync.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link QueueCounts}.
 */
class QueueCountsTests {

	private static final int TARGET = 100;

	private static final int LEAST = 2;

	private static final int MOST = 20;

	private static QueueCounts counts(long waiting, long instances) {
		return new QueueCounts(waiting, 0, 0, 0, 0, Duration.ZERO, instances);
	}

	@Test
	void partitionsAddUpTheirJobsAndShowTheSameInstances() {
		QueueCounts one = new QueueCounts(1, 2, 3, 4, 5, Duration.ofSeconds(6), 3);
		QueueCounts other = new QueueCounts(10, 20, 30, 40, 50, Duration.ofSeconds(5), 2);
		assertThat(one.plus(other)).isEqualTo(new QueueCounts(11, 22, 33, 44, 55, Duration.ofSeconds(6), 3));
		assertThat(other.plus(one)).isEqualTo(one.plus(other));
	}

	@Test
	void withoutAKnownInstanceTheShareIsTheWholeQueue() {
		assertThat(counts(7, 0).waitingShare()).isEqualTo(7);
		assertThat(counts(7, 2).waitingShare()).isEqualTo(3.5);
	}

	@ParameterizedTest
	@CsvSource({ "0,2", "1,2", "200,2", "201,3", "750,8", "1000,10", "1999,20", "2000,20", "1000000,20" })
	void autoscalerSettlesAtOnePodForEachHundredWaitingJobs(long waiting, int settled) {
		for (int start = LEAST; start <= MOST; start++) {
			assertThat(autoscaled(waiting, start)).as("from %s pods", start).endsWith(settled, settled, settled);
		}
	}

	/**
	 * How many pods there are after each round, by the formula of Kubernetes' autoscaler:
	 * desired = ceil(current × value ÷ target), where the value is the pods' average.
	 */
	private static List<Integer> autoscaled(long waiting, int start) {
		List<Integer> pods = new ArrayList<>(List.of(start));
		for (int round = 1; round <= 5; round++) {
			int current = pods.get(pods.size() - 1);
			double sum = 0;
			for (int pod = 0; pod < current; pod++) {
				sum += counts(waiting, current).waitingShare();
			}
			double average = sum / current;
			int desired = (int) Math.ceil(Math.round(current * average * 1_000_000 / TARGET) / 1_000_000.0);
			pods.add(Math.min(MOST, Math.max(LEAST, desired)));
		}
		return pods;
	}

}
