/**
 * What the queue did over the last hours, minute by minute and of all instances, without
 * a Prometheus at hand.
 */
@NullMarked
package io.github.githubjirasync.ops.history;

import org.jspecify.annotations.NullMarked;
