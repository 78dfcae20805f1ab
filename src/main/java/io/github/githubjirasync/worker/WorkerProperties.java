package io.github.githubjirasync.worker;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The worker pool of one instance.
 *
 * @param enabled whether this instance runs jobs at all
 * @param concurrency how many jobs run at once
 * @param heartbeatInterval time between two extensions of the leases; well below the
 * lease
 * @param sweepInterval time between two looks for expired leases, due and outdated jobs
 * @param attemptLimit how long an attempt may take before it is interrupted and counts as
 * failed
 * @param shutdownGrace how long running jobs may go on at shutdown before they are
 * interrupted and given back
 */
@Validated
@ConfigurationProperties("github-jira-sync.worker")
public record WorkerProperties(@DefaultValue("true") boolean enabled,
		@DefaultValue("10") @Min(1) @Max(1_000) int concurrency,
		@DefaultValue("3s") @NotNull Duration heartbeatInterval, @DefaultValue("1s") @NotNull Duration sweepInterval,
		@DefaultValue("10m") @NotNull Duration attemptLimit, @DefaultValue("20s") @NotNull Duration shutdownGrace) {
}
