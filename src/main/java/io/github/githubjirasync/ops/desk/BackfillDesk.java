package io.github.githubjirasync.ops.desk;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.githubjirasync.sync.Backfill;
import io.github.githubjirasync.sync.BackfillProgress;
import io.github.githubjirasync.sync.LinkCatalog;
import org.jspecify.annotations.Nullable;

/**
 * Begins and ends the backfill of a link, and shows how it goes.
 */
public final class BackfillDesk {

	private final Backfill backfill;

	private final LinkCatalog links;

	private final AuditLog audit;

	BackfillDesk(Backfill backfill, LinkCatalog links, AuditLog audit) {
		this.backfill = backfill;
		this.links = links;
		this.audit = audit;
	}

	/**
	 * Begins one, or goes on where the last one ended early.
	 * @param link the name of the link
	 * @param operator who asks
	 * @return how it goes
	 * @throws DeskException if there is no such link, it has no repository and project of
	 * its own, or a backfill of it goes on
	 */
	public BackfillView start(String link, String operator) {
		known(link);
		BackfillProgress begun = possible(() -> this.backfill.start(link));
		this.audit.record(operator, "backfill", "link:" + link, Map.of("run", begun.run()));
		return BackfillView.of(begun);
	}

	/**
	 * Ends one within some seconds.
	 * @param link the name of the link
	 * @param operator who asks
	 * @return how it goes
	 * @throws DeskException if there is no such link, or none goes on
	 */
	public BackfillView cancel(String link, String operator) {
		known(link);
		BackfillProgress ending = possible(() -> this.backfill.cancel(link));
		this.audit.record(operator, "backfill-cancel", "link:" + link, Map.of("run", ending.run()));
		return BackfillView.of(ending);
	}

	/**
	 * How the last one goes, or went.
	 * @param link the name of the link
	 * @return the progress, or empty if there was none
	 * @throws DeskException if there is no such link
	 */
	public Optional<BackfillView> find(String link) {
		known(link);
		return this.backfill.progress(link).map(BackfillView::of);
	}

	private void known(String name) {
		if (this.links.all().stream().noneMatch((link) -> link.name().equals(name))) {
			throw DeskException.notFound("There is no link '" + name + "'.");
		}
	}

	private static BackfillProgress possible(Supplier<BackfillProgress> act) {
		try {
			return act.get();
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			throw DeskException.conflict(String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * A backfill.
	 *
	 * @param link the name of its link
	 * @param run tells it from other runs
	 * @param state running, done, cancelled, interrupted or failed
	 * @param side whose issues are walked through: github or jira
	 * @param seen how many issues were looked at
	 * @param enqueued for how many of them a job was enqueued
	 * @param inStep how many were in step with their twins
	 * @param leftOut how many are not for this link
	 * @param waitsFor what it waits for, if it does
	 * @param error why it failed, if it did
	 * @param startedAt when it began
	 * @param updatedAt when it last got on
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record BackfillView(String link, String run, String state, String side, long seen, long enqueued,
			long inStep, long leftOut, @Nullable String waitsFor, @Nullable String error, Instant startedAt,
			Instant updatedAt) {

		static BackfillView of(BackfillProgress progress) {
			return new BackfillView(progress.link(), progress.run(), lower(progress.state()), lower(progress.side()),
					progress.seen(), progress.enqueued(), progress.inStep(), progress.leftOut(), progress.waitsFor(),
					progress.error(), progress.startedAt(), progress.updatedAt());
		}

		private static String lower(Enum<?> word) {
			return word.name().toLowerCase(Locale.ROOT);
		}

	}

}
