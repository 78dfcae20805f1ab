package io.github.githubjirasync.ops.desk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.githubjirasync.queue.JobState;
import io.github.githubjirasync.queue.QueueUnavailableException;
import io.github.githubjirasync.sync.LinkCatalog;
import io.github.githubjirasync.sync.LinkCatalog.LinkInfo;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * How far each link is behind: the gauge {@code github_jira_sync_link_lag_seconds} by the
 * link's configured name, of up to {@value #MOST} links; beyond them one gauge without a
 * name shows the greatest lag. Read from the queue at most every ten seconds; not a
 * number while Redis is away. Alert when one stays above five minutes.
 */
final class LinkMeters implements MeterBinder {

	/** The most links that are told apart. */
	static final int MOST = 50;

	private static final long FRESH_NANOS = Duration.ofSeconds(10).toNanos();

	private static final String NAME = "github.jira.sync.link.lag.seconds";

	private static final String HELP = "How long the oldest waiting job of a link has waited";

	private final LinkCatalog links;

	private final QueueDesk queue;

	private final Clock clock;

	private final Map<String, Double> lags = new HashMap<>();

	private boolean known;

	private long readAt;

	LinkMeters(LinkCatalog links, QueueDesk queue, Clock clock) {
		this.links = links;
		this.queue = queue;
		this.clock = clock;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		List<LinkInfo> all = this.links.all();
		if (all.size() > MOST) {
			Gauge.builder(NAME, this, LinkMeters::greatest).description(HELP).register(registry);
			return;
		}
		all.forEach((link) -> Gauge.builder(NAME, this, (meters) -> meters.lag(link.name()))
			.description(HELP)
			.tag("link", link.name())
			.register(registry));
	}

	private synchronized double lag(String link) {
		read();
		return this.known ? this.lags.getOrDefault(link, 0.0) : Double.NaN;
	}

	private synchronized double greatest() {
		read();
		return this.known ? this.lags.values().stream().mapToDouble(Double::doubleValue).max().orElse(0) : Double.NaN;
	}

	private void read() {
		long now = System.nanoTime();
		if (this.readAt != 0 && now - this.readAt <= FRESH_NANOS) {
			return;
		}
		this.readAt = now;
		this.lags.clear();
		try {
			Instant time = this.clock.instant();
			this.queue.breakdown(JobState.WAITING)
				.byLink()
				.forEach((part) -> this.lags.put(part.link(),
						Math.max(0, Duration.between(part.oldest(), time).toMillis() / 1000.0)));
			this.known = true;
		}
		catch (QueueUnavailableException ex) {
			this.known = false;
		}
	}

}
