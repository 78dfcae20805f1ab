package io.github.githubjirasync.upstream;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class UpstreamWordsTests {

	static Stream<Arguments> bodies() {
		return Stream.of(arguments("", ""), arguments("{\"message\":\"Not Found\",\"status\":\"404\"}", "Not Found"),
				arguments("""
						{"message":"Validation Failed","errors":[{"resource":"Issue","field":"title",
						"code":"missing_field"}],"documentation_url":"https://docs.github.com"}""",
						"Validation Failed; Issue.title: missing_field"),
				arguments("""
						{"message":"Validation Failed","errors":[{"resource":"Issue","code":"custom","field":"body",
						"message":"body is too long (maximum is 65536 characters)"}]}""",
						"Validation Failed; Issue.body: body is too long (maximum is 65536 characters)"),
				arguments("{\"message\":\"Validation Failed\",\"errors\":[\"Could not resolve to a node\"]}",
						"Validation Failed; Could not resolve to a node"),
				arguments("{\"message\":\"Validation Failed\",\"errors\":\"Sorry\"}", "Validation Failed; Sorry"),
				arguments("{\"errorMessages\":[\"Issue does not exist\",\"Really\"],\"errors\":{}}",
						"Issue does not exist; Really"),
				arguments("""
						{"errorMessages":["Oh"],"errors":{"priority":"priority is not on the screen",
						"labels":"The label 'a b' contains spaces"}}""",
						"Oh; priority: priority is not on the screen; labels: The label 'a b' contains spaces"),
				arguments("{\"message\":\"Client must be authenticated\",\"status-code\":401}",
						"Client must be authenticated"),
				arguments("{\"error\":\"access_denied\",\"error_description\":\"Unauthorized\"}", "Unauthorized"),
				arguments("""
						{"issues":[],"errors":[{"status":400,"elementErrors":{"errorMessages":[],"errors":{"summary":
						"You must specify a summary"}},"failedElementNumber":1}]}""",
						"1: summary: You must specify a summary"),
				arguments("{\"message\":null,\"errors\":null}", ""), arguments("{\"message\":", "{\"message\":"),
				arguments("upstream connect error", "upstream connect error"),
				arguments("<!DOCTYPE html><html><head><title>502 Bad\n Gateway</title></head></html>",
						"502 Bad Gateway"),
				arguments("<h1>Down</h1> for <b>maintenance</b>", "Down for maintenance"));
	}

	@ParameterizedTest
	@MethodSource("bodies")
	void refusalIsToldInTheUpstreamsWords(String body, String words) {
		assertThat(UpstreamWords.read(body.getBytes(StandardCharsets.UTF_8))).isEqualTo(words);
	}

	@Test
	void longTextIsCutAndSurrogatePairsStayWhole() {
		String words = UpstreamWords.read(("x".repeat(198) + "😀".repeat(50)).getBytes(StandardCharsets.UTF_8));
		assertThat(words).isEqualTo("x".repeat(198) + "…");
	}

}
