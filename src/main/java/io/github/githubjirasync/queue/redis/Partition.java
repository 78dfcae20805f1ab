package io.github.githubjirasync.queue.redis;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

import io.github.githubjirasync.queue.NewJob;

/**
 * One part of the queue, whose keys all live in one slot of a cluster. A lane always
 * lands in the same one.
 *
 * @param index its number, from 0
 */
record Partition(int index) {

	/**
	 * The key that routes a script to this partition's node, and the stem of all its
	 * keys.
	 */
	byte[] root() {
		return ScriptRunner.bytes("{gjs:" + this.index + "}");
	}

	byte[] key(String name) {
		return ScriptRunner.bytes("{gjs:" + this.index + "}:" + name);
	}

	String newJobId() {
		return this.index + "-" + Ulid.next();
	}

	static Partition of(NewJob job, int partitions) {
		if (partitions == 1) {
			return new Partition(0);
		}
		CRC32 crc = new CRC32();
		crc.update(job.lane().getBytes(StandardCharsets.UTF_8));
		return new Partition((int) (crc.getValue() % partitions));
	}

	/**
	 * The partition that a job id names.
	 * @throws IllegalArgumentException if it is no job id
	 */
	static Partition ofJobId(String jobId) {
		int dash = jobId.indexOf('-');
		if (dash < 1 || dash > 2 || !jobId.substring(0, dash).chars().allMatch(Character::isDigit)) {
			throw new IllegalArgumentException("Not a job id: " + jobId);
		}
		return new Partition(Integer.parseInt(jobId.substring(0, dash)));
	}

}
