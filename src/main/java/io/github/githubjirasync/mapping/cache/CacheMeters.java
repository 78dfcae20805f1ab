package io.github.githubjirasync.mapping.cache;

import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
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

	CacheMeters(MeterRegistry registry) {
		this.registry = registry;
		for (Layer layer : Layer.values()) {
			for (Result result : Result.values()) {
				counter(layer, result);
			}
		}
	}

	void count(Layer layer, Result result) {
		counter(layer, result).increment();
	}

	<T> T time(Layer layer, Supplier<T> lookup) {
		return Objects.requireNonNull(Timer.builder(PREFIX + "lookup")
			.description("Time that a layer behind a network takes to answer a look-up of a mapping")
			.tag("layer", tag(layer))
			.register(this.registry)
			.record(lookup));
	}

	private Counter counter(Layer layer, Result result) {
		return Counter.builder(PREFIX + "requests")
			.description("Look-ups of a mapping, by the layer that was asked and its answer")
			.tag("layer", tag(layer))
			.tag("result", tag(result))
			.register(this.registry);
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
