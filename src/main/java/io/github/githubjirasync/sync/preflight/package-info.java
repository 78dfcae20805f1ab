/**
 * Looks whether the upstreams have what the links name.
 */
@NullMarked
package io.github.githubjirasync.sync.preflight;

import org.jspecify.annotations.NullMarked;
