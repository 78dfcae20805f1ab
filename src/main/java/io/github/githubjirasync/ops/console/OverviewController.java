package io.github.githubjirasync.ops.console;

import java.util.List;

import io.github.githubjirasync.ops.desk.QueueDesk;
import io.github.githubjirasync.ops.desk.QueueOverview;
import io.github.githubjirasync.ops.history.History.Span;
import io.github.githubjirasync.queue.DeadLetters;
import io.github.githubjirasync.queue.QueueCounts;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The first page: how full the queue is, what was done lately, what is held back, what
 * needs a person.
 */
@Controller
final class OverviewController {

	private static final int LATEST = 5;

	private final LiveCounts counts;

	private final OverviewCharts charts;

	private final QueueDesk queue;

	private final DeadLetters deadLetters;

	private final LiveEvents events;

	private final Formats formats;

	OverviewController(LiveCounts counts, OverviewCharts charts, QueueDesk queue, DeadLetters deadLetters,
			LiveEvents events, Formats formats) {
		this.counts = counts;
		this.charts = charts;
		this.queue = queue;
		this.deadLetters = deadLetters;
		this.events = events;
		this.formats = formats;
	}

	@GetMapping("/ops")
	String overview(@RequestParam(defaultValue = "6h") String span, Model model) {
		QueueCounts read = this.counts.read();
		model.addAttribute("tiles", Tile.of(read, this.formats));
		charts(span, model);
		if (read != null) {
			latest(model);
			QueueOverview overview = this.queue.overview();
			model.addAttribute("holds", overview.holds());
			model.addAttribute("overview", overview);
		}
		return "ops/overview";
	}

	@GetMapping("/ops/parts/charts")
	String charts(@RequestParam(defaultValue = "6h") String span, Model model) {
		Span chosen = Span.of(span);
		model.addAttribute("span", chosen);
		model.addAttribute("spans", Span.values());
		try {
			model.addAttribute("charts", this.charts.of(chosen));
		}
		catch (DataAccessException ex) {
			// Redis is away, which the page says; the rest of it is still of use.
			model.addAttribute("charts", List.of());
		}
		return "ops/overview :: charts";
	}

	@GetMapping("/ops/parts/latest")
	String latest(Model model) {
		model.addAttribute("letters", this.deadLetters.list(0, LATEST));
		return "ops/overview :: latest";
	}

	@GetMapping("/ops/events")
	SseEmitter events(HttpServletRequest request) {
		SseEmitter page = this.events.open();
		request.setAttribute(LiveEvents.PAGE_ATTRIBUTE, page);
		return page;
	}

}
