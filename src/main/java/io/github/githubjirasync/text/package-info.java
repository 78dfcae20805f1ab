/**
 * Markdown, Atlassian Document Format and Jira wiki markup, converted into each other by
 * pure functions.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.github.githubjirasync.text;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
