package io.github.githubjirasync.webhook;

import java.time.DateTimeException;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TimestampsTests {

	@ParameterizedTest
	@CsvSource({ "2019-05-15T15:20:18Z, 2019-05-15T15:20:18Z", "2019-02-15T19:11:18.321-0800, 2019-02-16T03:11:18.321Z",
			"2020-06-27T00:43:53.099+0000, 2020-06-27T00:43:53.099Z",
			"2019-08-13T06:14:23.580+08:00, 2019-08-12T22:14:23.580Z" })
	void everyWayOfTheUpstreamsIsRead(String text, Instant instant) {
		assertThat(Timestamps.parse(text)).isEqualTo(instant);
	}

	@Test
	void millisecondsAreRead() {
		assertThat(Timestamps.ofMillis(1550286678321L)).isEqualTo("2019-02-16T03:11:18.321Z");
	}

	@Test
	void missingOneStaysMissing() {
		assertThat(Timestamps.parse(null)).isNull();
		assertThat(Timestamps.ofMillis(null)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "yesterday", "2019-05-15", "2019-05-15T15:20:18" })
	void textWithoutAnInstantIsRefused(String text) {
		assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> Timestamps.parse(text));
	}

	@Test
	void instantOutOfRangeIsRefused() {
		assertThatExceptionOfType(UnreadableException.class).isThrownBy(() -> Timestamps.ofMillis(Long.MAX_VALUE));
		assertThatExceptionOfType(UnreadableException.class)
			.isThrownBy(() -> Timestamps.parse("+99999-01-01T00:00:00Z"));
	}

}
