package io.github.githubjirasync.jira;

import io.github.githubjirasync.upstream.Upstream;
import io.github.githubjirasync.upstream.UpstreamHttp;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes the client of Jira.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(JiraProperties.class)
class JiraConfiguration {

	@Bean
	JiraApi jiraApi(UpstreamHttp http, JiraProperties properties) {
		return http.client(JiraApi.class, Upstream.JIRA, properties.http(), properties.credentials());
	}

	@Bean
	JiraClient jiraClient(JiraApi api, JiraProperties properties) {
		JiraSearch search = (properties.apiVersion() == 3) ? new CloudSearch(api) : new DataCenterSearch(api);
		return new RestJiraClient(api, search, properties);
	}

	@Bean
	JiraDirectory jiraDirectory(JiraApi api, JiraProperties properties) {
		return new RestJiraDirectory(api, properties);
	}

}
