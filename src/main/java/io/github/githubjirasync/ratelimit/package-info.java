/**
 * Budgets of calls that all instances share.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.github.githubjirasync.ratelimit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
