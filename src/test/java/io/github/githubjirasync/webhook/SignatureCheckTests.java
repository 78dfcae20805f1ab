package io.github.githubjirasync.webhook;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.githubjirasync.sync.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SignatureCheckTests {

	private static final String SECRET = "It's a Secret to Everybody";

	private static final byte[] BODY = "Hello, World!".getBytes(StandardCharsets.UTF_8);

	private static final String HEX = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

	@Test
	void gitHubsPublishedVectorIsAccepted() {
		assertAccepted(check(SECRET), "sha256=" + HEX, BODY);
	}

	@Test
	void jirasPublishedVectorIsAccepted() {
		assertAccepted(check(SECRET), "sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9",
				"Hello World!".getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void anyOfSeveralSecretsMaySign() {
		SignatureCheck check = check("new", SECRET, "older");
		assertAccepted(check, "sha256=" + HEX, BODY);
		assertAccepted(check, Signatures.sha256("new", BODY), BODY);
		assertAccepted(check, Signatures.sha256("older", BODY), BODY);
		assertRefused(check, Signatures.sha256("oldest", BODY));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "sha256=", HEX, "sha1=" + HEX, "SHA256=" + HEX, "sha256=" + HEX + "00",
			"sha256=" + HEX + " ", "sha256=" + HEX + ",sha256=" + HEX,
			"sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e",
			"sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1",
			"sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1g",
			"sha256=0000000000000000000000000000000000000000000000000000000000000000" })
	void anyOtherHeaderIsRefused(String header) {
		assertRefused(check(SECRET), header);
	}

	@Test
	void missingHeaderIsRefused() {
		assertThatExceptionOfType(RefusedException.class)
			.isThrownBy(() -> check(SECRET).claimed(new MockHttpServletRequest()));
	}

	@Test
	void twoHeadersAreRefusedEvenIfBothAreRight() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader("X-Signature", "sha256=" + HEX);
		request.addHeader("X-Signature", "sha256=" + HEX);
		assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> check(SECRET).claimed(request));
	}

	@Test
	void withoutASecretEverythingIsRefused() {
		assertRefused(check(), "sha256=" + HEX);
	}

	@Test
	void blankSecretIsAMistake() {
		assertThatIllegalArgumentException().isThrownBy(() -> check(SECRET, " "));
	}

	private static SignatureCheck check(String... secrets) {
		return new SignatureCheck(Origin.GITHUB, "X-Signature", List.of(secrets));
	}

	private static void assertAccepted(SignatureCheck check, String header, byte[] body) {
		assertThatCode(() -> check.verify(check.claimed(request(header)), body)).doesNotThrowAnyException();
	}

	private static void assertRefused(SignatureCheck check, String header) {
		assertThatExceptionOfType(RefusedException.class)
			.isThrownBy(() -> check.verify(check.claimed(request(header)), BODY))
			.satisfies((ex) -> assertThat(ex.status().value()).isEqualTo(401));
	}

	private static MockHttpServletRequest request(String header) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader("X-Signature", header);
		return request;
	}

}
