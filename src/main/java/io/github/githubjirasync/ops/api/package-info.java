/**
 * The API for operators' programs, below {@code /ops/v1}: each controller shows a desk.
 */
@NullMarked
package io.github.githubjirasync.ops.api;

import org.jspecify.annotations.NullMarked;
