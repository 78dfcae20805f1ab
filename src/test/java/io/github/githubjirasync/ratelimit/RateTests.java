package io.github.githubjirasync.ratelimit;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RateTests {

	@Test
	void rateIsLimitAndWindow() {
		assertThat(Rate.valueOf("900/1m")).isEqualTo(new Rate(900, Duration.ofMinutes(1)));
		assertThat(Rate.valueOf(" 20 / 500ms")).isEqualTo(new Rate(20, Duration.ofMillis(500)));
		assertThat(new Rate(20, Duration.ofSeconds(2))).hasToString("20/2000ms");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "900", "900/", "/1m", "0/1m", "-1/1m", "9/1ms", "many/1m", "1/soon", "1/2/3" })
	void anythingElseIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Rate.valueOf(text));
	}

}
