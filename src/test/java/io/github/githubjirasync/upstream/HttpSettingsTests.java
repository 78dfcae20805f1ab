package io.github.githubjirasync.upstream;

import java.net.URI;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HttpSettingsTests {

	@ParameterizedTest
	@ValueSource(strings = { "ftp://host", "host", "/path", "https:///path", "https://me:secret@host",
			"https://host?q=1", "https://host#f" })
	void badBaseUrlIsRefusedWithoutBeingPrinted(String url) {
		assertThatIllegalArgumentException().isThrownBy(() -> settings(url))
			.withMessageContaining("base URL")
			.withMessageNotContaining("secret");
	}

	@Test
	void slashesAtTheEndAreDropped() {
		assertThat(settings("https://host/api/v3//").baseUrl()).isEqualTo(URI.create("https://host/api/v3"));
	}

	@ParameterizedTest
	@CsvSource({ "https://api.github.com, https://API.github.com:443/x, true",
			"https://api.github.com, http://api.github.com/x, false",
			"https://api.github.com, https://api.github.com.evil.example/x, false",
			"https://api.github.com, https://evil.example/api.github.com, false",
			"http://localhost:8090, http://localhost:8091/x, false", "http://localhost:80, http://localhost/x, true",
			"https://api.github.com, /relative, false" })
	void originIsSchemeHostAndPort(String base, String url, boolean same) {
		assertThat(settings(base).sameOrigin(URI.create(url))).isEqualTo(same);
	}

	@ParameterizedTest
	@CsvSource({ "https://api.github.com, false", "http://api.github.com, true", "http://localhost:8090/x, false",
			"http://127.0.0.1:1, false", "http://[::1]:1, false", "http://127.0.0.1.evil.example, true",
			"http://10.0.0.1, true" })
	void plainHttpToOtherMachinesIsExposed(String url, boolean exposed) {
		assertThat(settings(url).exposed()).isEqualTo(exposed);
	}

	@CsvSource({ "https://h/api/v3, https://h/api/v3/repos/a%2Fb, /repos/a%2Fb", "https://h, https://h/user, /user",
			"https://h/api/v3, https://h/other, /other" })
	@ParameterizedTest
	void pathBelowTheRootIsWhatIsLimited(String base, String url, String path) {
		assertThat(settings(base).below(URI.create(url))).isEqualTo(path);
	}

	@Test
	void boundsAreChecked() {
		URI url = URI.create("https://host");
		Duration second = Duration.ofSeconds(1);
		DataSize size = DataSize.ofMegabytes(10);
		assertThatIllegalArgumentException().isThrownBy(() -> new HttpSettings(url, Duration.ZERO, second, 1, size));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new HttpSettings(url, second, Duration.ofHours(2), 1, size));
		assertThatIllegalArgumentException().isThrownBy(() -> new HttpSettings(url, second, second, 0, size));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new HttpSettings(url, second, second, 1, DataSize.ofBytes(0)));
	}

	@Test
	void credentialsPrintNoSecret() {
		assertThat(Credentials.bearer(" s3cret\n").toString()).doesNotContain("s3cret");
		assertThat(Credentials.bearer(" s3cret\n").authorize("/")).isEqualTo(new Authorization("Bearer s3cret", ""));
		assertThat(new Authorization("Bearer s3cret", "").toString()).doesNotContain("s3cret");
		assertThat(Credentials.basic("me@acme.example", "s3cret").authorize("/"))
			.isEqualTo(new Authorization("Basic bWVAYWNtZS5leGFtcGxlOnMzY3JldA==", ""));
		assertThat(Credentials.missing("set it").authorize("/")).isNull();
	}

	private static HttpSettings settings(String url) {
		return new HttpSettings(URI.create(url), Duration.ofSeconds(1), Duration.ofSeconds(1), 1,
				DataSize.ofMegabytes(10));
	}

}
