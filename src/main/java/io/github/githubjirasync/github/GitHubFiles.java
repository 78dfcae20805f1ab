package io.github.githubjirasync.github;

import java.io.IOException;
import java.time.Duration;

import io.github.githubjirasync.upstream.Downloads;

/**
 * The images and files that people put into texts on GitHub, and that GitHub keeps
 * outside its API. Only those are read that everybody may read. Safe for use by many
 * threads.
 */
public interface GitHubFiles {

	/**
	 * Whether an address is that of a file that GitHub keeps.
	 * @param url an address in a text
	 * @return {@code false} for any other, which is never called
	 */
	boolean has(String url);

	/**
	 * Longest time for all the files of one text.
	 * @return above zero
	 */
	Duration timeout();

	/**
	 * Reads a file.
	 * @param url its address
	 * @param bound longest time for it
	 * @return the file
	 * @throws IOException if it cannot be had
	 */
	Downloads.File read(String url, Duration bound) throws IOException;

}
