package io.github.githubjirasync.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

/**
 * The HTTP server in front of both upstreams, the control API and the page.
 */
final class HttpFront implements AutoCloseable {

	static {
		// Without it each answer waits for the client's delayed acknowledgement, 40 ms.
		System.setProperty("sun.net.httpserver.nodelay", "true");
	}

	private static final String LOCALHOST = "localhost";

	private final String host;

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "sandbox-http");
		thread.setDaemon(true);
		return thread;
	});

	HttpFront(int port) {
		this(port, LOCALHOST);
	}

	/** Listens on loopback only, unless it is known by another name than localhost. */
	HttpFront(int port, String host) {
		this.host = host;
		try {
			this.server = HttpServer.create(LOCALHOST.equals(host)
					? new InetSocketAddress(InetAddress.getLoopbackAddress(), port) : new InetSocketAddress(port), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The sandbox can't listen on port " + port + ": " + ex.getMessage(), ex);
		}
		this.server.setExecutor(this.threads);
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	String url() {
		return "http://" + this.host + ":" + port();
	}

	void mount(String root, HttpHandler handler) {
		this.server.createContext(root, handler);
	}

	void start() {
		this.server.start();
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	static void write(HttpExchange exchange, Answer answer) throws IOException {
		answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
		boolean none = answer.body().length == 0;
		exchange.sendResponseHeaders(answer.status(), none ? -1 : answer.body().length);
		if (!none) {
			try (OutputStream body = exchange.getResponseBody()) {
				body.write(answer.body());
			}
		}
		exchange.close();
	}

}
