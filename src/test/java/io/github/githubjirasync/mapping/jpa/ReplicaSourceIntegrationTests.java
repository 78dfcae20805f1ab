package io.github.githubjirasync.mapping.jpa;

import java.net.URI;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.githubjirasync.testing.TcpProxy;
import io.github.githubjirasync.testing.TestServers;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ReplicaSource} on a real PostgreSQL.
 */
class ReplicaSourceIntegrationTests {

	@Test
	void connectionThatWasBegunBeforeAChangeIsMadeAnew() throws Exception {
		PostgresServers servers = new PostgresServers(TestServers.newDatabase(), null, null, Duration.ofSeconds(5),
				Duration.ofSeconds(5));
		PostgresHost server = servers.primary().get(0);
		try (TcpProxy former = new TcpProxy(server.port())) {
			PostgresHost slow = PostgresHost.of("127.0.0.1", URI.create(former.redisUrl()).getPort());
			ReplicaSource source = new ReplicaSource(servers, List.of());
			source.use(Set.of(slow), Set.of());
			former.stall();
			CompletableFuture<String> begun = CompletableFuture.supplyAsync(() -> url(source));
			await().until(() -> former.connections() == 1);
			assertThat(begun).isNotDone();
			source.use(Set.of(server), Set.of());
			former.heal();
			assertThat(begun.get(10, TimeUnit.SECONDS)).contains(":" + server.port() + "/")
				.doesNotContain(Integer.toString(slow.port()));
		}
	}

	private static String url(ReplicaSource source) {
		try (Connection connection = source.getConnection()) {
			return connection.getMetaData().getURL();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
