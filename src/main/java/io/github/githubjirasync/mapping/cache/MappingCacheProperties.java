package io.github.githubjirasync.mapping.cache;

import java.time.Duration;

import jakarta.validation.constraints.Positive;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The caches in front of the mappings.
 *
 * @param l1Size how many look-ups an instance keeps in memory, about 1 to 2 KB each
 * @param l1Ttl how long an instance keeps a mapping in memory; bounds how late it reads
 * when it misses another instance's message of a change
 * @param l2Ttl how long Redis keeps a mapping
 * @param negativeTtl how long an instance remembers that an issue has no mapping
 * @param redisTimeout how long a command of the cache may take, and a connection to be
 * made, before the database is asked instead
 */
@Validated
@ConfigurationProperties("github-jira-sync.mapping.cache")
record MappingCacheProperties(@DefaultValue("10000") @Positive long l1Size,
		@DefaultValue("60s") @DurationMin(millis = 1) Duration l1Ttl,
		@DefaultValue("300s") @DurationMin(millis = 1) Duration l2Ttl,
		@DefaultValue("5s") @DurationMin(millis = 1) Duration negativeTtl,
		@DefaultValue("250ms") @DurationMin(millis = 1) Duration redisTimeout) {
}
