package io.github.githubjirasync.mapping.jpa;

import java.time.Duration;
import java.util.List;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The replicas of PostgreSQL that mappings are read from. Database, user, password and
 * other parameters are those of {@code spring.datasource}.
 *
 * @param hosts each as {@code host} or {@code host:port}; without any, the primary serves
 * all reads
 * @param maxLag how far a replica may be behind; beyond it is not read from until it is
 * behind by less than half of this
 * @param checkInterval how often each replica is looked at
 * @param poolSize the most connections that an instance has to all replicas together
 * @param connectTimeout the longest wait for a connection to a replica
 * @param readTimeout the longest wait for a replica's answer, after which the primary is
 * asked
 * @param connectionLifetime how long a connection to a replica is used, after which the
 * next is made to any of them
 */
@Validated
@ConfigurationProperties("github-jira-sync.mapping.replicas")
record ReplicaProperties(@DefaultValue List<@Pattern(regexp = "[A-Za-z0-9._-]+(:[0-9]{1,5})?") String> hosts,
		@DefaultValue("5s") @DurationMin(millis = 10) Duration maxLag,
		@DefaultValue("1s") @DurationMin(millis = 10) Duration checkInterval,
		@DefaultValue("10") @Positive int poolSize,
		@DefaultValue("2s") @DurationMin(seconds = 1) Duration connectTimeout,
		@DefaultValue("5s") @DurationMin(seconds = 1) Duration readTimeout,
		@DefaultValue("5m") @DurationMin(seconds = 30) Duration connectionLifetime) {

	ReplicaProperties {
		hosts = List.copyOf(hosts);
	}

	/** How late a read may be: a replica may fall behind right after it was looked at. */
	Duration staleness() {
		return this.maxLag.plus(this.checkInterval.multipliedBy(2));
	}

}
