package io.github.githubjirasync.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import org.junit.jupiter.api.Assumptions;

/**
 * Finds the recorded payloads and the vendors' API descriptions.
 */
public final class Cases {

	private Cases() {
	}

	/**
	 * The folder: system property or environment variable {@code CASES_DIR}, else
	 * {@code ../shared/cases}. Without it the test is skipped.
	 * @return the folder
	 */
	public static Path dir() {
		String environment = Objects.requireNonNullElse(System.getenv("CASES_DIR"), "../shared/cases");
		Path folder = Path.of(System.getProperty("CASES_DIR", environment));
		Assumptions.assumeTrue(Files.isDirectory(folder),
				() -> "No cases in " + folder.toAbsolutePath() + "; set CASES_DIR to run this test");
		return folder;
	}

}
