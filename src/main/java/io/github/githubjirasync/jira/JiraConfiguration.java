package io.github.githubjirasync.jira;

import java.time.Clock;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.githubjirasync.upstream.Upstream;
import io.github.githubjirasync.upstream.UpstreamHttp;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes the client of Jira.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ JiraProperties.class, JiraOAuthProperties.class, JiraMetadataProperties.class })
class JiraConfiguration {

	@Bean
	JiraAccess jiraAccess(UpstreamHttp http, JiraProperties properties, JiraOAuthProperties oauth,
			ObjectProvider<Clock> clock) {
		return JiraAccess.of(http, properties, oauth, clock.getIfAvailable(Clock::systemUTC));
	}

	@Bean
	JiraApi jiraApi(UpstreamHttp http, JiraAccess access) {
		return http.client(JiraApi.class, Upstream.JIRA, access.properties().http(), access.credentials());
	}

	@Bean
	JiraMetadata jiraMetadata(JiraMetadataProperties properties) {
		return new JiraMetadata(properties, Ticker.systemTicker());
	}

	@Bean
	JiraBulk jiraBulk(JiraApi api, JiraAccess access) {
		return new RestJiraBulk(api, access.properties().apiVersion() == 3);
	}

	@Bean
	JiraListing jiraListing(JiraApi api, JiraAccess access) {
		return new RestJiraListing(api, access.properties().apiVersion() == 3);
	}

	@Bean
	JiraClient jiraClient(JiraApi api, JiraAccess access, JiraMetadata metadata) {
		JiraProperties properties = access.properties();
		JiraSearch search = (properties.apiVersion() == 3) ? new CloudSearch(api) : new DataCenterSearch(api);
		return new RestJiraClient(api, search, properties, metadata);
	}

	@Bean
	JiraDirectory jiraDirectory(JiraApi api, JiraAccess access, JiraMetadata metadata) {
		return new RememberingJiraDirectory(new RestJiraDirectory(api, access.properties()), metadata);
	}

}
