package io.github.githubjirasync.webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.githubjirasync.testing.Cases;

/**
 * One line of the manifest of recorded deliveries.
 */
record RecordedDelivery(String file, boolean github, String event, String action) {

	static List<RecordedDelivery> all() {
		try {
			return Files.readAllLines(Cases.dir().resolve("manifest.tsv"))
				.stream()
				.skip(1)
				.map((line) -> line.split("\t", -1))
				.map((columns) -> new RecordedDelivery(columns[0], columns[2].equals("github"), columns[3], columns[4]))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static byte[] read(String file) {
		Path path = Cases.dir().resolve(file);
		try {
			return Files.readAllBytes(path);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	byte[] body() {
		return read(this.file);
	}

	String name() {
		return this.file.substring(this.file.lastIndexOf('/') + 1);
	}

}
