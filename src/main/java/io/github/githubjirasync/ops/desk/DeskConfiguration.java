package io.github.githubjirasync.ops.desk;

import java.time.Clock;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.githubjirasync.mapping.CommentMappings;
import io.github.githubjirasync.mapping.IssueMappingSearch;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.queue.DeadLetters;
import io.github.githubjirasync.queue.JobLookup;
import io.github.githubjirasync.queue.JobSearch;
import io.github.githubjirasync.queue.QueueControl;
import io.github.githubjirasync.queue.QueueProperties;
import io.github.githubjirasync.sync.Backfill;
import io.github.githubjirasync.sync.DryRun;
import io.github.githubjirasync.sync.JobSubjects;
import io.github.githubjirasync.sync.LinkCatalog;
import io.github.githubjirasync.sync.Pairs;
import io.github.githubjirasync.sync.Preflight;
import io.github.githubjirasync.upstream.Upstreams;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Wires the desks.
 */
@Configuration(proxyBeanMethods = false)
class DeskConfiguration {

	@Bean
	AuditLog auditLog(JdbcClient jdbc, ObjectMapper mapper) {
		return new JdbcAuditLog(jdbc, mapper);
	}

	@Bean
	QueueDesk queueDesk(JobSearch search, QueueControl control, LinkCatalog links, AuditLog audit,
			QueueProperties properties) {
		return new QueueDesk(search, control, links, audit, properties);
	}

	@Bean
	JobDesk jobDesk(JobSearch search, JobLookup lookup, JobSubjects subjects, IssueMappingSearch mappings,
			DryRun dryRun, AuditLog audit) {
		return new JobDesk(search, lookup, subjects, mappings, dryRun, audit);
	}

	@Bean
	DeadLetterDesk deadLetterDesk(DeadLetters deadLetters, JobDesk jobs, AuditLog audit) {
		return new DeadLetterDesk(deadLetters, jobs, audit);
	}

	@Bean
	MappingDesk mappingDesk(IssueMappings mappings, IssueMappingSearch search, CommentMappings comments, Pairs pairs,
			DryRun dryRun, AuditLog audit) {
		return new MappingDesk(mappings, search, comments, pairs, dryRun, audit);
	}

	@Bean
	LinkDesk linkDesk(LinkCatalog links, Preflight preflight, QueueDesk queue) {
		return new LinkDesk(links, preflight, queue, Clock.systemUTC());
	}

	@Bean
	BackfillDesk backfillDesk(Backfill backfill, LinkCatalog links, AuditLog audit) {
		return new BackfillDesk(backfill, links, audit);
	}

	@Bean
	UpstreamDesk upstreamDesk(Upstreams upstreams, QueueDesk queue) {
		return new UpstreamDesk(upstreams, queue);
	}

	@Bean
	BulkDesk bulkDesk(JdbcClient jdbc, ObjectMapper mapper, JobSearch search, DeadLetters deadLetters, AuditLog audit) {
		return new BulkDesk(new OperationStore(jdbc, mapper), search, deadLetters, audit);
	}

	@Bean
	LinkMeters linkMeters(LinkCatalog links, QueueDesk queue) {
		return new LinkMeters(links, queue, Clock.systemUTC());
	}

}
