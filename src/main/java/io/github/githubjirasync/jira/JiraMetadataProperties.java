package io.github.githubjirasync.jira;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is remembered of Jira's projects, types, statuses, fields, priorities and
 * transitions. All of it is forgotten when Jira rejects a write.
 *
 * @param timeToLive how long it is remembered; 0 for not at all
 * @param size how many answers are remembered
 */
@ConfigurationProperties("github-jira-sync.jira.metadata")
record JiraMetadataProperties(@DefaultValue("5m") Duration timeToLive, @DefaultValue("1000") long size) {
}
