package io.github.githubjirasync.docs;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import io.github.githubjirasync.queue.JobState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds {@code docs/job-states.md} to {@link JobState}.
 */
class JobStatesPageTests {

	private final MarkdownPage page = MarkdownPage.of("docs/job-states.md");

	private final List<String> legal = Arrays.stream(JobState.values())
		.flatMap((from) -> from.next().stream().map((to) -> from + " " + to))
		.toList();

	@Test
	void movesAreTheLegalOnes() {
		List<String> told = this.page.rows("## Moves")
			.stream()
			.map((row) -> String.join(" ", MarkdownPage.code(row.get(0) + row.get(1))))
			.toList();
		assertThat(told).containsExactlyInAnyOrderElementsOf(this.legal);
	}

	@Test
	void chartShowsTheLegalMoves() {
		List<String> drawn = Pattern.compile("^ +([A-Z]+) --> ([A-Z]+):", Pattern.MULTILINE)
			.matcher(this.page.text())
			.results()
			.map((move) -> move.group(1) + " " + move.group(2))
			.toList();
		assertThat(drawn).containsExactlyInAnyOrderElementsOf(this.legal);
	}

}
