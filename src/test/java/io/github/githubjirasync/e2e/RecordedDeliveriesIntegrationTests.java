package io.github.githubjirasync.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.sandbox.SandboxOptions;
import io.github.githubjirasync.testing.Cases;
import io.github.githubjirasync.upstream.Upstream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Payloads that both vendors once sent. The issues that they tell of exist in neither
 * sandbox.
 */
class RecordedDeliveriesIntegrationTests extends EndToEnd {

	private static final List<Long> RECORDED_ISSUES = List.of(444_500_041L, 750_705_278L, 3_138_083_312L);

	private final UUID run = UUID.randomUUID();

	@Autowired
	private StringRedisTemplate redis;

	@Autowired
	private IssueMappings mappings;

	@BeforeEach
	void forgetRecordedIssues() {
		RECORDED_ISSUES.forEach(
				(id) -> this.mappings.findByGitHubIssue(id).ifPresent((mapping) -> this.mappings.delete(mapping.id())));
	}

	@Test
	void everyRecordedDeliveryIsTakenAndNoneDies() throws IOException {
		for (Recorded recorded : recorded()) {
			assertThat(post(recorded, Signing.RIGHT)).as(recorded.file()).isEqualTo(202);
		}
		awaitSilence();
		assertThat(causes()).isEmpty();
		// All recorded issue deliveries but these tell of one and the same issue.
		assertThat(SANDBOX.jira().issues()).extracting((issue) -> issue.summary())
			.containsOnlyOnce("Spelling error in the README file")
			.hasSize(3);
	}

	@Test
	void recordedIssueOpenedMakesOneJiraIssue() throws IOException {
		Recorded opened = recorded().stream()
			.filter((recorded) -> recorded.file().endsWith("issues.opened.1.json"))
			.findFirst()
			.orElseThrow();
		post(opened, Signing.RIGHT);
		post(opened, Signing.RIGHT);
		awaitSilence();
		assertThat(onlyJiraIssue().summary()).isEqualTo("Spelling error in the README file");
		assertThat(SANDBOX.calls().count(Upstream.JIRA, "POST /issue")).isOne();
		assertThat(causes()).isEmpty();
	}

	@Test
	void wronglySignedDeliveryLeavesNothing() throws IOException {
		List<Recorded> recorded = recorded();
		Set<String> before = this.redis.keys("{gjs:0}:*:*");
		for (int i = 0; i < recorded.size(); i++) {
			Signing wrong = Signing.values()[1 + i % (Signing.values().length - 1)];
			assertThat(post(recorded.get(i), wrong)).as(recorded.get(i).file() + " " + wrong).isEqualTo(401);
		}
		assertThat(before).containsAll(this.redis.keys("{gjs:0}:*:*"));
		assertThat(this.queue.counts().waiting()).isZero();
		assertThat(SANDBOX.calls().recent()).isEmpty();
	}

	private int post(Recorded recorded, Signing signing) throws IOException {
		byte[] body = Files.readAllBytes(Cases.dir().resolve(recorded.file()));
		String secret = recorded.github() ? SandboxOptions.GITHUB_SECRET : SandboxOptions.JIRA_SECRET;
		String header = recorded.github() ? "X-Hub-Signature-256" : "X-Hub-Signature";
		Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));
		if (recorded.github()) {
			headers.put("X-GitHub-Event", recorded.event());
		}
		headers.put(recorded.github() ? "X-GitHub-Delivery" : "X-Atlassian-Webhook-Identifier",
				UUID.nameUUIDFromBytes((this.run + recorded.file()).getBytes(StandardCharsets.UTF_8)).toString());
		String right = sign("HmacSHA256", secret, body);
		switch (signing) {
			case RIGHT -> headers.put(header, "sha256=" + right);
			case WRONG_SECRET -> headers.put(header, "sha256=" + sign("HmacSHA256", secret + "x", body));
			case CHANGED_BODY -> {
				headers.put(header, "sha256=" + right);
				body = Arrays.copyOf(body, body.length + 1);
				body[body.length - 1] = ' ';
			}
			case NO_HEADER -> {
			}
			case CUT_SHORT -> headers.put(header, "sha256=" + right.substring(0, right.length() - 2));
			case SHA1_ONLY -> headers.put("X-Hub-Signature", "sha1=" + sign("HmacSHA1", secret, body));
		}
		String path = recorded.github() ? "/webhooks/github" : "/webhooks/jira";
		return Http.post("http://localhost:" + this.port + path, headers, body).statusCode();
	}

	private static String sign(String algorithm, String secret, byte[] body) {
		try {
			Mac mac = Mac.getInstance(algorithm);
			mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
			return HexFormat.of().formatHex(mac.doFinal(body));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<Recorded> recorded() throws IOException {
		Path dir = Cases.dir();
		List<Recorded> all = new ArrayList<>();
		List<String> lines = Files.readAllLines(dir.resolve("manifest.tsv"));
		for (String line : lines.subList(1, lines.size())) {
			String[] columns = line.split("\t", -1);
			all.add(new Recorded(columns[0], columns[2].equals("github"), columns[3]));
		}
		return all;
	}

	/**
	 * A recorded delivery.
	 *
	 * @param file where its body is
	 * @param github whether GitHub sent it, else Jira did
	 * @param event the value of GitHub's header
	 */
	private record Recorded(String file, boolean github, String event) {
	}

	/** How a delivery is signed. */
	private enum Signing {

		RIGHT, WRONG_SECRET, CHANGED_BODY, NO_HEADER, CUT_SHORT, SHA1_ONLY

	}

}
