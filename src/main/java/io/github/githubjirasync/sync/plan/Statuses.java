package io.github.githubjirasync.sync.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.github.githubjirasync.sync.JiraIssueSnapshot;
import io.github.githubjirasync.sync.link.Fields;
import io.github.githubjirasync.sync.link.Link;
import io.github.githubjirasync.sync.link.Standing;
import org.jspecify.annotations.Nullable;

/**
 * What the statuses and resolutions of a link's project stand for.
 */
final class Statuses {

	private static final Set<String> NOT_PLANNED = Set.of("won't do", "won't fix", "cannot reproduce", "declined",
			"incomplete", "not a bug", "duplicate");

	private final Link link;

	private final Fields.State rule;

	Statuses(Link link) {
		this.link = link;
		this.rule = link.fields().state();
	}

	/** What a GitHub issue is. */
	static Standing of(boolean open, @Nullable String reason) {
		if (open) {
			return Standing.OPEN;
		}
		if ("not_planned".equals(reason)) {
			return Standing.NOT_PLANNED;
		}
		return "duplicate".equals(reason) ? Standing.DUPLICATE : Standing.CLOSED;
	}

	/** What a Jira issue stands for on GitHub. */
	Standing of(JiraIssueSnapshot issue) {
		Standing standing = named(issue.statusName());
		if (standing == null) {
			standing = issue.done() ? Standing.CLOSED : Standing.OPEN;
		}
		return (standing == Standing.CLOSED) ? closed(issue.resolution()) : standing.open() ? Standing.OPEN : standing;
	}

	private @Nullable Standing named(String status) {
		for (Fields.StatusEntry entry : this.rule.statuses()) {
			if (entry.jira().equalsIgnoreCase(status)) {
				return entry.github();
			}
		}
		return null;
	}

	private Standing closed(@Nullable String resolution) {
		if (resolution == null) {
			return Standing.CLOSED;
		}
		for (Fields.ResolutionEntry entry : this.rule.resolutions()) {
			if (entry.jira().equalsIgnoreCase(resolution)) {
				return entry.github();
			}
		}
		return NOT_PLANNED.contains(resolution.toLowerCase(Locale.ROOT)) ? Standing.NOT_PLANNED : Standing.CLOSED;
	}

	/**
	 * Where a Jira issue shall go.
	 * @param standing what the GitHub issue is
	 * @param reopened whether it was closed before
	 */
	Call.StatusWish wish(Standing standing, boolean reopened) {
		Standing wanted = (standing.open() && reopened) ? Standing.REOPENED : standing;
		return new Call.StatusWish(status(wanted), !standing.open(), resolutions(standing),
				this.rule.transitionFields());
	}

	/** A status by its name, with the resolutions of what is finished. */
	Call.StatusWish wish(String status) {
		return new Call.StatusWish(status, true, resolutions(Standing.CLOSED), this.rule.transitionFields());
	}

	/**
	 * Whether a standing has a status of its own, other than the one that the issue is
	 * in.
	 */
	boolean hasItsOwn(Standing standing, @Nullable String statusName) {
		String wanted = status(standing);
		boolean own = this.rule.statuses().stream().anyMatch((entry) -> entry.github() == standing);
		return own && wanted != null && !wanted.equalsIgnoreCase(statusName);
	}

	private @Nullable String status(Standing standing) {
		for (Fields.StatusEntry entry : this.rule.statuses()) {
			if (entry.github() == standing) {
				return entry.jira();
			}
		}
		return switch (standing) {
			case OPEN -> this.link.jira().openStatus();
			case CLOSED -> this.link.jira().doneStatus();
			case REOPENED -> status(Standing.OPEN);
			case NOT_PLANNED -> status(Standing.CLOSED);
			case DUPLICATE -> status(Standing.NOT_PLANNED);
		};
	}

	/** The resolutions that say why, the best first; none for an open issue. */
	private List<String> resolutions(Standing standing) {
		List<String> names = new ArrayList<>();
		this.rule.resolutions()
			.stream()
			.filter((entry) -> entry.github() == standing)
			.forEach((entry) -> names.add(entry.jira()));
		names.addAll(switch (standing) {
			case OPEN, REOPENED -> List.of();
			case CLOSED -> List.of("Done", "Fixed", "Resolved", "Completed");
			case NOT_PLANNED -> List.of("Won't Do", "Won't Fix", "Declined");
			case DUPLICATE -> List.of("Duplicate", "Won't Do", "Won't Fix");
		});
		return names;
	}

}
