/**
 * The pool that runs jobs, and the loops that keep the queue healthy: one class a loop.
 */
@ApplicationModule(allowedDependencies = { "queue" })
@NullMarked
package io.github.githubjirasync.worker;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
