package io.github.githubjirasync.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds {@code docs/upstreams.md} to the tests that it names.
 */
class UpstreamsPageTests {

	private static final Pattern NAME = Pattern.compile("(\\w+Tests)\\.(\\w+)");

	@Test
	void everyAnswerNamesTestsThatExist() {
		List<List<String>> rows = MarkdownPage.of("docs/upstreams.md").rows("## Answers");
		assertThat(rows).hasSizeGreaterThan(20).allSatisfy((row) -> {
			List<String> names = MarkdownPage.code(row.get(2));
			assertThat(names).as(row.get(0)).isNotEmpty();
			names.forEach((name) -> assertThat(exists(name)).as(name).isTrue());
		});
	}

	@Test
	void testThatIsNotThereIsFound() {
		assertThat(exists("UpstreamsPageTests.noSuchTest")).isFalse();
		assertThat(exists("NoSuchTests.everyAnswerNamesTestsThatExist")).isFalse();
	}

	private static boolean exists(String name) {
		Matcher matcher = NAME.matcher(name);
		if (!matcher.matches()) {
			return false;
		}
		List<String> found = new ArrayList<>();
		for (String file : Project.files("src/test/java", ".java")) {
			if (file.endsWith("/" + matcher.group(1) + ".java")) {
				found.add(Project.read(file));
			}
		}
		return found.stream().anyMatch((source) -> source.contains("void " + matcher.group(2) + "("));
	}

}
