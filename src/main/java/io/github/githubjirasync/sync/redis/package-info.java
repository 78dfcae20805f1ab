/**
 * What sync keeps in Redis beside its jobs.
 */
@NullMarked
package io.github.githubjirasync.sync.redis;

import org.jspecify.annotations.NullMarked;
