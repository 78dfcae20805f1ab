package io.github.githubjirasync.queue;

/**
 * How soon a job runs: 1 before 2 before 3, first-in-first-out within one.
 */
public enum JobPriority {

	/** 1: before all others. */
	HIGH,
	/** 2: the usual. */
	NORMAL,
	/** 3: backfill and the like. */
	LOW;

	/**
	 * The number of this priority.
	 * @return 1, 2 or 3
	 */
	public int number() {
		return ordinal() + 1;
	}

	/**
	 * The priority with a number.
	 * @param number 1, 2 or 3
	 * @return the priority
	 */
	public static JobPriority of(int number) {
		return switch (number) {
			case 1 -> HIGH;
			case 2 -> NORMAL;
			case 3 -> LOW;
			default -> throw new IllegalArgumentException("A priority is 1, 2 or 3, got " + number);
		};
	}

}
