package io.github.githubjirasync.queue.redis;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import io.github.githubjirasync.queue.JobPriority;
import io.github.githubjirasync.queue.NewJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PartitionScripts}: the parts in which many jobs are stored.
 */
class PartitionScriptsTests {

	@ParameterizedTest
	@CsvSource({ "1,1", "31,31", "32,16 16", "47,16 31", "48,16 32", "50,16 34", "63,16 47", "64,16 32 16",
			"100,16 32 52" })
	void partsGrowAndNoneIsSmall(int jobs, String lengths) {
		List<NewJob> all = jobs(jobs, (i) -> "lane-" + i);
		List<List<NewJob>> parts = PartitionScripts.parts(all);
		assertThat(parts).extracting((part) -> Integer.toString(part.size())).containsExactly(lengths.split(" "));
		assertThat(parts.stream().flatMap(List::stream)).containsExactlyElementsOf(all);
	}

	@Test
	void jobsOfOneLaneStayTogether() {
		List<NewJob> all = jobs(50, (i) -> "lane-" + i % 49);
		assertThat(PartitionScripts.parts(all)).containsExactly(all);
	}

	private static List<NewJob> jobs(int count, IntFunction<String> lane) {
		return IntStream.range(0, count)
			.mapToObj((i) -> NewJob.of(lane.apply(i), "test", JobPriority.NORMAL, "job " + i))
			.toList();
	}

}
