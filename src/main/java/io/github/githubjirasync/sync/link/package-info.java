/**
 * Which repository is kept in step with which project, and by which rules.
 */
@NullMarked
package io.github.githubjirasync.sync.link;

import org.jspecify.annotations.NullMarked;
