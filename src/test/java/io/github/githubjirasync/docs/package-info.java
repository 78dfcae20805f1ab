/**
 * Generates the pages that can be generated, and holds the others to the code.
 */
@NullMarked
package io.github.githubjirasync.docs;

import org.jspecify.annotations.NullMarked;
