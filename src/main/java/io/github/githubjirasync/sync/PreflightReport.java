package io.github.githubjirasync.sync;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a preflight found.
 *
 * @param at when it was looked for
 * @param links what was found for each link, in the order of the configuration
 */
public record PreflightReport(Instant at, List<LinkReport> links) {

	public PreflightReport {
		links = List.copyOf(links);
	}

	/**
	 * Whether every link can work.
	 * @return {@code false} if there is an error
	 */
	public boolean ready() {
		return this.links.stream().allMatch(LinkReport::ready);
	}

	/** How bad a finding is. */
	public enum Level {

		/** It is as it should be. */
		OK,
		/** It cannot be looked at, or something will not follow. */
		WARNING,
		/** The link, or a part of it, cannot work. */
		ERROR

	}

	/**
	 * What was found for a link.
	 *
	 * @param link its name
	 * @param findings what was found
	 */
	public record LinkReport(String link, List<Finding> findings) {

		public LinkReport {
			findings = List.copyOf(findings);
		}

		/**
		 * Whether the link can work.
		 * @return {@code false} if there is an error
		 */
		public boolean ready() {
			return this.findings.stream().noneMatch((finding) -> finding.level() == Level.ERROR);
		}

	}

	/**
	 * One thing that was looked at.
	 *
	 * @param level how bad it is
	 * @param subject what was looked at, such as {@code repository acme/widgets}
	 * @param message what was found
	 * @param fix what to do about it, {@code null} where nothing is to be done
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Finding(Level level, String subject, String message, @Nullable String fix) {
	}

}
