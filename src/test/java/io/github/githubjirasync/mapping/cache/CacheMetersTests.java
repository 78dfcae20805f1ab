package io.github.githubjirasync.mapping.cache;

import io.github.githubjirasync.mapping.cache.CacheMeters.Layer;
import io.github.githubjirasync.mapping.cache.CacheMeters.Result;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CacheMeters}: the names that dashboards and alerts rely on.
 */
class CacheMetersTests {

	@Test
	void prometheusSeesTheRequestsOfEachLayerFromTheStart() {
		PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		CacheMeters meters = new CacheMeters(registry);
		meters.count(Layer.L2, Result.HIT);
		meters.time(Layer.L2, () -> "answer");
		assertThat(registry.scrape()).contains(
				"github_jira_sync_mapping_cache_requests_total{layer=\"l1\",result=\"miss\"} 0.0",
				"github_jira_sync_mapping_cache_requests_total{layer=\"l2\",result=\"hit\"} 1.0",
				"github_jira_sync_mapping_cache_requests_total{layer=\"db\",result=\"error\"} 0.0",
				"github_jira_sync_mapping_cache_lookup_seconds_count{layer=\"l2\"} 1");
	}

}
