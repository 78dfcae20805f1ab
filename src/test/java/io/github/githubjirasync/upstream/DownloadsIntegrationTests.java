package io.github.githubjirasync.upstream;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Downloads} against real servers: one that is known, one for redirects,
 * and one that is nobody's.
 */
class DownloadsIntegrationTests {

	private static final Duration BOUND = Duration.ofSeconds(5);

	private final StubUpstream pages = StubUpstream.lenient();

	private final StubUpstream store = StubUpstream.lenient();

	private final StubUpstream stranger = StubUpstream.lenient();

	private final UpstreamHttp http = ClientTestSupport.http();

	private final Downloads downloads = this.http.downloads(
			new HttpSettings(this.pages.url(), Duration.ofSeconds(2), Duration.ofSeconds(2), 4, DataSize.ofBytes(1000)),
			List.of(this.pages.url(), this.store.url()));

	@AfterEach
	void stop() {
		this.http.close();
		this.pages.close();
		this.store.close();
		this.stranger.close();
	}

	@Test
	void fileIsReadAlongRedirectsWithoutCredentials() throws IOException {
		this.pages.answer(302, "", "Location", this.store.url() + "/f?jwt=1");
		this.store.answer(200, "PNG", "Content-Type", "image/png; x=1", "Set-Cookie", "a=b");
		Downloads.File file = this.downloads.read(this.pages.url().resolve("/a"), BOUND);
		assertThat(file.mimeType()).isEqualTo("image/png");
		assertThat(file.content()).asString().isEqualTo("PNG");
		assertThat(this.pages.call().headers()).doesNotContainKeys("Authorization", "Cookie");
		assertThat(this.store.call().headers()).doesNotContainKeys("Authorization", "Cookie");
		assertThat(this.store.call().query()).isEqualTo("jwt=1");
	}

	@Test
	void redirectToAStrangerIsNotFollowed() {
		for (String target : List.of(this.stranger.url() + "/f", "http://169.254.169.254/latest/meta-data",
				"file:///etc/passwd", "//[::1]:1/", "")) {
			this.pages.answer(302, "", "Location", target);
			assertThatExceptionOfType(IOException.class).as(target)
				.isThrownBy(() -> this.downloads.read(this.pages.url().resolve("/a"), BOUND));
		}
		assertThat(this.stranger.calls()).isEmpty();
	}

	@Test
	void strangerIsNotCalled() {
		URI address = this.stranger.url().resolve("/f?secret=1");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.downloads.read(address, BOUND))
			.withMessage("127.0.0.1 is none of the hosts of its files");
		URI user = URI.create(this.pages.url().toString().replace("http://", "http://me:secret@"));
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.downloads.read(user, BOUND))
			.withMessageNotContaining("secret");
		assertThat(this.stranger.calls()).isEmpty();
		assertThat(this.pages.calls()).isEmpty();
	}

	@Test
	void nothingIsReadWithoutTlsFromAnotherMachine() {
		URI plain = URI.create("http://files.invalid");
		Downloads exposed = this.http.downloads(new HttpSettings(plain, BOUND, BOUND, 4, DataSize.ofBytes(1000)),
				List.of(plain));
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> exposed.read(plain.resolve("/a"), BOUND))
			.withMessage("files.invalid is none of the hosts of its files");
	}

	@Test
	void circlesEnd() {
		for (int i = 0; i < 4; i++) {
			this.pages.answer(302, "", "Location", "/again");
		}
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> this.downloads.read(this.pages.url().resolve("/a"), BOUND))
			.withMessage("more than 3 redirects");
	}

	@Test
	void whatIsNoFileOrTooLargeIsRefused() {
		this.pages.answer(404, "{}")
			.answer(200, "<html>Sign in", "Content-Type", "text/html; charset=utf-8")
			.answer(200, "x".repeat(1001), "Content-Type", "image/png")
			.answer(200, "");
		for (String problem : List.of("answered 404", "answered with a page", "larger than 1000 bytes",
				"answered 200 with nothing")) {
			assertThatExceptionOfType(IOException.class)
				.isThrownBy(() -> this.downloads.read(this.pages.url().resolve("/a?jwt=s3cret"), BOUND))
				.withMessageContaining(problem)
				.withMessageNotContaining("s3cret");
		}
	}

}
