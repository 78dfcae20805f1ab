package io.github.githubjirasync.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.link.Links;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the example configuration of the README to the code.
 */
class ReadmeTests {

	private static final String LABELS = "github-jira-sync.links[0].priorities";

	private final Map<String, Object> example = example();

	@Test
	void exampleNamesOnlyKeysThatExist() {
		Set<String> known = ConfigurationMetadata.read().keys().keySet();
		Set<String> own = new ConfigurationPage(Map.of()).names();
		assertThat(this.example.keySet()).hasSizeGreaterThan(10)
			.filteredOn((key) -> !key.startsWith(LABELS))
			.allSatisfy(
					(key) -> assertThat(known.contains(key) || own.contains(key.replaceAll("\\[\\d+]", "[]"))).as(key)
						.isTrue());
	}

	@Test
	void exampleIsAValidLink() {
		Links links = new Binder(new MapConfigurationPropertySource(this.example)).bind("github-jira-sync", Links.class)
			.get();
		Link link = links.ofRepository("acme/widgets").orElseThrow();
		assertThat(link.jira().project()).isEqualTo("WID");
		assertThat(link.priorities()).isEqualTo(Map.of("urgent", 1, "good first issue", 3));
	}

	private static Map<String, Object> example() {
		String readme = Project.read("README.md");
		int start = readme.indexOf("```yaml\n") + "```yaml\n".length();
		String yaml = readme.substring(start, readme.indexOf("```", start));
		Map<String, Object> example = new TreeMap<>();
		try {
			for (PropertySource<?> source : new YamlPropertySourceLoader().load("README.md",
					new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))) {
				for (String name : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
					example.put(name, String.valueOf(source.getProperty(name)));
				}
			}
			return example;
		}
		catch (IOException ex) {
			throw new AssertionError("The example of the README cannot be read", ex);
		}
	}

}
