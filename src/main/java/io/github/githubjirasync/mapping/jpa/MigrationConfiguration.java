package io.github.githubjirasync.mapping.jpa;

import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.flyway.FlywayConfigurationCustomizer;
import org.springframework.boot.autoconfigure.flyway.FlywayProperties;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Gives the migrations connections of their own: the {@code socketTimeout} that is right
 * for the service's statements would end the building of an index on a large table.
 */
@Configuration(proxyBeanMethods = false)
class MigrationConfiguration {

	@Bean
	FlywayConfigurationCustomizer mappingMigrations(JdbcConnectionDetails details,
			ObjectProvider<FlywayProperties> flywayProperties) {
		return (flyway) -> {
			FlywayProperties properties = flywayProperties.getObject();
			// Where the migrations have an account or an address of their own, that
			// stays.
			if (properties.getUrl() == null && properties.getUser() == null) {
				flyway.dataSource(unhurried(details));
			}
		};
	}

	static PGSimpleDataSource unhurried(JdbcConnectionDetails details) {
		PGSimpleDataSource source = new PGSimpleDataSource();
		source.setUrl(details.getJdbcUrl());
		if (details.getUsername() != null) {
			source.setUser(details.getUsername());
		}
		if (details.getPassword() != null) {
			source.setPassword(details.getPassword());
		}
		source.setSocketTimeout(0);
		source.setTcpKeepAlive(true);
		return source;
	}

}
