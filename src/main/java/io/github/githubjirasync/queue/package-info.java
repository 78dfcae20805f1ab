/**
 * The job queue: jobs, lanes, leases, retries and dead letters.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.github.githubjirasync.queue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
