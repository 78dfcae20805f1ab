package io.github.githubjirasync.ops.console;

import io.github.githubjirasync.ops.history.History;
import jakarta.servlet.Filter;
import org.thymeleaf.ITemplateEngine;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Wires the console.
 */
@Configuration(proxyBeanMethods = false)
@Import({ OverviewController.class, ControlController.class, JobsController.class, LettersController.class,
		OperationsController.class, MappingsController.class, LinksController.class, UpstreamsController.class,
		AuditController.class })
class ConsoleConfiguration {

	@Bean
	LiveEvents consoleEvents(LiveCounts counts, Formats formats, ITemplateEngine templates) {
		return new LiveEvents(counts, formats, templates);
	}

	@Bean
	FilterRegistrationBean<Filter> consoleEventsFilter(LiveEvents events) {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
			chain.doFilter(request, response);
			if (request.getAttribute(LiveEvents.PAGE_ATTRIBUTE) instanceof SseEmitter page) {
				events.begin(page);
			}
		});
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		registration.addUrlPatterns("/ops/events");
		return registration;
	}

	@Bean
	OverviewCharts overviewCharts(History history) {
		return new OverviewCharts(history);
	}

}
