package io.github.githubjirasync.mapping.jpa;

import java.time.Clock;

import io.github.githubjirasync.mapping.CommentMappings;
import io.github.githubjirasync.mapping.IssueMappings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Wires the mappings in PostgreSQL.
 */
@Configuration(proxyBeanMethods = false)
class JpaMappingConfiguration {

	@Bean
	MappingTransactions mappingTransactions(PlatformTransactionManager transactionManager) {
		return new MappingTransactions(transactionManager);
	}

	/** Without a cache; whoever wants it asks for it by its name. */
	@Bean(defaultCandidate = false)
	IssueMappings jpaIssueMappings(IssueMappingRepository repository, MappingTransactions transactions,
			ApplicationEventPublisher events, ObjectProvider<Clock> clock) {
		return new JpaIssueMappings(repository, transactions, events, clock.getIfAvailable(Clock::systemUTC));
	}

	@Bean
	CommentMappings commentMappings(CommentMappingRepository repository, MappingTransactions transactions,
			ObjectProvider<Clock> clock) {
		return new JpaCommentMappings(repository, transactions, clock.getIfAvailable(Clock::systemUTC));
	}

}
