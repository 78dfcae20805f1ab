/**
 * Measures the queue against others. Run by {@code bench/run queue}; nothing here is a
 * test.
 */
@NullMarked
package io.github.githubjirasync.bench;

import org.jspecify.annotations.NullMarked;
