/**
 * The typed client of Jira's REST API.
 */
@ApplicationModule(allowedDependencies = { "issue", "upstream" })
@NullMarked
package io.github.githubjirasync.jira;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
