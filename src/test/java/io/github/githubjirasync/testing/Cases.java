package io.github.githubjirasync.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import org.junit.jupiter.api.Assumptions;

/**
 * Recorded payloads, API descriptions and specifications, which are kept outside of the
 * project. Their folder is named by the system property or environment variable
 * {@code CASES_DIR}; by default it is {@code ../shared/cases}.
 */
public final class Cases {

	private Cases() {
	}

	/**
	 * The folder of the cases. Skips the calling test where it is absent.
	 * @return the folder
	 */
	public static Path dir() {
		String named = System.getProperty("CASES_DIR", System.getenv("CASES_DIR"));
		Path dir = Path.of(Objects.requireNonNullElse(named, "../shared/cases"));
		Assumptions.assumeTrue(Files.isDirectory(dir), () -> "No recorded cases in " + dir.toAbsolutePath()
				+ "; name their folder with the environment variable CASES_DIR");
		return dir;
	}

}
