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

	private static final Pattern TEXT = Pattern.compile(STRING);

	private final String page = Project.read("docs/runbook.md");

	@Test
	void everyErrorThatIsLoggedHasAnEntry() {
		List<String> logged = inSources(ERROR, ".java");
		assertThat(logged).hasSizeGreaterThan(2);
		assertThat(logged).allSatisfy((message) -> assertThat(this.page).contains("`" + message + "`"));
	}

	@Test
	void everyHintOfTheHealthEndpointHasAnEntry() {
		// What is said to people has several words, unlike the names of details.
		List<String> hints = inSources(TEXT, "HealthIndicator.java").stream()
			.filter((text) -> text.strip().split(" ").length > 2)
			.toList();
		assertThat(hints).hasSizeGreaterThan(4);
		assertThat(hints).allSatisfy((hint) -> assertThat(this.page).contains(hint.strip()));
	}

	private static List<String> inSources(Pattern pattern, String ending) {
		List<String> found = new ArrayList<>();
		for (String file : Project.files(Project.SOURCES, ending)) {
			pattern.matcher(Project.read(file)).results().map((MatchResult hit) -> hit.group(1)).forEach(found::add);
		}
		return found;
	}

}
