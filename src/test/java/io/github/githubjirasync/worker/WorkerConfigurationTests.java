package io.github.githubjirasync.worker;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever had another one's name would be handed its jobs. */
class WorkerConfigurationTests {

	@Test
	void poolsOfOneHostAndProcessHaveNamesOfTheirOwn() {
		Set<String> names = Stream.generate(WorkerConfiguration::instanceName).limit(20).collect(Collectors.toSet());
		assertThat(names).hasSizeGreaterThan(15).allMatch((name) -> name.matches(".+-\\d+-[0-9a-f]{4}"));
	}

}
