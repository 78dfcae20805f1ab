package io.github.githubjirasync.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * An append-only log of one process, outside Redis. Each line reaches the file with one
 * write, so it survives the death of the process. Safe for use by many threads.
 */
final class Ledger implements AutoCloseable {

	private final FileChannel channel;

	Ledger(Path file) {
		try {
			this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void write(LedgerEntry entry) {
		ByteBuffer line = ByteBuffer.wrap(entry.line().getBytes(StandardCharsets.US_ASCII));
		synchronized (this) {
			try {
				this.channel.write(line);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	/**
	 * Reads what a process has written up to now.
	 * @param file its ledger, perhaps not there yet
	 * @return the entries in order
	 */
	static List<LedgerEntry> read(Path file) {
		try {
			if (!Files.exists(file)) {
				return List.of();
			}
			String text = Files.readString(file, StandardCharsets.US_ASCII);
			return text.substring(0, text.lastIndexOf('\n') + 1)
				.lines()
				.flatMap((line) -> LedgerEntry.parse(line).stream())
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
