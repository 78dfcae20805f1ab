/**
 * What operators see and do, apart from how it is shown: the API and the console ask the
 * same desks.
 */
@NullMarked
package io.github.githubjirasync.ops.desk;

import org.jspecify.annotations.NullMarked;
