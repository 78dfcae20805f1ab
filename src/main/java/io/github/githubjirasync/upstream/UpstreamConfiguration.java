package io.github.githubjirasync.upstream;

import java.time.Clock;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;

/**
 * What both clients are made with.
 */
@Configuration(proxyBeanMethods = false)
class UpstreamConfiguration {

	@Bean
	UpstreamHttp upstreamHttp(ObjectProvider<RestClient.Builder> builders, ObjectProvider<Clock> clock,
			ObjectProvider<BuildProperties> build) {
		BuildProperties properties = build.getIfAvailable();
		String version = (properties != null) ? properties.getVersion() : "dev";
		return new UpstreamHttp(builders::getObject, clock.getIfAvailable(Clock::systemUTC),
				"github-jira-sync/" + version);
	}

}
