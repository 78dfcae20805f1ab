/**
 * What operators see and do: the queue, the dead letters. Nobody imports it.
 */
@ApplicationModule(allowedDependencies = { "queue", "sync" })
@NullMarked
package io.github.githubjirasync.ops;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
