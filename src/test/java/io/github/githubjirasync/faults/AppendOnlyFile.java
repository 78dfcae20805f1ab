package io.github.githubjirasync.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Redis's own record of what it did, in the order it did it: says when each job was
 * leased by Redis's clock, and can lose its end as in a power failure.
 */
final class AppendOnlyFile {

	private static final byte[] ACTIVE = "{gjs:0}:active".getBytes(StandardCharsets.US_ASCII);

	private final Path file;

	/**
	 * The file of a Redis that has not rewritten it.
	 * @param folder where Redis keeps its data
	 */
	AppendOnlyFile(Path folder) {
		try (Stream<Path> files = Files.list(folder.resolve("appendonlydir"))) {
			this.file = files.filter((path) -> path.toString().endsWith(".incr.aof")).findFirst().orElseThrow();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Path path() {
		return this.file;
	}

	long size() {
		return this.file.toFile().length();
	}

	/**
	 * Cuts the end off, while Redis does not run.
	 * @param size how many bytes are left
	 */
	void cut(long size) {
		try (FileChannel channel = FileChannel.open(this.file, StandardOpenOption.WRITE)) {
			channel.truncate(size);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A lease of a job, and when it expires if it is not extended, in ms. */
	record Leased(String jobId, long expiry) {
	}

	/**
	 * All leases in the order in which Redis gave them.
	 * @return the leases
	 */
	List<Leased> leases() {
		List<Leased> leases = new ArrayList<>();
		// A lease that ends in the step that gave it was given to nobody.
		Map<String, Leased> step = new LinkedHashMap<>();
		for (List<byte[]> command : commands()) {
			String name = text(command.get(0));
			if (name.equalsIgnoreCase("EXEC")) {
				leases.addAll(step.values());
				step.clear();
			}
			else if (command.size() > 2 && java.util.Arrays.equals(command.get(1), ACTIVE)) {
				boolean extends_ = text(command.get(2)).equalsIgnoreCase("XX");
				if (name.equalsIgnoreCase("ZADD") && !extends_) {
					for (int i = 2; i < command.size(); i += 2) {
						String id = text(command.get(i + 1));
						step.put(id, new Leased(id, Long.parseLong(text(command.get(i)))));
					}
				}
				else if (name.equalsIgnoreCase("ZREM")) {
					command.subList(2, command.size()).forEach((id) -> step.remove(text(id)));
				}
			}
		}
		return leases;
	}

	private List<List<byte[]>> commands() {
		try {
			byte[] bytes = Files.readAllBytes(this.file);
			List<List<byte[]>> commands = new ArrayList<>();
			int[] at = { 0 };
			while (at[0] < bytes.length) {
				long count = number(bytes, at);
				List<byte[]> command = new ArrayList<>();
				for (int i = 0; i < count; i++) {
					int length = (int) number(bytes, at);
					command.add(java.util.Arrays.copyOfRange(bytes, at[0], at[0] + length));
					at[0] += length + 2;
				}
				commands.add(command);
			}
			return commands;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Reads {@code *3\r\n} or {@code $3\r\n}. */
	private static long number(byte[] bytes, int[] at) {
		long number = 0;
		at[0]++;
		for (; bytes[at[0]] != '\r'; at[0]++) {
			number = 10 * number + bytes[at[0]] - '0';
		}
		at[0] += 2;
		return number;
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
