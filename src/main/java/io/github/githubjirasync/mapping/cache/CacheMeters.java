package io.github.githubjirasync.mapping.cache;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Counts how each layer answers, as
 * {@code github_jira_sync_mapping_cache_requests_total{layer,result}}, and times the
 * layers behind a network, as {@code github_jira_sync_mapping_cache_lookup_seconds}.
 * Alert on {@code layer="l2",result="error"}: each such look-up costs a query.
 */
final class CacheMeters {

	private static final String PREFIX = "github.jira.sync.mapping.cache.";

	private final MeterRegistry registry;

	private final Counter[][] counters = new Counter[Layer.values().length][Result.values().length];

	private final Map<Layer, Timer> timers = new EnumMap<>(Layer.class);

	CacheMeters(MeterRegistry registry) {
		this.registry = registry;
		for (Layer layer : Layer.values()) {
			for (Result result : Result.values()) {
				this.counters[layer.ordinal()][result.ordinal()] = counter(registry, layer, result);
			}
		}
		for (Layer layer : EnumSet.of(Layer.L2, Layer.DB)) {
			this.timers.put(layer, timer(registry, layer));
		}
	}

	/** Shows how many look-ups the first layer keeps. */
	void watch(Supplier<Number> entries) {
		Gauge.builder(PREFIX + "entries", entries)
			.description("Look-ups of mappings that this instance keeps in memory")
			.register(this.registry);
	}

	/** Is on the way of every look-up: no meter is searched for. */
	void count(Layer layer, Result result) {
		this.counters[layer.ordinal()][result.ordinal()].increment();
	}

	<T> T time(Layer layer, Supplier<T> lookup) {
		return Objects.requireNonNull(Objects.requireNonNull(this.timers.get(layer)).record(lookup));
	}

	private static Timer timer(MeterRegistry registry, Layer layer) {
		return Timer.builder(PREFIX + "lookup")
			.description("Time that a layer behind a network takes to answer a look-up of a mapping")
			.tag("layer", tag(layer))
			.register(registry);
	}

	private static Counter counter(MeterRegistry registry, Layer layer, Result result) {
		return Counter.builder(PREFIX + "requests")
			.description("Look-ups of a mapping, by the layer that was asked and its answer")
			.tag("layer", tag(layer))
			.tag("result", tag(result))
			.register(registry);
	}

	private static String tag(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

	enum Layer {

		L1, L2, DB

	}

	enum Result {

		HIT, MISS, ERROR

	}

}
