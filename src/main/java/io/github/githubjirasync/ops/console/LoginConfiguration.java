package io.github.githubjirasync.ops.console;

import java.time.Clock;
import java.time.Duration;

import io.github.githubjirasync.queue.JobQueue;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Wires the page to log in on, and what all pages have in common.
 */
@Configuration(proxyBeanMethods = false)
@Import({ LoginController.class, ConsoleModel.class, ConsoleErrors.class })
class LoginConfiguration implements WebMvcConfigurer {

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		registry.addResourceHandler("/ops/assets/**")
			.addResourceLocations("classpath:" + Assets.OWN, "classpath:" + Assets.HTMX, "classpath:" + Assets.SSE)
			.setCacheControl(CacheControl.maxAge(Duration.ofDays(7)).cachePrivate());
	}

	@Bean
	Formats consoleFormats() {
		return new Formats(Clock.systemUTC());
	}

	@Bean
	Assets consoleAssets() {
		return new Assets();
	}

	@Bean
	LiveCounts consoleCounts(JobQueue queue) {
		return new LiveCounts(queue);
	}

}
