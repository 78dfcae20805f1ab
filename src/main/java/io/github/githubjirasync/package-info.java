/**
 * GitHub-Jira Sync: each direct sub-package is a module that declares what it may import.
 */
@NullMarked
package io.github.githubjirasync;

import org.jspecify.annotations.NullMarked;
