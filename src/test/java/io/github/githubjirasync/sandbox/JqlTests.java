package io.github.githubjirasync.sandbox;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Jql}.
 */
class JqlTests {

	private static final Instant NOW = Instant.parse("2026-01-02T03:00:00Z");

	private final JiraIssueState issue = new JiraIssueState(10_001, "SBX-1", "SBX", "sync-bot",
			NOW.minus(Duration.ofMinutes(10)));

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '`', value = { "project = SBX; true", "project = \"SBX\"; true",
			"project in (OPS, SBX); true", "project not in (OPS, SBX); false", "project = OPS; false",
			"creator = currentUser(); true", "reporter=currentUser() and project='SBX'; true",
			"creator != currentUser(); false", "created >= -30m; true", "created >= \"-5m\"; false",
			"created >= \"2026-01-02 02:49\"; true", "created > \"2026-01-02 02:50\"; false",
			"updated <= 2026-01-01; false", "status = \"To Do\"; true", "statusCategory != Done; true",
			"key in (SBX-1, SBX-2); true", "labels = x; false",
			"project = \"SBX\" AND creator = currentUser() AND created >= \"-30m\" ORDER BY created DESC; true" })
	void conditionsAreJoined(String jql, boolean found) {
		assertThat(Jql.parse(jql, "sync-bot", NOW).filter().test(this.issue)).isEqualTo(found);
	}

	@Test
	void whatItCannotReadIsRefused() {
		for (String jql : new String[] { "", "ORDER BY created", "project = SBX OR key = A-1", "text ~ \"a\"",
				"created >= tomorrow", "color = red", "project = SBX ORDER BY rank" }) {
			assertThatExceptionOfType(Refusal.class).as(jql)
				.isThrownBy(() -> Jql.parse(jql, "sync-bot", NOW))
				.satisfies((refusal) -> assertThat(refusal.answer().status()).isEqualTo(400));
		}
	}

}
