package io.github.githubjirasync.ops.desk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.githubjirasync.ops.desk.QueueOverview.Hold;
import io.github.githubjirasync.queue.JobState;
import io.github.githubjirasync.sync.LinkCatalog;
import io.github.githubjirasync.sync.LinkCatalog.LinkInfo;
import io.github.githubjirasync.sync.Preflight;
import io.github.githubjirasync.sync.PreflightReport;
import io.github.githubjirasync.sync.PreflightReport.Finding;
import io.github.githubjirasync.sync.PreflightReport.LinkReport;
import org.jspecify.annotations.Nullable;

/**
 * Shows the links: their rules, whether they can work, and how far they are behind.
 */
public final class LinkDesk {

	private final LinkCatalog links;

	private final Preflight preflight;

	private final QueueDesk queue;

	private final Clock clock;

	LinkDesk(LinkCatalog links, Preflight preflight, QueueDesk queue, Clock clock) {
		this.links = links;
		this.preflight = preflight;
		this.queue = queue;
		this.clock = clock;
	}

	/**
	 * All links, in the order of the configuration.
	 * @return the links
	 */
	public List<LinkView> list() {
		QueueBreakdown waiting = this.queue.breakdown(JobState.WAITING);
		List<Hold> holds = this.queue.holds();
		Optional<PreflightReport> report = this.preflight.latest();
		return this.links.all().stream().map((link) -> view(link, waiting, holds, report)).toList();
	}

	/**
	 * One link.
	 * @param name its name
	 * @return the link
	 * @throws DeskException if there is none
	 */
	public LinkView show(String name) {
		return list().stream()
			.filter((link) -> link.name().equals(name))
			.findFirst()
			.orElseThrow(() -> DeskException.notFound("There is no link '" + name + "'."));
	}

	/**
	 * Looks anew whether the links can work, with some ten calls for each.
	 * @return the links
	 */
	public List<LinkView> check() {
		this.preflight.check();
		return list();
	}

	private LinkView view(LinkInfo link, QueueBreakdown waiting, List<Hold> holds, Optional<PreflightReport> report) {
		Optional<QueueBreakdown.LinkPart> part = waiting.byLink()
			.stream()
			.filter((each) -> each.link().equals(link.name()))
			.findFirst();
		Optional<Hold> hold = holds.stream().filter((each) -> each.scope().equals(link.scope())).findFirst();
		Optional<LinkReport> looked = report
			.flatMap((all) -> all.links().stream().filter((each) -> each.link().equals(link.name())).findFirst());
		return new LinkView(link.name(), link.repository(), link.project(), link.direction(),
				part.map(QueueBreakdown.LinkPart::jobs).orElse(0L),
				part.map((each) -> lag(each.oldest())).orElse(Duration.ZERO), waiting.exact(), hold.orElse(null),
				looked.map(LinkReport::ready).orElse(null), report.map(PreflightReport::at).orElse(null),
				looked.map(LinkReport::findings).orElse(List.of()), link.rules());
	}

	private Duration lag(Instant oldest) {
		Duration lag = Duration.between(oldest, this.clock.instant());
		return lag.isNegative() ? Duration.ZERO : lag;
	}

	/**
	 * A link.
	 *
	 * @param name its name
	 * @param repository {@code owner/name} on GitHub, or {@code *} for any
	 * @param project the project's key in Jira, or {@code *} for any
	 * @param direction which way changes go
	 * @param waiting how many of its jobs wait
	 * @param lag how long the oldest of them has waited
	 * @param exact whether each waiting job was looked at; else those two are estimates
	 * @param hold what holds it back, {@code null} if nothing does
	 * @param ready whether it can work; {@code null} if nobody has looked yet
	 * @param checkedAt when that was looked for
	 * @param findings what was found
	 * @param rules all that is configured, by key
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record LinkView(String name, String repository, String project, String direction, long waiting, Duration lag,
			boolean exact, @Nullable Hold hold, @Nullable Boolean ready, @Nullable Instant checkedAt,
			List<Finding> findings, Map<String, Object> rules) {
	}

}
