package io.github.githubjirasync.mapping.jpa;

import java.time.Clock;

import io.github.githubjirasync.mapping.CommentMappings;
import io.github.githubjirasync.mapping.IssueMappingBatches;
import io.github.githubjirasync.mapping.IssueMappingSearch;
import io.github.githubjirasync.mapping.IssueMappings;
import io.github.githubjirasync.mapping.Restores;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Wires the mappings in PostgreSQL.
 */
@Configuration(proxyBeanMethods = false)
class JpaMappingConfiguration {

	@Bean
	MappingTransactions mappingTransactions(PlatformTransactionManager transactionManager,
			ObjectProvider<ReplicaMeters> replicas) {
		return new MappingTransactions(transactionManager, replicas.getIfAvailable());
	}

	@Bean
	Stamps mappingStamps(ObjectProvider<Clock> clock) {
		return Stamps.ofThisHost(clock.getIfAvailable(Clock::systemUTC));
	}

	/** Without a cache; whoever wants it asks for it by its name. */
	@Bean(defaultCandidate = false)
	IssueMappings jpaIssueMappings(IssueMappingRepository repository, MappingTransactions transactions,
			ObjectProvider<RecentChanges> recent, ApplicationEventPublisher events, Stamps stamps) {
		return new JpaIssueMappings(repository, transactions, recent.getIfAvailable(), events, stamps);
	}

	@Bean
	IssueMappingBatches issueMappingBatches(JdbcTemplate jdbc, MappingTransactions transactions,
			ApplicationEventPublisher events, Stamps stamps) {
		return new JdbcIssueMappingBatches(new IssueMappingRows(jdbc), transactions, events, stamps);
	}

	@Bean
	Restores restores(JdbcTemplate jdbc) {
		return new JdbcRestores(jdbc);
	}

	@Bean
	IssueMappingSearch issueMappingSearch(IssueMappingRepository repository, MappingTransactions transactions) {
		return new JpaIssueMappingSearch(repository, transactions);
	}

	@Bean
	CommentMappings commentMappings(CommentMappingRepository repository, MappingTransactions transactions,
			Stamps stamps) {
		return new JpaCommentMappings(repository, transactions, stamps);
	}

}
