package io.github.githubjirasync.sync.plan;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Tests for {@link Markers}.
 */
class MarkersTests {

	private static final String MARK = "<!-- github-jira-sync:issue=7 key=WID-7 -->";

	@Test
	void markIsFoundAndTakenAwayWithTheBlanksAroundIt() {
		String body = Markers.issue("Text", 7, "WID-7");
		assertThat(Markers.markedIssue(body)).contains(new Markers.Mark(7, "WID-7"));
		assertThat(Markers.markedComment(body)).isEmpty();
		assertThat(Markers.strip(body)).isEqualTo("Text");
		assertThat(Markers.strip(" \n" + MARK + "\n\n" + MARK + " Text " + MARK + "\n")).isEqualTo("Text");
		assertThat(Markers.markedComment(MARK + Markers.comment("", 8))).contains(new Markers.Mark(8, ""));
	}

	/** A time that grows with the square of the length would be hours. */
	@Test
	void blanksTakeATimeThatGrowsWithTheirNumber() {
		String blanks = "a" + " \n".repeat(500_000) + "a";
		assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
			assertThat(Markers.markedIssue(blanks)).isEmpty();
			assertThat(Markers.strip(blanks + MARK + blanks)).isEqualTo(blanks + blanks);
			assertThat(Markers.strip("<!-- github-jira-sync:" + blanks)).endsWith(blanks);
		});
	}

}
