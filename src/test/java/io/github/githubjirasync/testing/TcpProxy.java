package io.github.githubjirasync.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A network between an instance and a server that can be cut, stalled, or lose its
 * connections without telling. On loopback only.
 */
public final class TcpProxy implements AutoCloseable {

	private final ServerSocket server;

	private final int target;

	private final Set<Link> links = ConcurrentHashMap.newKeySet();

	private final Object changed = new Object();

	private volatile Mode mode = Mode.PASS;

	/**
	 * A proxy on a free port.
	 * @param target the port on loopback to connect to
	 */
	public TcpProxy(int target) {
		this.target = target;
		try {
			this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		start(this::accept);
	}

	/** Where Redis is found through this network. */
	public String redisUrl() {
		return "redis://127.0.0.1:" + this.server.getLocalPort();
	}

	/** Closes all connections, and each new one at once. */
	public void cut() {
		become(Mode.CUT);
		this.links.forEach(Link::close);
	}

	/** Lets no byte through, and closes nothing. */
	public void stall() {
		become(Mode.STALL);
	}

	/** Lets no byte through on what is connected now, for ever; new connections work. */
	public void forgetConnections() {
		this.links.forEach((link) -> link.forgotten = true);
	}

	/**
	 * How many connections lead through it.
	 * @return their number
	 */
	public int connections() {
		return this.links.size();
	}

	/** Works again. */
	public void heal() {
		become(Mode.PASS);
	}

	private void become(Mode next) {
		synchronized (this.changed) {
			this.mode = next;
			this.changed.notifyAll();
		}
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket client = this.server.accept();
				if (this.mode == Mode.CUT) {
					client.close();
					continue;
				}
				Link link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), this.target));
				this.links.add(link);
				start(() -> pump(link, link.client, link.redis));
				start(() -> pump(link, link.redis, link.client));
			}
			catch (IOException ex) {
				// Redis is away, or the proxy is closed; the client sees its end.
			}
		}
	}

	private void pump(Link link, Socket from, Socket to) {
		byte[] buffer = new byte[1 << 16];
		try {
			InputStream in = from.getInputStream();
			OutputStream out = to.getOutputStream();
			for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
				awaitPassage(link);
				out.write(buffer, 0, read);
			}
		}
		catch (IOException ex) {
			// One side is gone; so goes the other.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		if (!link.forgotten) {
			link.close();
			this.links.remove(link);
		}
	}

	private void awaitPassage(Link link) throws InterruptedException {
		synchronized (this.changed) {
			while (this.mode == Mode.STALL || (link.forgotten && this.mode != Mode.CUT)) {
				this.changed.wait();
			}
		}
	}

	private static void start(Runnable work) {
		Thread thread = new Thread(work, "tcp-proxy");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() {
		closeQuietly(this.server);
		cut();
	}

	private static void closeQuietly(Closeable closeable) {
		try {
			closeable.close();
		}
		catch (IOException ex) {
			// It is as good as closed.
		}
	}

	private enum Mode {

		PASS, CUT, STALL

	}

	/** A connection through the proxy. */
	private static final class Link {

		private final Socket client;

		private final Socket redis;

		private volatile boolean forgotten;

		private Link(Socket client, Socket redis) {
			this.client = client;
			this.redis = redis;
		}

		private void close() {
			closeQuietly(this.client);
			closeQuietly(this.redis);
		}

	}

}
