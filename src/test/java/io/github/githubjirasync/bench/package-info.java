/**
 * What {@code bench/run} runs: the queue measured against others, and texts converted and
 * timed.
 */
@NullMarked
package io.github.githubjirasync.bench;

import org.jspecify.annotations.NullMarked;
