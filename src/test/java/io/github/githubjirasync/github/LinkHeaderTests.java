package io.github.githubjirasync.github;

import java.net.URI;
import java.util.List;

import io.github.githubjirasync.upstream.UpstreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LinkHeaderTests {

	@ParameterizedTest
	@ValueSource(strings = { "<https://api.github.com/x?page=2>; rel=\"next\"",
			"<https://api.github.com/x?page=1>; rel=\"prev\", <https://api.github.com/x?page=2>; rel=\"next\", "
					+ "<https://api.github.com/x?page=9>; rel=\"last\"",
			"<https://api.github.com/x?page=2>;rel=next",
			"<https://api.github.com/x?page=2>; title=\"n\"; REL=\"Next\"",
			"<https://api.github.com/x?page=2>; rel=\"last next\"" })
	void nextPageIsFound(String header) {
		assertThat(LinkHeader.next(List.of(header))).isEqualTo(URI.create("https://api.github.com/x?page=2"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "next", "<https://api.github.com/x?page=1>; rel=\"prev\"",
			"<https://api.github.com/next>; rel=\"last\"", "<https://api.github.com/x>; rel=\"nextish\"" })
	void lastPageHasNone(String header) {
		assertThat(LinkHeader.next(List.of(header))).isNull();
	}

	@Test
	void brokenLinkIsAnError() {
		assertThatExceptionOfType(UpstreamException.Transient.class)
			.isThrownBy(() -> LinkHeader.next(List.of("<http://not a url>; rel=\"next\"")));
	}

	@Test
	void missingHeaderHasNone() {
		assertThat(LinkHeader.next(null)).isNull();
	}

}
