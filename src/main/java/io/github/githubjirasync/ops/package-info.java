/**
 * What operators see and do, and who may call what: {@code ops.desk} is what they see and
 * do, {@code ops.api} shows it to programs. Nobody imports it.
 */
@ApplicationModule(allowedDependencies = { "issue", "queue", "mapping", "sync", "upstream" })
@NullMarked
package io.github.githubjirasync.ops;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
