package io.github.githubjirasync.sync;

import java.util.Optional;

/**
 * Looks whether everything that the links name is there, and whether we may do what they
 * ask for, before the first delivery finds out. Changes nothing. Safe for use by many
 * threads.
 */
public interface Preflight {

	/**
	 * Looks now, with some ten calls to the upstreams for each link, one after the other.
	 * @return what was found; an upstream that fails is a finding, not an error
	 */
	PreflightReport check();

	/**
	 * What was found last.
	 * @return the report, or empty if nobody has looked yet
	 */
	Optional<PreflightReport> latest();

}
