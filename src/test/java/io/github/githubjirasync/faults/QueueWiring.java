package io.github.githubjirasync.faults;

import java.util.List;
import java.util.stream.Stream;

import io.github.githubjirasync.queue.QueueProperties;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;

/**
 * The queue as the service wires it and with the service's {@code application.yml},
 * without the rest of the service. Not annotated as a configuration, lest a scan of the
 * whole service finds it.
 */
@EnableConfigurationProperties(QueueProperties.class)
@ComponentScan("io.github.githubjirasync.queue.redis")
@ImportAutoConfiguration(RedisAutoConfiguration.class)
class QueueWiring {

	/**
	 * Starts a context.
	 * @param wiring what is in it
	 * @param properties properties such as {@code github-jira-sync.queue.lease=1s}
	 * @return the context; to be closed
	 */
	static synchronized ConfigurableApplicationContext start(Class<?> wiring, List<String> properties) {
		return new SpringApplicationBuilder(wiring).web(WebApplicationType.NONE)
			.logStartupInfo(false)
			.run(Stream.concat(Stream.of("logging.level.root=ERROR"), properties.stream())
				.map((property) -> "--" + property)
				.toArray(String[]::new));
	}

}
