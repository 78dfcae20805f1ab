package io.github.githubjirasync.e2e;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.githubjirasync.ops.history.HistoryStore;
import io.github.githubjirasync.ops.history.MinuteRow;

/**
 * A day that the charts can show: a calm one, with an outage of an upstream and the rush
 * after it.
 */
final class SampleHistory {

	private static final int MINUTES = 1_440;

	private static final int RANGES = 14;

	private SampleHistory() {
	}

	static void fill(HistoryStore store) {
		long now = Instant.now().getEpochSecond() / 60;
		Random random = new Random(7);
		for (int ago = MINUTES; ago > 0; ago--) {
			store.put(now - ago, "sample", row(ago, random));
		}
	}

	private static MinuteRow row(int ago, Random random) {
		boolean outage = ago % 500 >= 110 && ago % 500 < 132;
		boolean rush = ago % 500 >= 80 && ago % 500 < 110;
		long done = Math.max(0, Math
			.round(42 + 22 * Math.sin(ago / 140.0) + 4 * random.nextGaussian() + (rush ? 95 : 0) - (outage ? 30 : 0)));
		Map<String, Long> causes = new HashMap<>();
		if (outage) {
			causes.put("FAILED", 1L + random.nextInt(5));
		}
		if (random.nextInt(18) == 0) {
			causes.put("REJECTED", 1L + random.nextInt(2));
		}
		if (random.nextInt(60) == 0) {
			causes.put("NOT_FOUND", 1L);
		}
		long failed = causes.values().stream().mapToLong(Long::longValue).sum();
		return new MinuteRow(done, 4 + random.nextInt(9), failed, outage ? 34 : random.nextInt(3), 0,
				durations(done, random), causes,
				new MinuteRow.Depth(Math.max(0, Math.round((rush ? 210 : 8) + 5 * random.nextGaussian())),
						random.nextInt(5) + (outage ? 160 : 0), 2 + random.nextInt(9), 3, rush ? 20 : 1));
	}

	private static List<Long> durations(long attempts, Random random) {
		long[] counts = new long[RANGES];
		for (int i = 0; i < attempts; i++) {
			counts[(int) Math.min(RANGES - 1, Math.max(0, Math.round(4.4 + 1.1 * random.nextGaussian())))]++;
		}
		List<Long> list = new ArrayList<>();
		for (long count : counts) {
			list.add(count);
		}
		return list;
	}

}
