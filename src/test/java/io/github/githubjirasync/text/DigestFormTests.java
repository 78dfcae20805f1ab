package io.github.githubjirasync.text;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.commons.codec.digest.MurmurHash3;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Digests that are kept must stay what they are. */
class DigestFormTests {

	private static final String TEXT = "Zürich \uD83D\uDE00 saves it twice.";

	@Test
	void digestsAreThoseThatWereKept() {
		assertThat(DigestForm.MURMUR3.of("")).isEqualTo("m3:00000000000000000000000000000000");
		assertThat(DigestForm.MURMUR3.of(TEXT)).isEqualTo("m3:821024fd89d4452d5a294c08313b3409");
		assertThat(TextDigest.ofMarkdown("# Hello @octocat,\n\n- **see** `a@b`\n- " + TEXT))
			.isEqualTo("m3:f07dbec3da7d4677e7319240dbb3d4bb");
	}

	@Test
	void newestFormIsMurmurHash3OfAnyLength() {
		Random random = new Random(5);
		for (int length = 0; length < 200; length++) {
			byte[] bytes = new byte[length + random.nextInt(3)];
			random.nextBytes(bytes);
			long[] hash = MurmurHash3.hash128x64(Arrays.copyOf(bytes, length));
			assertThat(DigestForm.MURMUR3.of(bytes, length)).as("%d bytes", length)
				.isEqualTo("m3:" + HexFormat.of().toHexDigits(hash[0]) + HexFormat.of().toHexDigits(hash[1]));
		}
	}

	@Test
	void whatIsVisibleIsTheSameWhereverItStands() {
		String invisible = " \t\n\u0001\u001f\u007f";
		String visible = "!~aZ09{}";
		Random random = new Random(6);
		for (int i = 0; i < 2_000; i++) {
			StringBuilder all = new StringBuilder();
			StringBuilder expected = new StringBuilder();
			ObjectNode doc = JsonNodeFactory.instance.objectNode().put("type", "doc");
			var blocks = doc.putArray("content");
			for (int block = 0; block < 3; block++) {
				all.setLength(0);
				for (int length = random.nextInt(30); length > 0; length--) {
					String from = random.nextBoolean() ? invisible : visible;
					all.append(from.charAt(random.nextInt(from.length())));
				}
				// Characters beyond ASCII are told apart by another way.
				all.append((random.nextInt(4) == 0) ? "\u00e9" : "");
				all.chars().filter((c) -> invisible.indexOf(c) < 0).forEach((c) -> expected.append((char) c));
				blocks.addObject()
					.put("type", "paragraph")
					.putArray("content")
					.addObject()
					.put("type", "text")
					.put("text", all.toString());
			}
			assertThat(TextDigest.skeleton(doc)).isEqualTo(expected.toString());
			assertThat(TextDigest.ofAdf(doc)).isEqualTo(DigestForm.NEWEST.of(expected.toString()));
			assertThat(TextDigest.ofAdf(doc, DigestForm.SHA_256)).isEqualTo(DigestForm.SHA_256.of(expected.toString()));
		}
	}

}
