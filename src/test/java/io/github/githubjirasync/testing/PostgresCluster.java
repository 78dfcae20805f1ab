package io.github.githubjirasync.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A primary and its streaming replicas, real servers from the embedded binaries, which
 * can be stopped, held back and promoted. They end with the JVM at the latest.
 */
public final class PostgresCluster implements AutoCloseable {

	private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);

	private static final AtomicInteger DATABASES = new AtomicInteger();

	private final EmbeddedPostgres primary;

	private final List<PostgresReplica> replicas = new ArrayList<>();

	private boolean primaryRuns = true;

	private PostgresCluster(EmbeddedPostgres primary) {
		this.primary = primary;
	}

	/**
	 * Starts a primary and replicas of it.
	 * @param replicas how many
	 * @return the cluster, all of it ready for connections
	 */
	public static PostgresCluster start(int replicas) {
		try {
			EmbeddedPostgres primary = EmbeddedPostgres.builder()
				.setPort(FreePorts.next())
				.setServerConfig("max_connections", "100")
				.setServerConfig("fsync", "off")
				.setServerConfig("synchronous_commit", "on")
				.setServerConfig("shared_buffers", "64MB")
				.setServerConfig("wal_keep_size", "256MB")
				.setServerConfig("max_wal_size", "2GB")
				.start();
			PostgresCluster cluster = new PostgresCluster(primary);
			for (int i = 0; i < replicas; i++) {
				cluster.replicas.add(cluster.replica());
			}
			return cluster;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Could not start the embedded PostgreSQL", ex);
		}
	}

	/**
	 * Makes an empty database, which the replicas then have too.
	 * @return its URL on the primary
	 */
	public String newDatabase() {
		String name = "cluster_" + DATABASES.incrementAndGet();
		execute(primaryPort(), "CREATE DATABASE " + name);
		awaitReplicated();
		return url(primaryPort(), name);
	}

	public int primaryPort() {
		return this.primary.getPort();
	}

	/**
	 * The port of a replica.
	 * @param replica its index
	 * @return a port of 127.0.0.1, the same for all its life
	 */
	public int replicaPort(int replica) {
		return this.replicas.get(replica).port();
	}

	/**
	 * Where the replicas are.
	 * @return each as {@code host:port}
	 */
	public List<String> replicaHosts() {
		return this.replicas.stream().map((replica) -> "127.0.0.1:" + replica.port()).toList();
	}

	/**
	 * Ends a replica, whose clients lose their connections; its data stays.
	 * @param replica its index
	 */
	public void stop(int replica) {
		this.replicas.get(replica).stop();
	}

	/**
	 * Starts a replica again after {@link #stop(int)}.
	 * @param replica its index
	 */
	public void restart(int replica) {
		this.replicas.get(replica).launch();
	}

	/**
	 * Ends all connections of clients to a replica, which goes on running.
	 * @param replica its index
	 */
	public void endConnections(int replica) {
		execute(replicaPort(replica), "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
				+ "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()");
	}

	/**
	 * Has a replica fall behind from now on, while it still receives the log.
	 * @param replica its index
	 */
	public void pauseReplay(int replica) {
		execute(replicaPort(replica), "SELECT pg_wal_replay_pause()");
		await("replay to pause",
				() -> ask(replicaPort(replica), "SELECT pg_get_wal_replay_pause_state()").equals("paused"));
	}

	/**
	 * Has a replica catch up after {@link #pauseReplay(int)}.
	 * @param replica its index
	 */
	public void resumeReplay(int replica) {
		execute(replicaPort(replica), "SELECT pg_wal_replay_resume()");
	}

	/** Ends the primary; the replicas stay as they are. */
	public void stopPrimary() {
		this.primaryRuns = false;
		try {
			this.primary.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Makes a replica a primary.
	 * @param replica its index
	 */
	public void promote(int replica) {
		execute(replicaPort(replica), "SELECT pg_promote()");
	}

	/** Waits until every replica that runs has all that the primary has. */
	public void awaitReplicated() {
		String position = ask(primaryPort(), "SELECT pg_current_wal_lsn()");
		for (PostgresReplica replica : this.replicas) {
			if (replica.running()) {
				await("replica " + replica.port() + " to catch up",
						() -> ask(replica.port(), "SELECT pg_last_wal_replay_lsn() >= '" + position + "'").equals("t"));
			}
		}
	}

	@Override
	public void close() {
		this.replicas.forEach(PostgresReplica::close);
		if (this.primaryRuns) {
			stopPrimary();
		}
	}

	/**
	 * A copy of the primary's files, made while it runs, follows its log from then on.
	 */
	private PostgresReplica replica() throws IOException {
		Path data = ScratchFolder.create("replica");
		try (Connection connection = DriverManager.getConnection(url(primaryPort(), "postgres"));
				Statement statement = connection.createStatement()) {
			statement.execute("SELECT pg_backup_start('replica', fast => true)");
			copy(Path.of(one(statement, "SHOW data_directory")), data);
			Files.writeString(data.resolve("backup_label"),
					one(statement, "SELECT labelfile FROM pg_backup_stop(wait_for_archive => false)"));
			Files.createFile(data.resolve("standby.signal"));
			String binaries = one(statement, "SELECT setting FROM pg_config WHERE name = 'BINDIR'");
			PostgresReplica replica = new PostgresReplica(FreePorts.next(), data, binaries + "/postgres",
					primaryPort());
			replica.launch();
			return replica;
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Could not copy the primary", ex);
		}
	}

	private static void copy(Path from, Path to) throws IOException {
		Files.walkFileTree(from, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
				Files.createDirectories(to.resolve(from.relativize(folder)));
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				Path relative = from.relativize(file);
				if (!relative.startsWith("pg_wal") && !relative.toString().startsWith("postmaster.")) {
					try {
						Files.copy(file, to.resolve(relative));
					}
					catch (NoSuchFileException ex) {
						return visitFileFailed(file, ex);
					}
				}
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFileFailed(Path file, IOException ex) {
				// The server removes files as it likes; the log has what it did.
				return FileVisitResult.CONTINUE;
			}

		});
	}

	static String url(int port, String database) {
		return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres";
	}

	private static void execute(int port, String sql) {
		try (Connection connection = DriverManager.getConnection(url(port, "postgres"));
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Could not execute " + sql, ex);
		}
	}

	static String ask(int port, String sql) {
		try (Connection connection = DriverManager.getConnection(url(port, "postgres"));
				Statement statement = connection.createStatement()) {
			return one(statement, sql);
		}
		catch (SQLException ex) {
			return "no answer: " + ex.getMessage();
		}
	}

	private static String one(Statement statement, String sql) throws SQLException {
		try (ResultSet rows = statement.executeQuery(sql)) {
			rows.next();
			return rows.getString(1);
		}
	}

	static void await(String what, BooleanSupplier condition) {
		long begin = System.nanoTime();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() - begin > LIMIT_NANOS) {
				throw new IllegalStateException("Waited in vain for " + what);
			}
			try {
				TimeUnit.MILLISECONDS.sleep(20);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException("Interrupted while waiting for " + what, ex);
			}
		}
	}

}
