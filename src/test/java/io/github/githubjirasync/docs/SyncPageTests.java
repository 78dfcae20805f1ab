package io.github.githubjirasync.docs;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds {@code docs/sync.md} to the tests that it names: each row says which test shows
 * it, and that test is there.
 */
class SyncPageTests {

	private static final Pattern METHOD = Pattern.compile("`([A-Z]\\w+Tests)#(\\w+)`");

	private static final Pattern GOLDEN = Pattern.compile("`(\\w+\\.txt)(?:: ([^`]+))?`");

	private static final String GOLDEN_FOLDER = "src/test/resources/io/github/githubjirasync/sync/plan/";

	private final String page = Project.read("docs/sync.md");

	@Test
	void namedTestsExist() {
		List<MatchResult> named = METHOD.matcher(this.page).results().toList();
		assertThat(named).hasSizeGreaterThan(20).allSatisfy((name) -> {
			String file = Project.files("src/test/java", ".java")
				.stream()
				.filter((path) -> Path.of(path).getFileName().toString().equals(name.group(1) + ".java"))
				.findFirst()
				.orElseThrow(() -> new AssertionError("No class " + name.group(1)));
			assertThat(Project.read(file)).as(name.group()).containsPattern("void " + name.group(2) + "\\(");
		});
	}

	@Test
	void namedCasesExist() {
		List<MatchResult> named = GOLDEN.matcher(this.page).results().toList();
		assertThat(named).hasSizeGreaterThan(8).allSatisfy((name) -> {
			String cases = Project.read(GOLDEN_FOLDER + name.group(1));
			if (name.group(2) != null) {
				assertThat(cases).as(name.group()).contains("## " + name.group(2) + "\n");
			}
		});
	}

}
