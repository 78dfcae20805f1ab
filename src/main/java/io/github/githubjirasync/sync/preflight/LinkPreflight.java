package io.github.githubjirasync.sync.preflight;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import io.github.githubjirasync.sync.Preflight;
import io.github.githubjirasync.sync.PreflightReport;
import io.github.githubjirasync.sync.PreflightReport.LinkReport;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.link.Links;
import org.jspecify.annotations.Nullable;

/**
 * Looks at both sides of every link.
 */
final class LinkPreflight implements Preflight {

	private final Links links;

	private final GitHubChecks github;

	private final JiraChecks jira;

	private final Clock clock;

	private final AtomicReference<@Nullable PreflightReport> latest = new AtomicReference<>();

	LinkPreflight(Links links, GitHubChecks github, JiraChecks jira, Clock clock) {
		this.links = links;
		this.github = github;
		this.jira = jira;
		this.clock = clock;
	}

	@Override
	public synchronized PreflightReport check() {
		List<LinkReport> reports = new ArrayList<>();
		Findings ofAll = this.jira.begin();
		for (Link link : this.links.all()) {
			Findings findings = new Findings();
			this.github.check(link, findings);
			this.jira.check(link, findings);
			findings.add(ofAll);
			reports.add(new LinkReport(link.name(), findings.list()));
		}
		PreflightReport report = new PreflightReport(this.clock.instant(), reports);
		this.latest.set(report);
		return report;
	}

	@Override
	public Optional<PreflightReport> latest() {
		return Optional.ofNullable(this.latest.get());
	}

}
