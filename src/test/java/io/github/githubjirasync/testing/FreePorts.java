package io.github.githubjirasync.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Ports on loopback for servers that want to be told theirs, and that may be down for a
 * while. A port that the system picks could be given to any other process before the
 * server has it; these are below those that systems pick unless told otherwise, and come
 * from blocks of which each has one owner: who listens on its first port. No port is
 * given twice in the life of a JVM.
 */
public final class FreePorts {

	static final int FIRST = 10_240;

	/** Linux picks ports from here on, others from higher ones. */
	static final int END = 32_768;

	static final int BLOCK = 64;

	private static final FreePorts OF_THIS_JVM = new FreePorts();

	/** Held until the JVM ends. */
	private final List<ServerSocket> claims = new ArrayList<>();

	private int next;

	private int end;

	/**
	 * A port on which nobody listens, and which nobody else is given.
	 * @return the port
	 */
	public static int next() {
		return OF_THIS_JVM.take();
	}

	synchronized int take() {
		while (true) {
			if (this.next == this.end) {
				claim();
			}
			int port = this.next++;
			ServerSocket probe = listen(port);
			if (probe != null) {
				close(probe);
				return port;
			}
		}
	}

	private void claim() {
		for (int start = Math.max(this.end, FIRST); start + BLOCK <= END; start += BLOCK) {
			ServerSocket claim = listen(start);
			if (claim != null) {
				this.claims.add(claim);
				this.next = start + 1;
				this.end = start + BLOCK;
				return;
			}
		}
		throw new IllegalStateException("No free port on loopback from " + FIRST + " to " + (END - 1));
	}

	private static @Nullable ServerSocket listen(int port) {
		try {
			return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			return null;
		}
	}

	private static void close(ServerSocket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Gives its blocks to others. */
	synchronized void release() {
		this.claims.forEach(FreePorts::close);
		this.claims.clear();
		this.next = this.end;
	}

}
