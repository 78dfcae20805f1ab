package io.github.githubjirasync.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds all pages to the project: links lead somewhere, and the keys, metrics and classes
 * that they name exist.
 */
class PagesTests {

	private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]*)(?:#([^)]+))?\\)");

	private static final Pattern KEY = Pattern.compile("`(github-jira-sync\\.[a-z0-9.\\[\\]-]+)`");

	private static final Pattern METRIC = Pattern.compile("github_jira_sync_[a-z_]+");

	private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]+)+)`");

	@Test
	void linksLeadToPagesAndHeadings() {
		assertThat(Project.pages()).hasSizeGreaterThan(10).allSatisfy((name) -> {
			for (MatchResult link : find(LINK, name)) {
				Path from = Path.of(name);
				String target = link.group(1).isEmpty() ? name
						: from.resolveSibling(link.group(1)).normalize().toString();
				assertThat(Project.exists(target)).as(name + " links to " + link.group()).isTrue();
				if (link.group(2) != null) {
					assertThat(anchors(target)).as(name + " links to " + link.group()).contains(link.group(2));
				}
			}
		});
	}

	@Test
	void keysExist() {
		Set<String> keys = new ConfigurationPage(Map.of()).names();
		assertThat(Project.pages()).allSatisfy((name) -> assertThat(
				find(KEY, name).stream().map((key) -> key.group(1)).filter((key) -> !isGroup(key, keys)))
			.as(name)
			.isSubsetOf(keys));
	}

	@Test
	void metricsExist() {
		String generated = Project.read("docs/metrics.md");
		assertThat(Project.pages()).allSatisfy((name) -> assertThat(find(METRIC, name))
			.allSatisfy((metric) -> assertThat(generated).as(name).contains("| `" + metric.group() + "` |")));
	}

	@Test
	void classesExist() {
		Set<String> classes = Stream
			.concat(Project.files("src/main/java", ".java").stream(), Project.files("src/test/java", ".java").stream())
			.map((file) -> Path.of(file).getFileName().toString().replace(".java", ""))
			.collect(Collectors.toSet());
		List<String> named = new ArrayList<>();
		for (String page : Project.pages()) {
			find(CLASS, page).forEach((name) -> named.add(name.group(1)));
		}
		assertThat(named).hasSizeGreaterThan(20).isSubsetOf(classes);
	}

	private static boolean isGroup(String key, Set<String> keys) {
		return keys.stream().anyMatch((known) -> known.startsWith(key + "."));
	}

	private static List<MatchResult> find(Pattern pattern, String page) {
		return pattern.matcher(Project.read(page)).results().toList();
	}

	/** As GitHub makes them of headings. */
	private static List<String> anchors(String page) {
		return Project.read(page)
			.lines()
			.filter((line) -> line.startsWith("#"))
			.map((line) -> line.replaceFirst("#+ ", "")
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^a-z0-9 _-]", "")
				.replace(' ', '-'))
			.toList();
	}

}
