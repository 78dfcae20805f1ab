package io.github.githubjirasync.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds {@code docs/runbook.md} to what the code reports: each ERROR and each hint of the
 * health endpoint has an entry.
 */
class RunbookTests {

	private static final String STRING = "\"((?:[^\"\\\\]|\\\\.)*)\"";

	private static final Pattern ERROR = Pattern.compile("(?i)\\blogger\\.error\\(\\s*" + STRING);

	/** A hint may have a value in its middle; its last part then tells what to do. */
	private static final Pattern HINT = Pattern
		.compile("withDetail\\(\\s*\"(?:hint|warning)\",\\s*(?:" + STRING + " \\+ \\w+ \\+ )?" + STRING);

	private final String page = Project.read("docs/runbook.md");

	@Test
	void everyErrorThatIsLoggedHasAnEntry() {
		List<String> logged = inSources(ERROR, 1);
		assertThat(logged).hasSizeGreaterThan(2);
		assertThat(logged).allSatisfy((message) -> assertThat(this.page).contains("`" + message + "`"));
	}

	@Test
	void everyHintOfTheHealthEndpointHasAnEntry() {
		List<String> hints = inSources(HINT, 2);
		assertThat(hints).hasSizeGreaterThan(2);
		assertThat(hints).allSatisfy((hint) -> assertThat(this.page).contains(hint.strip()));
	}

	private static List<String> inSources(Pattern pattern, int group) {
		List<String> found = new ArrayList<>();
		for (String file : Project.files(Project.SOURCES, ".java")) {
			pattern.matcher(Project.read(file))
				.results()
				.map((MatchResult hit) -> hit.group(group))
				.forEach(found::add);
		}
		return found;
	}

}
