package io.github.githubjirasync.sync.link;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Links} and {@link LinkCheck}.
 */
class LinksTests {

	@Test
	void exampleOfThePageIsWholeAndRight() throws IOException {
		String page = Files.readString(Path.of("docs/links.md"));
		String yaml = page.substring(page.indexOf("```yaml") + 8, page.lastIndexOf("```"));
		var sources = new YamlPropertySourceLoader().load("example",
				new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)));
		Binder binder = new Binder(ConfigurationPropertySources.from(sources.get(0)));
		List<Link> links = binder
			.bind("github-jira-sync.links", Bindable.listOf(Link.class),
					new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
			.get();
		List<Person> users = binder
			.bind("github-jira-sync.users", Bindable.listOf(Person.class),
					new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
			.get();
		Link link = new Links(links, users).all().get(0);
		assertThat(users).containsExactly(new Person("alice", "5b10ac8d82e05b22cc7d4ef5"));
		assertThat(link.fields().body().direction()).isEqualTo(FieldDirection.GITHUB_TO_JIRA);
		assertThat(link.fields().priority().map().get(0)).isEqualTo(new Fields.PriorityEntry("priority: high", "High"));
		assertThat(link.fields().state().statuses()).hasSize(5);
		assertThat(link.fields().state().transitionFields().get(0).form()).isEqualTo(Fields.Form.OPTION);
		assertThat(link.eventPriorities()).singleElement().matches((rule) -> rule.matches("issue_comment.created"));
		assertThat(link.filter().optInLabel()).isEqualTo("sync");
		assertThat(link.fields().labels().covers("internal/x")).isFalse();
	}

	@Test
	void linkWithoutRulesHasTheDefaults() {
		Link link = bind(Map.of()).all().get(0);
		assertThat(link.fields().title()).isEqualTo(new Fields.Text(FieldDirection.BOTH, ConflictRule.NEWEST));
		assertThat(link.fields().priority().map()).isEmpty();
		assertThat(link.fields().milestone().create()).isFalse();
		assertThat(link.filter()).isEqualTo(Filter.NONE);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					fields.priority.map[0].label=P1          | links[0].fields.priority.map[0].priority is missing; it is the name of a priority
					fields.type.map[0].issue-type=Bug        | links[0].fields.type.map[0] must have one of label and type
					fields.state.statuses[0].jira=Done       | links[0].fields.state.statuses[0].github is missing; it is open, reopened, closed, not-planned, duplicate
					fields.state.resolutions[0].github=open  | links[0].fields.state.resolutions[0].github is open; allowed: closed, not-planned, duplicate
					fields.labels.prefix=a b                 | links[0].fields.labels.prefix must have no white space
					filter.github=lable = a                  | links[0].filter.github: 'lable = a' cannot be read at character 1: expected one of label
					attachments.max-files=51                 | links[0].attachments.max-files is 51; allowed: 1 to 50
					event-priorities[0].priority=4           | links[0].event-priorities[0].priority is 4; allowed: 1, 2, 3
					""")
	void problemsTellTheirPlaceAndWhatIsAllowed(String rule, String problem) {
		String[] parts = rule.strip().split("=", 2);
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> bind(Map.of(parts[0], parts[1])))
			.withMessageContaining(problem);
	}

	@Test
	void allProblemsAreToldAtOnce() {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> bind(Map.of("fields.priority.map[0].label", "P1", "filter.jira", "nonsense", "direction",
					"github-to-jira", "fields.title.direction", "jira-to-github")))
			.withMessageContainingAll("links[0].fields.priority.map[0].priority", "links[0].filter.jira",
					"links[0].fields.title.direction is jira-to-github, but the link goes github-to-jira only");
	}

	@Test
	void filesCannotBeCopiedToWhereTheLinkDoesNotGo() {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> bind(Map.of("attachments.upload", "true", "direction", "jira-to-github")))
			.withMessageContaining(
					"links[0].attachments.upload is true, but the link goes jira-to-github only; allowed here: false");
		assertThat(bind(Map.of()).all()).singleElement().matches((link) -> !link.attachments().upload());
	}

	@Test
	void wordThatIsNotAllowedStopsTheStartWithItsPlace() {
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(Map.of("fields.title.conflict", "oldest")))
			.satisfies((ex) -> assertThat(ex.getProperty()).isNotNull())
			.withStackTraceContaining("links[0].fields.title.conflict");
	}

	private static Links bind(Map<String, String> rules) {
		Map<String, String> all = new LinkedHashMap<>();
		Map<String, String> link = new LinkedHashMap<>(
				Map.of("name", "widgets", "github.repository", "acme/widgets", "jira.project", "WID"));
		link.putAll(rules);
		link.forEach((key, value) -> all.put("github-jira-sync.links[0]." + key, value));
		Binder binder = new Binder(new MapConfigurationPropertySource(all));
		return new Links(binder.bind("github-jira-sync.links", Bindable.listOf(Link.class)).get(), List.of());
	}

}
