package io.github.githubjirasync.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Folders for the data of servers that do not outlive the JVM.
 */
public final class ScratchFolder {

	private ScratchFolder() {
	}

	/**
	 * Makes an empty folder that is deleted with the JVM.
	 * @param name a word to recognise it by
	 * @return the folder
	 */
	public static Path create(String name) {
		try {
			Path folder = Files.createTempDirectory("github-jira-sync-" + name + "-");
			Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "scratch-delete"));
			return folder;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Deletes a folder with all that is in it, as far as that is possible now.
	 * @param folder the folder
	 */
	public static void delete(Path folder) {
		if (!Files.exists(folder)) {
			return;
		}
		try (Stream<Path> paths = Files.walk(folder)) {
			paths.sorted(Comparator.reverseOrder()).forEach((path) -> path.toFile().delete());
		}
		catch (IOException | UncheckedIOException ex) {
			// A server still writes there; the next attempt or the operating system
			// cleans up.
		}
	}

}
