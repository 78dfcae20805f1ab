/**
 * Receives deliveries: verifies, parses, and hands them to sync.
 */
@ApplicationModule(allowedDependencies = { "issue", "sync" })
@NullMarked
package io.github.githubjirasync.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
