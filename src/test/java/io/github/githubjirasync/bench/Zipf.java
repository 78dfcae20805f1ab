package io.github.githubjirasync.bench;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Ranks from 1, where rank {@code k} comes up {@code k} times less often than rank 1: how
 * busy the issues of a tracker are.
 */
final class Zipf {

	private final double[] cumulated;

	private final SplittableRandom random;

	Zipf(int ranks, long seed) {
		this.cumulated = new double[ranks];
		this.random = new SplittableRandom(seed);
		double sum = 0;
		for (int i = 0; i < ranks; i++) {
			sum += 1.0 / (i + 1);
			this.cumulated[i] = sum;
		}
	}

	int next() {
		double at = this.random.nextDouble() * this.cumulated[this.cumulated.length - 1];
		int found = Arrays.binarySearch(this.cumulated, at);
		return Math.min((found < 0) ? -found : found + 1, this.cumulated.length);
	}

}
