package io.github.githubjirasync.sandbox;

import java.time.Instant;
import java.util.Map;

import io.github.githubjirasync.upstream.Upstream;
import org.jspecify.annotations.Nullable;

/**
 * A call that an upstream received.
 *
 * @param upstream the upstream
 * @param method the HTTP method
 * @param endpoint the path with its variables in braces, as in the vendor's description;
 * {@code ?} where there is no such endpoint
 * @param path the path below the API's root
 * @param query the query parameters
 * @param headers the request's headers by names in lower case, credentials left out
 * @param body the request's body
 * @param status the status of the answer; 0 where the connection was closed without one
 * @param fault what went wrong on demand, if anything
 * @param at when it came
 */
public record Call(Upstream upstream, String method, String endpoint, String path, Map<String, String> query,
		Map<String, String> headers, String body, int status, Fault.@Nullable Kind fault, Instant at) {
}
