package io.github.githubjirasync.queue.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The two keys of a partition that each script names, and the arguments of one script
 * call.
 */
final class Arguments {

	private final List<byte[]> values = new ArrayList<>();

	Arguments(Partition partition) {
		this.values.add(partition.root());
		this.values.add(partition.key("-"));
	}

	Arguments add(String text) {
		return add(text.getBytes(StandardCharsets.UTF_8));
	}

	Arguments add(long number) {
		return add(ScriptRunner.bytes(number));
	}

	Arguments add(byte[] value) {
		this.values.add(value);
		return this;
	}

	byte[][] toArray() {
		return this.values.toArray(byte[][]::new);
	}

}
