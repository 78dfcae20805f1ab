package io.github.githubjirasync.upstream;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import io.github.githubjirasync.ratelimit.Budgets;
import io.github.githubjirasync.ratelimit.Draw;
import io.github.githubjirasync.ratelimit.Drawn;
import io.github.githubjirasync.ratelimit.Notice;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;

/**
 * What both clients are made with.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UpstreamProperties.class)
class UpstreamConfiguration {

	@Bean
	UpstreamGuards upstreamGuards(UpstreamProperties properties, ObjectProvider<Budgets> budgets,
			ObjectProvider<Clock> clock, ObjectProvider<MeterRegistry> meters) {
		return new UpstreamGuards(properties, budgets.getIfAvailable(Unlimited::new),
				clock.getIfAvailable(Clock::systemUTC),
				new UpstreamMeters(meters.getIfAvailable(SimpleMeterRegistry::new)));
	}

	@Bean
	Upstreams upstreams(UpstreamGuards guards) {
		return new Upstreams(guards);
	}

	@Bean
	UpstreamHttp upstreamHttp(ObjectProvider<RestClient.Builder> builders, ObjectProvider<Clock> clock,
			ObjectProvider<BuildProperties> build, UpstreamGuards guards, UpstreamProperties properties,
			ObjectProvider<SslBundles> bundles) {
		BuildProperties built = build.getIfAvailable();
		String version = (built != null) ? built.getVersion() : "dev";
		return new UpstreamHttp(builders::getObject, clock.getIfAvailable(Clock::systemUTC),
				"github-jira-sync/" + version, guards, properties.knownAnswers(), bundles.getIfAvailable());
	}

	/** Where no budgets are kept. */
	private static final class Unlimited implements Budgets {

		@Override
		public Drawn draw(String account, List<Draw> draws) {
			return new Drawn(Duration.ZERO, -1, draws.stream().map((draw) -> -1L).toList());
		}

		@Override
		public void tell(String account, List<Notice> notices) {
			// Nobody asks.
		}

	}

}
