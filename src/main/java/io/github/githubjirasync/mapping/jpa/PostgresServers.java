package io.github.githubjirasync.mapping.jpa;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connects to the service's database on any of its servers: all is as in the primary's
 * URL, but for the hosts and the timeouts.
 *
 * @param url the primary's JDBC URL; it may name several hosts
 * @param user the user, or {@code null} if the URL names one
 * @param password the password, or {@code null} if the URL has it or none is needed
 * @param connectTimeout the limit of making a connection
 * @param readTimeout the limit of waiting for an answer
 */
record PostgresServers(String url, @Nullable String user, @Nullable String password, Duration connectTimeout,
		Duration readTimeout) {

	/** How long the driver believes what it found a server to be. */
	private static final int HOST_RECHECK_SECONDS = 1;

	/** The hosts that the URL names. */
	List<PostgresHost> primary() {
		PGSimpleDataSource named = named();
		List<PostgresHost> hosts = new ArrayList<>();
		for (int i = 0; i < named.getServerNames().length; i++) {
			hosts.add(PostgresHost.of(named.getServerNames()[i], named.getPortNumbers()[i]));
		}
		return hosts;
	}

	/** Whichever of the primary's hosts is the primary now. */
	PGSimpleDataSource toPrimary() {
		PGSimpleDataSource source = to(primary());
		source.setTargetServerType("primary");
		return source;
	}

	/** One server, whatever it is. */
	PGSimpleDataSource to(PostgresHost host) {
		return to(List.of(host));
	}

	/**
	 * Any of some replicas, each as likely as the others, or the primary if none of them
	 * can be reached.
	 */
	PGSimpleDataSource toReplicas(Collection<PostgresHost> replicas, Collection<PostgresHost> others) {
		Set<PostgresHost> hosts = new LinkedHashSet<>(replicas);
		hosts.addAll(others);
		PGSimpleDataSource source = to(hosts);
		source.setTargetServerType("preferSecondary");
		source.setLoadBalanceHosts(true);
		source.setHostRecheckSeconds(HOST_RECHECK_SECONDS);
		return source;
	}

	private PGSimpleDataSource to(Collection<PostgresHost> hosts) {
		PGSimpleDataSource source = named();
		source.setServerNames(hosts.stream().map(PostgresHost::name).toArray(String[]::new));
		source.setPortNumbers(hosts.stream().mapToInt(PostgresHost::port).toArray());
		source.setTargetServerType("any");
		source.setConnectTimeout((int) this.connectTimeout.toSeconds());
		source.setSocketTimeout((int) this.readTimeout.toSeconds());
		source.setTcpKeepAlive(true);
		return source;
	}

	private PGSimpleDataSource named() {
		PGSimpleDataSource source = new PGSimpleDataSource();
		source.setUrl(this.url);
		if (this.user != null) {
			source.setUser(this.user);
		}
		if (this.password != null) {
			source.setPassword(this.password);
		}
		return source;
	}

	/** Without the password. */
	@Override
	public String toString() {
		return "PostgresServers" + primary();
	}

}
