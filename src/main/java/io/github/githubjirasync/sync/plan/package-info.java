/**
 * Decides what a change means for the other side. Pure functions: no I/O, no clock.
 */
@NullMarked
package io.github.githubjirasync.sync.plan;

import org.jspecify.annotations.NullMarked;
