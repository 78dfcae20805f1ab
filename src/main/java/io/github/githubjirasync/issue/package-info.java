/**
 * Identities and value types that both trackers share. No Spring.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.github.githubjirasync.issue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
