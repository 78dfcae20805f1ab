package io.github.githubjirasync.bench;

import java.util.Locale;

/**
 * What is measured, and of how many jobs.
 */
enum Measurement {

	/** Jobs are added, 50 on their way at any time. */
	ADD(100_000),
	/** 50 threads add one job after the other. */
	ADD_BLOCKING(100_000),
	/** One caller adds batches of 50. */
	ADD_BULK(20_000),
	/** Ten at a time do nothing. */
	PROCESS(60_000),
	/** Every job fails twice, then succeeds. */
	RETRY(3_000),
	/** Jobs wait. */
	MEMORY(20_000),
	/** 200 jobs a second come and are completed. */
	LATENCY(2_000),
	/** Jobs come and go while many others wait. */
	DEPTH(10_000);

	private static final int LONG_WARM_UP = 4;

	private final int jobs;

	Measurement(int jobs) {
		this.jobs = jobs;
	}

	String command() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * How many rounds are not measured: where one call is made for many jobs it takes
	 * more of them until the code that makes calls is compiled.
	 */
	int warmUps() {
		return switch (this) {
			case ADD, ADD_BLOCKING, ADD_BULK, PROCESS -> LONG_WARM_UP;
			default -> 1;
		};
	}

	int jobs(boolean quick) {
		return quick ? this.jobs / 2 : this.jobs;
	}

}
