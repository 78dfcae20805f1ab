package io.github.githubjirasync.upstream;

import java.time.Instant;

/**
 * Whether the upstreams are there, as far as is known without a call.
 */
public final class Upstreams {

	private final UpstreamGuards guards;

	Upstreams(UpstreamGuards guards) {
		this.guards = guards;
	}

	/**
	 * Throws if an upstream is known to be away, so that a job that will need it does not
	 * begin with calls to the other one.
	 * @param upstream the upstream
	 * @throws UpstreamException.RateLimited until when it is left alone
	 */
	public void require(Upstream upstream) {
		Circuit circuit = this.guards.circuit(upstream);
		Instant until = circuit.leftAloneUntil();
		if (until != null) {
			throw new UpstreamException.RateLimited(upstream, upstream + " is away; it is tried again at " + until,
					until);
		}
	}

}
