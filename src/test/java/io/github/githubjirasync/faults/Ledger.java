package io.github.githubjirasync.faults;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * An append-only log of one process, outside Redis. Each line reaches the file with one
 * write, so it survives the death of the process. Safe for use by many threads, also by
 * interrupted ones, which would close a channel for all.
 */
final class Ledger implements AutoCloseable {

	private final OutputStream file;

	Ledger(Path file) {
		try {
			this.file = new FileOutputStream(file.toFile(), true);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void write(LedgerEntry entry) {
		byte[] line = entry.line().getBytes(StandardCharsets.US_ASCII);
		synchronized (this) {
			try {
				this.file.write(line);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	@Override
	public void close() {
		try {
			this.file.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
