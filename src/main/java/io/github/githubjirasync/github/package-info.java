/**
 * The typed client of GitHub's REST API.
 */
@ApplicationModule(allowedDependencies = { "issue", "upstream" })
@NullMarked
package io.github.githubjirasync.github;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
