/**
 * Turns deliveries into jobs, and runs them: applies plans, creates each twin once,
 * recognises echoes.
 */
@NullMarked
package io.github.githubjirasync.sync.job;

import org.jspecify.annotations.NullMarked;
