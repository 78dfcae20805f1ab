package io.github.githubjirasync.faults;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import io.github.githubjirasync.testing.ScratchFolder;

/**
 * What a worker process is started with. An archive of its classes halves the time that
 * its start takes; the JVM makes one only of classes in jars.
 *
 * @param classPath the class path
 * @param options options of the JVM
 */
record SharedClasses(String classPath, List<String> options) {

	private static volatile SharedClasses current = new SharedClasses(System.getProperty("java.class.path"), List.of());

	/**
	 * What to start a process with now.
	 * @return the class path and options
	 */
	static SharedClasses current() {
		return current;
	}

	/**
	 * Makes the archive, for all processes that are started after it. Without it they run
	 * as well.
	 */
	static void archive() {
		SharedClasses before = current;
		try {
			makeArchive();
		}
		catch (IllegalStateException ex) {
			System.err.println("# No archive of classes: " + ex.getMessage());
			current = before;
		}
	}

	private static void makeArchive() {
		Path folder = ScratchFolder.create("fault-classes");
		String jars = Stream.of(current.classPath().split(File.pathSeparator))
			.map(Path::of)
			.filter(Files::exists)
			.map((entry) -> Files.isDirectory(entry) ? jar(entry, folder) : entry)
			.map(Path::toString)
			.collect(Collectors.joining(File.pathSeparator));
		Path archive = folder.resolve("classes.jsa");
		current = new SharedClasses(jars, List.of("-XX:ArchiveClassesAtExit=" + archive));
		try (Stage stage = new Stage(List.of())) {
			WorkerProcess worker = stage.worker().awaitReady();
			worker.signal("TERM");
			worker.awaitEnd(Duration.ofMinutes(1));
		}
		current = new SharedClasses(jars,
				Files.exists(archive) ? List.of("-XX:SharedArchiveFile=" + archive) : List.of());
	}

	private static Path jar(Path classes, Path target) {
		Path jar = target.resolve(classes.getFileName() + ".jar");
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar));
				Stream<Path> files = Files.walk(classes)) {
			// Spring looks for folders too.
			for (Path file : files.filter((path) -> !path.equals(classes)).toList()) {
				boolean folder = Files.isDirectory(file);
				zip.putNextEntry(new ZipEntry(classes.relativize(file) + (folder ? "/" : "")));
				if (!folder) {
					Files.copy(file, zip);
				}
				zip.closeEntry();
			}
			return jar;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
