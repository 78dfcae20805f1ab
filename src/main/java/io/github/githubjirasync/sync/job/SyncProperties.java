package io.github.githubjirasync.sync.job;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How changes are applied.
 *
 * @param createSettleTime how long after a create whose answer was lost the upstream's
 * search is trusted to show the issue, if it was created; Jira's search lags behind its
 * writes
 * @param preflightInterval how long after a preflight of the links each instance makes
 * the next one, the first soon after the start; {@code 0s} for none
 */
@Validated
@ConfigurationProperties("github-jira-sync.sync")
public record SyncProperties(@DefaultValue("30s") @NotNull Duration createSettleTime,
		@DefaultValue("6h") @NotNull Duration preflightInterval) {
}
