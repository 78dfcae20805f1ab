/**
 * What the clients of both upstreams share: errors, retry-after reading, the HTTP pool.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.github.githubjirasync.upstream;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
