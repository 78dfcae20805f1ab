/**
 * What a job does: plans and applies one change, and owns the one door through which jobs
 * are enqueued.
 */
@ApplicationModule(allowedDependencies = { "issue", "queue", "mapping", "upstream", "github", "jira", "text" })
@NullMarked
package io.github.githubjirasync.sync;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
