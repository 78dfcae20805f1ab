/**
 * The mappings in PostgreSQL.
 */
@NullMarked
package io.github.githubjirasync.mapping.jpa;

import org.jspecify.annotations.NullMarked;
