package io.github.githubjirasync.ops.desk;

import org.jspecify.annotations.Nullable;

/**
 * What a login page offers.
 *
 * @param passwords whether anybody has a password
 * @param providerPath the path that leads to the login at an OpenID provider, or
 * {@code null} if none is configured
 */
public record LoginOptions(boolean passwords, @Nullable String providerPath) {
}
