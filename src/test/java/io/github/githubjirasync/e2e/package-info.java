/**
 * The whole service between a simulated GitHub and a simulated Jira, on a real Redis and
 * a real PostgreSQL.
 */
@NullMarked
package io.github.githubjirasync.e2e;

import org.jspecify.annotations.NullMarked;
