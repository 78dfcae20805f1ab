package io.github.githubjirasync.queue;

import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link QueueProperties}: what priorities add to a job's place.
 */
class QueuePropertiesTests {

	@ParameterizedTest
	@CsvSource({ "60s,29987500,59975000", "1s,487500,975000", "10ms,0,0", "0,0,0" })
	void noPriorityAddsTheWholeOfTheLongestOvertaking(String maxOvertake, long normal, long low) {
		QueueProperties properties = new Binder(
				new MapConfigurationPropertySource(Map.of("queue.max-overtake", maxOvertake)))
			.bindOrCreate("queue", QueueProperties.class);
		assertThat(properties.offsetMicros(JobPriority.HIGH)).isZero();
		assertThat(properties.offsetMicros(JobPriority.NORMAL)).isEqualTo(normal);
		assertThat(properties.offsetMicros(JobPriority.LOW)).isEqualTo(low);
	}

}
