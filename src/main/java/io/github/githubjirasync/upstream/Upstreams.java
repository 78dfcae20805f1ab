package io.github.githubjirasync.upstream;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

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

	/**
	 * What this instance knows of each upstream.
	 * @return one status each
	 */
	public List<Status> statuses() {
		return Arrays.stream(Upstream.values())
			.map((upstream) -> new Status(upstream, this.guards.circuit(upstream).awayUntil(),
					this.guards.meters().left(upstream)))
			.toList();
	}

	/**
	 * What is known of an upstream.
	 *
	 * @param upstream the upstream
	 * @param awayUntil when it is tried again; {@code null} if it is not away
	 * @param budgets what is left of each budget as of the latest call, by its name; of
	 * several accounts the least. A budget that is not known is missing
	 */
	public record Status(Upstream upstream, @Nullable Instant awayUntil, Map<String, Long> budgets) {

		public Status {
			budgets = Map.copyOf(budgets);
		}

	}

}
