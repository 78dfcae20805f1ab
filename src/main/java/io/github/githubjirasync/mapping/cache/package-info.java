/**
 * Caffeine and Redis in front of the mappings.
 */
@NullMarked
package io.github.githubjirasync.mapping.cache;

import org.jspecify.annotations.NullMarked;
