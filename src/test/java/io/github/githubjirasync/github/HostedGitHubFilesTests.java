package io.github.githubjirasync.github;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import io.github.githubjirasync.upstream.ClientTestSupport;
import io.github.githubjirasync.upstream.HttpSettings;
import io.github.githubjirasync.upstream.UpstreamHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link HostedGitHubFiles}.
 */
class HostedGitHubFilesTests {

	private static final String ASSET = "/user-attachments/assets/0c1b5d8e-0000-4a4e-9c3f-1f2e3d4c5b6a";

	private final UpstreamHttp http = ClientTestSupport.http();

	@AfterEach
	void close() {
		this.http.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://github.com" + ASSET, "https://GitHub.com" + ASSET,
			"https://github.com/user-attachments/files/123/server.log",
			"https://github.com/acme/widgets/assets/42/0c1b5d8e-0000-4a4e-9c3f-1f2e3d4c5b6a",
			"https://github.com/acme/widgets/files/42/a%20b.zip",
			"https://user-images.githubusercontent.com/42/123-0c1b.png" })
	void filesOfGitHubAreKnown(String url) {
		assertThat(files("https://api.github.com").has(url)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://github.com" + ASSET, "https://github.com:8443" + ASSET,
			"https://github.com.evil.example" + ASSET, "https://evil.example" + ASSET,
			"https://me:pw@github.com" + ASSET, "https://github.com@evil.example" + ASSET,
			"https://github.com/acme/widgets/issues/7", "https://github.com/user-attachments/assets/../../settings",
			"https://github.com/logout", "https://api.github.com/user", "https://objects.githubusercontent.com/a",
			"https://localhost" + ASSET, "file:///etc/passwd", "not a url", "https://[::1" + ASSET, "" })
	void nothingElseIs(String url) {
		assertThat(files("https://api.github.com").has(url)).isFalse();
		assertThatExceptionOfType(java.io.IOException.class)
			.isThrownBy(() -> files("https://api.github.com").read(url, Duration.ofSeconds(1)))
			.withMessage("no file of GitHub's");
	}

	@ParameterizedTest
	@CsvSource({ "https://api.github.com, https://github.com", "https://api.acme.ghe.com, https://acme.ghe.com",
			"https://git.acme.example/api/v3, https://git.acme.example",
			"https://git.acme.example:8443/api/v3, https://git.acme.example:8443",
			"https://api.acme.example/api/v3, https://api.acme.example" })
	void pagesAreFoundFromTheApi(URI api, URI pages) {
		assertThat(HostedGitHubFiles.pages(api)).isEqualTo(pages);
		assertThat(files(api.toString()).has(pages + ASSET)).isTrue();
	}

	@Test
	void settingsAreChecked() {
		assertThatIllegalArgumentException().isThrownBy(() -> settings("https://a/b", "10MB", 30))
			.withMessageContaining("github-jira-sync.github.files.hosts: 'https://a/b' is not the name of a host");
		assertThatIllegalArgumentException().isThrownBy(() -> settings("a.example", "101MB", 30))
			.withMessageContaining("max-size must be 1 B to 100 MB");
		assertThatIllegalArgumentException().isThrownBy(() -> settings("a.example", "1MB", 0))
			.withMessageContaining("timeout must be above zero");
	}

	private HostedGitHubFiles files(String api) {
		return new HostedGitHubFiles(this.http, new HttpSettings(URI.create(api), Duration.ofSeconds(1),
				Duration.ofSeconds(1), 2, DataSize.ofMegabytes(1)),
				settings("user-images.githubusercontent.com", "1MB", 30));
	}

	private static GitHubFilesProperties settings(String host, String size, long seconds) {
		return new GitHubFilesProperties(List.of(host), List.of("objects.githubusercontent.com"), DataSize.parse(size),
				Duration.ofSeconds(seconds));
	}

}
