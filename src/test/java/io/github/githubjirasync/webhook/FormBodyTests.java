package io.github.githubjirasync.webhook;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FormBodyTests {

	@Test
	void payloadIsDecodedAsUtf8() {
		String json = "{\"title\":\"Grüße & 100 % + 🎉\"}";
		assertThat(payload("payload=" + URLEncoder.encode(json, StandardCharsets.UTF_8))).isEqualTo(json);
	}

	@Test
	void otherFieldsArePassedOver() {
		assertThat(payload("a=1&payloads=2&payload=%7b%7D&z")).isEqualTo("{}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "payload", "a=1", "payload=1&payload=2", "payload=%", "payload=%7", "payload=%7&a=1",
			"payload=%zz", "payload=%-1" })
	void anythingElseIsUnreadable(String form) {
		assertThatExceptionOfType(UnreadableException.class).isThrownBy(() -> payload(form));
	}

	private static String payload(String form) {
		return new String(FormBody.payload(form.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
	}

}
