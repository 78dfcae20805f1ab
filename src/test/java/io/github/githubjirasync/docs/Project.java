package io.github.githubjirasync.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of the project, by their path from its root.
 */
final class Project {

	static final String SOURCES = "src/main/java/io/github/githubjirasync/";

	static final String ROOT_PACKAGE = "io.github.githubjirasync";

	private Project() {
	}

	static Path path(String name) {
		return Path.of(name).toAbsolutePath().normalize();
	}

	static boolean exists(String name) {
		return Files.exists(path(name));
	}

	static String read(String name) {
		try {
			return Files.readString(path(name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static void write(String name, String text) {
		try {
			Files.createDirectories(path(name).getParent());
			Files.writeString(path(name), text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The files below a folder whose names end so, as paths from the root, sorted. */
	static List<String> files(String folder, String ending) {
		Path root = path("");
		try (Stream<Path> files = Files.walk(path(folder))) {
			return files.filter(Files::isRegularFile)
				.map((file) -> root.relativize(file).toString().replace('\\', '/'))
				.filter((name) -> name.endsWith(ending))
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The modules: direct sub-packages of the root package. */
	static List<String> modules() {
		try (Stream<Path> folders = Files.list(path(SOURCES))) {
			return folders.filter(Files::isDirectory)
				.map((folder) -> folder.getFileName().toString())
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The pages that people write and read: the README, the change log, and docs. */
	static List<String> pages() {
		return Stream.concat(Stream.of("README.md", "CHANGELOG.md"), files("docs", ".md").stream()).toList();
	}

}
