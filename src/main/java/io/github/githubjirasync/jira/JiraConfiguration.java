package io.github.githubjirasync.jira;

import java.time.Clock;

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
@EnableConfigurationProperties({ JiraProperties.class, JiraOAuthProperties.class })
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
	JiraClient jiraClient(JiraApi api, JiraAccess access) {
		JiraProperties properties = access.properties();
		JiraSearch search = (properties.apiVersion() == 3) ? new CloudSearch(api) : new DataCenterSearch(api);
		return new RestJiraClient(api, search, properties);
	}

	@Bean
	JiraDirectory jiraDirectory(JiraApi api, JiraAccess access) {
		return new RestJiraDirectory(api, access.properties());
	}

}
