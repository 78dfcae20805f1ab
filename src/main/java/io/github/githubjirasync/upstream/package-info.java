/**
 * What the clients of both upstreams share: errors, limits and their headers, the
 * circuit, the HTTP pool.
 */
@ApplicationModule(allowedDependencies = "ratelimit")
@NullMarked
package io.github.githubjirasync.upstream;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
