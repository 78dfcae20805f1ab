package io.github.githubjirasync.ops.console;

import io.github.githubjirasync.ops.history.History;
import org.thymeleaf.ITemplateEngine;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

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
	OverviewCharts overviewCharts(History history) {
		return new OverviewCharts(history);
	}

}
