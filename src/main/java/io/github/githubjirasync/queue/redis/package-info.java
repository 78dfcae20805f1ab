/**
 * The queue on Redis sorted sets and Lua scripts.
 */
@NullMarked
package io.github.githubjirasync.queue.redis;

import org.jspecify.annotations.NullMarked;
