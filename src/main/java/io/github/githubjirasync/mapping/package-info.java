/**
 * Which GitHub issue and which Jira issue are twins, and what was last synced between
 * them.
 */
@ApplicationModule(allowedDependencies = { "issue" })
@NullMarked
package io.github.githubjirasync.mapping;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
