/**
 * Budgets in Redis, and what takes their place while it is away.
 */
@NullMarked
package io.github.githubjirasync.ratelimit.redis;

import org.jspecify.annotations.NullMarked;
