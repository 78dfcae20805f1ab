package io.github.githubjirasync.ratelimit;

import java.time.Duration;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The budgets that all instances share in Redis.
 *
 * @param timeout how long a call waits for Redis before the instance goes by its own
 * count
 * @param fallbackShare the share of each limit that an instance allows itself while Redis
 * does not answer; at most one through the number of instances
 */
@Validated
@ConfigurationProperties("github-jira-sync.ratelimit")
public record RateLimitProperties(@DefaultValue("500ms") @NotNull Duration timeout,
		@DefaultValue("0.25") @DecimalMin("0.01") @DecimalMax("1") double fallbackShare) {
}
