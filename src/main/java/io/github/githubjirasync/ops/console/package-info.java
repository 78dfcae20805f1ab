/**
 * The console: pages for operators, made on the server, live through server-sent events.
 * Everything that it does, the API does too.
 */
@NullMarked
package io.github.githubjirasync.ops.console;

import org.jspecify.annotations.NullMarked;
