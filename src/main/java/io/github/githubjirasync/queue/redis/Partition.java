package io.github.githubjirasync.queue.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

import io.lettuce.core.cluster.SlotHash;
import org.jspecify.annotations.Nullable;

/**
 * One part of the queue, whose keys all live in one slot of a cluster. A lane always
 * lands in the same one.
 *
 * @param index its number, from 0
 */
record Partition(int index) {

	/** The most partitions that there may be. */
	static final int MOST = 64;

	/** A partition's slot is at most this far from the one that it should have. */
	private static final int TOLERANCE = SlotHash.SLOT_COUNT / 128;

	/** Steps of this part of the ring spread any number of partitions evenly. */
	private static final double GOLDEN_STEP = (Math.sqrt(5) - 1) / 2;

	private static final List<String> ROOTS = IntStream.range(0, MOST).mapToObj(Partition::evenlySpread).toList();

	/**
	 * The key that routes a script to this partition's node, and the stem of all its
	 * keys. No such key exists.
	 */
	byte[] root() {
		return ScriptRunner.bytes(ROOTS.get(this.index));
	}

	byte[] key(String name) {
		return ScriptRunner.bytes(ROOTS.get(this.index) + ":" + name);
	}

	/**
	 * A root whose slot lies where it belongs, so that the masters of a cluster get
	 * equally many partitions: the plain one if that does, else one with a number behind
	 * it.
	 */
	private static String evenlySpread(int index) {
		double first = SlotHash.getSlot("{gjs:0}") / (double) SlotHash.SLOT_COUNT;
		int wanted = (int) ((first + index * GOLDEN_STEP) % 1 * SlotHash.SLOT_COUNT);
		String root = "{gjs:" + index + "}";
		for (int variant = 1; distance(SlotHash.getSlot(root), wanted) > TOLERANCE; variant++) {
			root = "{gjs:" + index + "." + variant + "}";
		}
		return root;
	}

	private static int distance(int slot, int other) {
		int distance = Math.abs(slot - other);
		return Math.min(distance, SlotHash.SLOT_COUNT - distance);
	}

	/** The id that a job has here: always the same one for a delivery. */
	String jobId(@Nullable String deliveryId) {
		return this.index + "-" + JobIds.of(deliveryId);
	}

	/** The id of a job of another partition, were it in this one. */
	String jobIdLike(String jobId) {
		return this.index + jobId.substring(jobId.indexOf('-'));
	}

	/** The home of a lane. */
	static Partition ofLane(String lane, int partitions) {
		if (partitions == 1) {
			return new Partition(0);
		}
		CRC32 crc = new CRC32();
		crc.update(lane.getBytes(StandardCharsets.UTF_8));
		return new Partition((int) (crc.getValue() % partitions));
	}

	/** The partition with a root. */
	static Optional<Partition> ofRoot(byte[] root) {
		int index = ROOTS.indexOf(ScriptRunner.text(root));
		return (index >= 0) ? Optional.of(new Partition(index)) : Optional.empty();
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
