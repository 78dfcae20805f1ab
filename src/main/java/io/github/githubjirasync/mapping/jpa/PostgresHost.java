package io.github.githubjirasync.mapping.jpa;

/**
 * Where a server of PostgreSQL is.
 *
 * @param name its name or address
 * @param port its port
 */
record PostgresHost(String name, int port) {

	private static final int DEFAULT_PORT = 5432;

	/** Reads {@code host} or {@code host:port}. */
	static PostgresHost parse(String text) {
		int colon = text.indexOf(':');
		return (colon < 0) ? of(text, 0)
				: new PostgresHost(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
	}

	/** A host, on the usual port if none is given. */
	static PostgresHost of(String name, int port) {
		return new PostgresHost(name, (port > 0) ? port : DEFAULT_PORT);
	}

	@Override
	public String toString() {
		return this.name + ":" + this.port;
	}

}
