package io.github.githubjirasync.upstream;

import java.time.Duration;

import io.github.githubjirasync.ratelimit.Rate;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How both upstreams are spared. A rate such as {@code 900/1m} is what may be spent in
 * any stretch of that length, over all instances. The limits are those that the vendors
 * document; see [Upstreams](upstreams.md).
 *
 * @param longestWait how long a call may wait on its thread for its turn or a budget;
 * beyond it the job is snoozed
 * @param totalTimeout longest time for one call from its start to the last byte of its
 * answer
 * @param knownAnswers how much memory the answers of GitHub may take that are asked for
 * again with their {@code ETag}
 * @param plainHttp whether an upstream other than on this machine may be called without
 * TLS
 * @param circuit when an upstream counts as away
 * @param github what GitHub may be asked for
 * @param jira what Jira may be asked for
 */
@Validated
@ConfigurationProperties("github-jira-sync.upstream")
public record UpstreamProperties(@DefaultValue("1s") @NotNull Duration longestWait,
		@DefaultValue("60s") @NotNull Duration totalTimeout, @DefaultValue("16MB") @NotNull DataSize knownAnswers,
		@DefaultValue("false") boolean plainHttp, @DefaultValue @Valid Circuit circuit,
		@DefaultValue @Valid GitHub github, @DefaultValue @Valid Jira jira) {

	/**
	 * When an upstream counts as away.
	 *
	 * @param openFor how long an upstream that is away is left alone before it is tried
	 * again
	 * @param calls how many of the latest calls the failure rate is taken of
	 * @param failureRate the percentage of them that must have failed, 1 to 100, for the
	 * upstream to count as away although it answers
	 * @param probeTimeout longest time for the call that finds out whether an upstream is
	 * away after another call failed
	 */
	public record Circuit(@DefaultValue("5s") @NotNull Duration openFor, @DefaultValue("20") @Min(2) int calls,
			@DefaultValue("50") @Min(1) int failureRate, @DefaultValue("5s") @NotNull Duration probeTimeout) {
	}

	/**
	 * What GitHub may be asked for.
	 *
	 * @param writeSpacing least time between two writes for one installation; they are
	 * made one at a time. 0 for no such order
	 * @param points points: a read costs 1, a write 5
	 * @param creates calls that create something
	 * @param createsLong the same over a longer time
	 * @param concurrent calls at the same time, over all instances
	 */
	public record GitHub(@DefaultValue("1s") @NotNull Duration writeSpacing,
			@DefaultValue("900/1m") @NotNull Rate points, @DefaultValue("80/1m") @NotNull Rate creates,
			@DefaultValue("500/1h") @NotNull Rate createsLong, @DefaultValue("100") @Min(1) int concurrent) {
	}

	/**
	 * What Jira may be asked for.
	 *
	 * @param reads GET and POST calls
	 * @param writes PUT and DELETE calls
	 * @param issueWrites writes to one issue
	 * @param issueWritesLong the same over a longer time
	 */
	public record Jira(@DefaultValue("100/1s") @NotNull Rate reads, @DefaultValue("50/1s") @NotNull Rate writes,
			@DefaultValue("20/2s") @NotNull Rate issueWrites, @DefaultValue("100/30s") @NotNull Rate issueWritesLong) {
	}

}
