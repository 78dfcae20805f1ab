package io.github.githubjirasync.docs;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Generates {@code docs/configuration.md}.
 */
class GeneratedConfigurationTests {

	private final ConfigurationPage page = new ConfigurationPage(ownDefaults());

	@Test
	void pageIsUpToDate() {
		GeneratedPage.writeOrCompare("docs/configuration.md", this.page.render());
	}

	@Test
	void everyKeyIsDescribed() {
		assertThat(this.page.groups().values()).allSatisfy((keys) -> assertThat(keys)
			.allSatisfy((key) -> assertThat(key.description()).as(key.name()).isNotBlank()));
	}

	@Test
	void keysOfListElementsAreThere() {
		assertThat(this.page.names()).contains("github-jira-sync.links[].jira.done-status",
				"github-jira-sync.links[].direction", "github-jira-sync.ops.users[].role");
	}

	private static Map<String, String> ownDefaults() {
		Map<String, String> defaults = new TreeMap<>();
		try {
			for (PropertySource<?> source : new YamlPropertySourceLoader().load("application",
					new ClassPathResource("application.yml"))) {
				for (String name : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
					defaults.put(name, String.valueOf(source.getProperty(name)));
				}
			}
			return defaults;
		}
		catch (IOException ex) {
			throw new AssertionError("application.yml cannot be read", ex);
		}
	}

}
