package io.github.githubjirasync.queue.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for {@link Payload} and its compressions.
 */
class PayloadTests {

	private static final String LONG = "{\"title\":\"Größe ✓\"}".repeat(100);

	static List<Payload.Compression> compressions() {
		return List.of(new Zstandard(), new Deflate());
	}

	@Test
	void textOfAnyLengthComesBack() {
		String text = new Random(1).ints(70_000, 32, 0x2FFF)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
		for (int length : new int[] { 0, 1, 254, 255, 256, 257, 5_000, 70_000 }) {
			byte[] stored = Payload.encode(text.substring(0, length));
			assertThat(Payload.decode(stored, 0)).isEqualTo(text.substring(0, length));
		}
	}

	@Test
	void payloadIsReadFromTheMiddleOfARecord() {
		byte[] record = ("header\n" + new String(Payload.encode("short"), StandardCharsets.UTF_8))
			.getBytes(StandardCharsets.UTF_8);
		assertThat(Payload.decode(record, 7)).isEqualTo("short");
	}

	@ParameterizedTest
	@MethodSource("compressions")
	void longTextBecomesShorterAndComesBack(Payload.Compression compression) {
		byte[] raw = LONG.getBytes(StandardCharsets.UTF_8);
		byte[] compressed = compression.compress(raw);
		assertThat(compressed).hasSizeBetween(2, raw.length / 10);
		assertThat(compression.expand(compressed, 1)).isEqualTo(raw);
	}

	@ParameterizedTest
	@MethodSource("compressions")
	void noiseIsNotCompressed(Payload.Compression compression) {
		byte[] noise = new byte[1_000];
		new Random(2).nextBytes(noise);
		assertThat(compression.compress(noise)).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("compressions")
	void brokenDataIsAnErrorAndTheNextIsRead(Payload.Compression compression) {
		byte[] raw = LONG.getBytes(StandardCharsets.UTF_8);
		byte[] compressed = compression.compress(raw);
		byte[] cut = Arrays.copyOf(compressed, compressed.length / 2);
		assertThatThrownBy(() -> compression.expand(cut, 1)).isInstanceOf(IllegalStateException.class)
			.hasMessageContaining("stored payload");
		assertThat(compression.expand(compressed, 1)).isEqualTo(raw);
	}

	@Test
	void payloadOfAMachineWithoutNativeCodeIsRead() {
		byte[] deflated = new Deflate().compress(LONG.getBytes(StandardCharsets.UTF_8));
		assertThat(Payload.decode(deflated, 0)).isEqualTo(LONG);
	}

	@ParameterizedTest
	@MethodSource("compressions")
	void manyThreadsMayCompressAtOnce(Payload.Compression compression) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(4);
		List<Future<Boolean>> results = IntStream.range(0, 4).mapToObj((thread) -> threads.submit(() -> {
			for (int i = 0; i < 500; i++) {
				byte[] raw = (LONG + thread + i).getBytes(StandardCharsets.UTF_8);
				if (!Arrays.equals(compression.expand(compression.compress(raw), 1), raw)) {
					return false;
				}
			}
			return true;
		})).toList();
		for (Future<Boolean> result : results) {
			assertThat(result.get(30, TimeUnit.SECONDS)).isTrue();
		}
		threads.shutdown();
	}

}
