package io.github.githubjirasync.mapping.jpa;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PostgresServers} and {@link PostgresHost}.
 */
class PostgresServersTests {

	private static final PostgresHost REPLICA = PostgresHost.parse("replica:5433");

	private final PostgresServers servers = new PostgresServers(
			"jdbc:postgresql://db-1,db-2:6000/sync?sslmode=require&targetServerType=primary", "ada", "secret",
			Duration.ofSeconds(2), Duration.ofSeconds(5));

	@Test
	void hostHasTheUsualPortIfItNamesNone() {
		assertThat(PostgresHost.parse("replica")).isEqualTo(new PostgresHost("replica", 5432))
			.hasToString("replica:5432");
		assertThat(REPLICA).isEqualTo(new PostgresHost("replica", 5433));
	}

	@Test
	void primaryIsWhereTheUrlSays() {
		assertThat(this.servers.primary()).containsExactly(new PostgresHost("db-1", 5432),
				new PostgresHost("db-2", 6000));
		assertThat(this.servers.toPrimary().getTargetServerType()).isEqualTo("primary");
	}

	@Test
	void replicaIsConnectedToAsThePrimaryIsAndNotWaitedForForLong() {
		PGSimpleDataSource source = this.servers.toReplicas(List.of(REPLICA), List.of(new PostgresHost("db-1", 5432)));
		assertThat(source.getServerNames()).containsExactly("replica", "db-1");
		assertThat(source.getPortNumbers()).containsExactly(5433, 5432);
		assertThat(source.getTargetServerType()).isEqualTo("preferSecondary");
		assertThat(source.getLoadBalanceHosts()).isTrue();
		assertThat(source.getDatabaseName()).isEqualTo("sync");
		assertThat(source.getSslMode()).isEqualTo("require");
		assertThat(source.getUser()).isEqualTo("ada");
		assertThat(source.getPassword()).isEqualTo("secret");
		assertThat(source.getConnectTimeout()).isEqualTo(2);
		assertThat(source.getSocketTimeout()).isEqualTo(5);
	}

	@Test
	void passwordIsNotShown() {
		assertThat(this.servers.toString()).doesNotContain("secret").contains("db-1:5432");
	}

}
