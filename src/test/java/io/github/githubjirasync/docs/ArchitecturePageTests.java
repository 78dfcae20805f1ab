package io.github.githubjirasync.docs;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.modulith.ApplicationModule;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds {@code docs/architecture.md} to the modules, the scripts and the schema.
 */
class ArchitecturePageTests {

	private final MarkdownPage page = MarkdownPage.of("docs/architecture.md");

	@Test
	void modulesAndTheirImportsAreThoseOfTheDeclarations() throws ClassNotFoundException {
		Map<String, TreeSet<String>> told = new TreeMap<>();
		for (List<String> row : this.page.rows("## Modules")) {
			told.put(MarkdownPage.code(row.get(0)).get(0), new TreeSet<>(MarkdownPage.code(row.get(2))));
		}
		Map<String, TreeSet<String>> declared = new TreeMap<>();
		for (String module : Project.modules()) {
			ApplicationModule declaration = Class.forName(Project.ROOT_PACKAGE + "." + module + ".package-info")
				.getAnnotation(ApplicationModule.class);
			declared.put(module, new TreeSet<>(List.of(declaration.allowedDependencies())));
		}
		assertThat(told).isEqualTo(declared);
	}

	@Test
	void redisKeysAreThoseOfTheScripts() {
		List<String> told = this.page.rows("### Redis")
			.stream()
			.map((row) -> MarkdownPage.code(row.get(0)).get(0) + " " + row.get(1))
			.toList();
		List<String> used = find("^-- (<root>:\\S+) +(\\w+)",
				Project.read("src/main/resources/io/github/githubjirasync/queue/redis/common.lua"))
			.map((key) -> key.group(1) + " " + key.group(2))
			.toList();
		assertThat(used).isNotEmpty();
		assertThat(told).containsExactlyInAnyOrderElementsOf(used);
	}

	@Test
	void tablesAreThoseOfTheSchema() {
		List<String> told = this.page.rows("### PostgreSQL")
			.stream()
			.map((row) -> MarkdownPage.code(row.get(0)).get(0))
			.toList();
		List<String> made = Project.files("src/main/resources/db/migration", ".sql")
			.stream()
			.flatMap((file) -> find("^CREATE TABLE (\\w+)", Project.read(file)))
			.map((table) -> table.group(1))
			.toList();
		assertThat(told).containsExactlyInAnyOrderElementsOf(made);
	}

	private static Stream<MatchResult> find(String pattern, String text) {
		return Pattern.compile(pattern, Pattern.MULTILINE).matcher(text).results();
	}

}
