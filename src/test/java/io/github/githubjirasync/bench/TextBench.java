package io.github.githubjirasync.bench;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

import io.github.githubjirasync.text.Adf;
import io.github.githubjirasync.text.ConversionContext;
import io.github.githubjirasync.text.TextDigest;

/**
 * Times the conversions of a text of 4 KB on one thread. Prints the CPU time of each in
 * microseconds, the median of the rounds.
 */
public final class TextBench {

	private static final int ROUNDS = 15;

	private static final long ROUND_NANOS = 200_000_000L;

	private static final ConversionContext CONTEXT = new ConversionContext("https://github.com/acme/widgets",
			"https://acme.atlassian.net/browse", Set.of("WID"), (login) -> null, (account) -> null);

	private static volatile Object sink = "";

	private TextBench() {
	}

	public static void main(String[] arguments) {
		String prose = BenchTexts.prose();
		String mixed = BenchTexts.mixed();
		var proseAdf = Adf.fromMarkdown(prose, CONTEXT);
		var mixedAdf = Adf.fromMarkdown(mixed, CONTEXT);
		measure("prose_to_adf_us", () -> Adf.fromMarkdown(prose, CONTEXT));
		measure("mixed_to_adf_us", () -> Adf.fromMarkdown(mixed, CONTEXT));
		measure("prose_to_markdown_us", () -> Adf.toMarkdown(proseAdf, CONTEXT));
		measure("mixed_to_markdown_us", () -> Adf.toMarkdown(mixedAdf, CONTEXT));
		measure("prose_digest_us", () -> TextDigest.ofMarkdown(prose));
		measure("prose_adf_digest_us", () -> TextDigest.ofAdf(proseAdf));
		measure("prose_limit_us", () -> Adf.limit(proseAdf, Adf.MAX_CHARACTERS, "https://x.y"));
	}

	/** Of this thread, so that what else runs on the machine does not count. */
	private static long cpuTime() {
		return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
	}

	private static void measure(String name, Supplier<Object> work) {
		double[] micros = new double[ROUNDS];
		for (int round = -3; round < ROUNDS; round++) {
			long start = cpuTime();
			long count = 0;
			while (cpuTime() - start < ROUND_NANOS) {
				for (int i = 0; i < 50; i++) {
					sink = work.get();
				}
				count += 50;
			}
			if (round >= 0) {
				micros[round] = (cpuTime() - start) / 1000.0 / count;
			}
		}
		Arrays.sort(micros);
		System.out.printf(Locale.ROOT, "%s: %.1f (%.1f to %.1f)%n", name, micros[ROUNDS / 2], micros[0],
				micros[ROUNDS - 1]);
	}

}
