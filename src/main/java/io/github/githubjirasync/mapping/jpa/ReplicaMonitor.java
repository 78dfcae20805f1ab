package io.github.githubjirasync.mapping.jpa;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

import io.github.githubjirasync.mapping.jpa.ReplicaStatus.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks at each replica again and again, and tells which of them may be read from: those
 * that answer, are replicas, and are not too far behind. Logs each change.
 */
final class ReplicaMonitor implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(ReplicaMonitor.class);

	private final PostgresServers servers;

	private final ReplicaProperties properties;

	private final Clock clock;

	private final BiConsumer<Set<PostgresHost>, Set<PostgresHost>> listener;

	private final WalHistory history = new WalHistory();

	private final ReplicaProbe primary;

	private final Map<PostgresHost, ReplicaProbe> probes = new LinkedHashMap<>();

	private volatile Map<PostgresHost, ReplicaStatus> statuses;

	/** A pool may have had a connection on its way into it while it heard of a change. */
	private boolean changedBefore;

	private @Nullable ScheduledExecutorService loop;

	/**
	 * A monitor at rest.
	 * @param listener told of the replicas that may be read from and of those that were
	 * promoted, whenever that changes, and once more after that
	 */
	ReplicaMonitor(PostgresServers servers, ReplicaProperties properties, Clock clock,
			BiConsumer<Set<PostgresHost>, Set<PostgresHost>> listener) {
		this.servers = servers;
		this.properties = properties;
		this.clock = clock;
		this.listener = listener;
		this.primary = new ReplicaProbe(servers.toPrimary());
		List<PostgresHost> hosts = properties.hosts().stream().map(PostgresHost::parse).toList();
		hosts.forEach((host) -> this.probes.put(host, new ReplicaProbe(this.servers.to(host))));
		Map<PostgresHost, ReplicaStatus> unseen = new LinkedHashMap<>();
		hosts.forEach((host) -> unseen.put(host, ReplicaStatus.UNSEEN));
		this.statuses = Collections.unmodifiableMap(unseen);
	}

	/** Each replica as it was last seen, in their configured order. */
	Map<PostgresHost, ReplicaStatus> statuses() {
		return this.statuses;
	}

	@Override
	public synchronized void start() {
		ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "mapping-replica-monitor");
			thread.setDaemon(true);
			return thread;
		});
		this.loop = started;
		started.scheduleWithFixedDelay(this::lookSafely, 0, this.properties.checkInterval().toNanos(),
				TimeUnit.NANOSECONDS);
	}

	@Override
	public synchronized void stop() {
		ScheduledExecutorService running = this.loop;
		this.loop = null;
		if (running != null) {
			running.execute(() -> {
				this.primary.close();
				this.probes.values().forEach(ReplicaProbe::close);
			});
			running.shutdown();
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.loop != null;
	}

	private void lookSafely() {
		try {
			look();
		}
		catch (RuntimeException ex) {
			// A scheduled task that throws is never run again.
			logger.warn("Could not look at the replicas; trying again", ex);
		}
	}

	/**
	 * Looks at the primary first, so that a replica that has it all is at least there.
	 */
	private void look() {
		try {
			this.history.primaryWasAt(this.primary.primary(), this.clock.instant());
		}
		catch (SQLException ex) {
			// No replica falls further behind a primary that is away.
			logger.debug("Could not ask the primary for its position in the log", ex);
		}
		Map<PostgresHost, ReplicaStatus> before = this.statuses;
		Map<PostgresHost, ReplicaStatus> seen = new LinkedHashMap<>();
		this.probes.forEach((host, probe) -> seen.put(host, status(host, probe, before)));
		this.statuses = Collections.unmodifiableMap(seen);
		boolean changed = !in(State.USABLE, seen).equals(in(State.USABLE, before))
				|| !in(State.PROMOTED, seen).equals(in(State.PROMOTED, before));
		if (changed || this.changedBefore) {
			this.listener.accept(in(State.USABLE, seen), in(State.PROMOTED, seen));
		}
		this.changedBefore = changed;
	}

	private ReplicaStatus status(PostgresHost host, ReplicaProbe probe, Map<PostgresHost, ReplicaStatus> before) {
		ReplicaStatus last = before.getOrDefault(host, ReplicaStatus.UNSEEN);
		ReplicaStatus status = status(probe, last);
		if (status.state() != last.state()) {
			if (status.usable()) {
				logger.info("Mappings are read from the replica {}", host);
			}
			else {
				logger.warn("No mappings are read from the replica {}: it is {}{}", host,
						status.state().name().toLowerCase(Locale.ROOT),
						(status.lag() != null) ? " by " + status.lag() : "");
			}
		}
		return status;
	}

	private ReplicaStatus status(ReplicaProbe probe, ReplicaStatus last) {
		try {
			ReplicaProbe.Answer answer = probe.replica();
			Instant now = this.clock.instant();
			return answer.inRecovery() ? ReplicaStatus
				.of(this.history.lag(answer.position(), now, answer.sinceReplayed()), last, this.properties.maxLag())
					: ReplicaStatus.PROMOTED;
		}
		catch (SQLException ex) {
			logger.debug("Could not ask a replica for its position in the log", ex);
			return ReplicaStatus.AWAY;
		}
	}

	private static Set<PostgresHost> in(State state, Map<PostgresHost, ReplicaStatus> statuses) {
		return statuses.entrySet()
			.stream()
			.filter((each) -> each.getValue().state() == state)
			.map(Map.Entry::getKey)
			.collect(Collectors.toUnmodifiableSet());
	}

}
