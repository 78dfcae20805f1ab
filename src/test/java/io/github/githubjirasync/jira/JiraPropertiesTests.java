package io.github.githubjirasync.jira;

import java.net.URI;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JiraPropertiesTests {

	@Test
	void withoutSettingsNobodyIsCalled() {
		JiraProperties properties = bind(Map.of());
		assertThat(properties.http().baseUrl()).isEqualTo(URI.create("https://jira.invalid/rest/api/3"));
		assertThat(properties.credentials()).hasToString("no credentials");
	}

	@Test
	void tokenWithoutSiteGoesNowhere() {
		assertThat(bind(Map.of("token", "s3cret")).credentials()).hasToString("no credentials");
	}

	@Test
	void versionAndContextPathArePartOfTheUrl() {
		JiraProperties properties = bind(
				Map.of("base-url", "http://localhost:8090/jira/", "api-version", "2", "token", "s3cret"));
		assertThat(properties.http().baseUrl()).isEqualTo(URI.create("http://localhost:8090/jira/rest/api/2"));
		assertThat(properties.browseRoot()).isEqualTo("http://localhost:8090/jira");
		assertThat(properties.credentials()).hasToString("credentials");
		assertThat(properties.toString()).doesNotContain("s3cret");
	}

	@Test
	void browseUrlMayDiffer() {
		assertThat(bind(Map.of("base-url", "http://jira.internal:8080", "browse-url", "https://jira.acme.example/"))
			.browseRoot()).isEqualTo("https://jira.acme.example");
	}

	@Test
	void unknownVersionIsRefused() {
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(Map.of("api-version", "4")))
			.withStackTraceContaining("github-jira-sync.jira.api-version must be 2 or 3, got 4");
	}

	private static JiraProperties bind(Map<String, String> keys) {
		MapConfigurationPropertySource source = new MapConfigurationPropertySource();
		keys.forEach((key, value) -> source.put("github-jira-sync.jira." + key, value));
		return new Binder(source).bindOrCreate("github-jira-sync.jira", JiraProperties.class);
	}

}
