package io.github.githubjirasync.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Assumptions;

/**
 * Finds the recorded payloads, schemas and specifications that some tests read: in
 * {@code CASES_DIR} (system property or environment), else in {@code ../shared/cases}.
 */
public final class Cases {

	private Cases() {
	}

	/**
	 * The folder with the cases. Without it the calling test is skipped.
	 * @return an existing folder
	 */
	public static Path dir() {
		String configured = Optional.ofNullable(System.getProperty("CASES_DIR"))
			.or(() -> Optional.ofNullable(System.getenv("CASES_DIR")))
			.orElse("../shared/cases");
		Path dir = Path.of(configured);
		Assumptions.assumeTrue(Files.isDirectory(dir),
				() -> "No cases in " + dir.toAbsolutePath() + "; set CASES_DIR to run this test");
		return dir;
	}

}
