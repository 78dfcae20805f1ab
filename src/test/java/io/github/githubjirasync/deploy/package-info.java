/**
 * Tests of what ships beside the jar: chart, compose files, image, scripts.
 */
@NullMarked
package io.github.githubjirasync.deploy;

import org.jspecify.annotations.NullMarked;
