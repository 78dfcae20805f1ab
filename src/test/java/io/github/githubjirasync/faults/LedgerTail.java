package io.github.githubjirasync.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a ledger while its process writes it: each look reads only what has come since.
 * Safe for use by many threads.
 */
final class LedgerTail {

	private final Path file;

	private final List<LedgerEntry> entries = new ArrayList<>();

	private long offset;

	/**
	 * The ledger of a process.
	 * @param file its file, perhaps not there yet
	 */
	LedgerTail(Path file) {
		this.file = file;
	}

	/**
	 * What the process has written up to now.
	 * @return the entries in order
	 */
	synchronized List<LedgerEntry> entries() {
		readOn();
		return List.copyOf(this.entries);
	}

	private void readOn() {
		if (!Files.exists(this.file)) {
			return;
		}
		try (FileChannel channel = FileChannel.open(this.file, StandardOpenOption.READ)) {
			ByteBuffer buffer = ByteBuffer.allocate((int) (channel.size() - this.offset));
			while (buffer.hasRemaining() && channel.read(buffer, this.offset + buffer.position()) >= 0) {
				// Goes on until all of it is read.
			}
			String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII);
			int end = text.lastIndexOf('\n') + 1;
			text.substring(0, end).lines().forEach((line) -> LedgerEntry.parse(line).ifPresent(this.entries::add));
			this.offset += end;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
