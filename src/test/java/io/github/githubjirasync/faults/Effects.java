package io.github.githubjirasync.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What jobs do, outside Redis: each creates one thing under its key. As an upstream it
 * can be asked whether the thing is there, and does not refuse to create it twice.
 */
final class Effects {

	private final Path folder;

	Effects(Path folder) {
		try {
			this.folder = Files.createDirectories(folder);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	boolean exists(String key) {
		return Files.exists(this.folder.resolve(key));
	}

	void create(String key) {
		try {
			Files.createFile(this.folder.resolve(key));
		}
		catch (FileAlreadyExistsException ex) {
			// The ledgers hold both creations.
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
