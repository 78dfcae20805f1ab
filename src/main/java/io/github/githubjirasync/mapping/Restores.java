package io.github.githubjirasync.mapping;

import java.time.Instant;
import java.util.Optional;

/**
 * Tells whether the mappings were put back from a backup. Twins that were made after that
 * backup exist then and no mapping knows them.
 */
@FunctionalInterface
public interface Restores {

	/**
	 * The latest restore.
	 * @return the restore, or empty if there was none
	 */
	Optional<Restore> latest();

	/**
	 * A restore.
	 *
	 * @param backup when the backup was begun
	 * @param restored when it was put back
	 */
	record Restore(Instant backup, Instant restored) {
	}

}
