package io.github.githubjirasync.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A load balancer as simple as can be: instances in turn, and the next one where a
 * connection is refused or breaks, as NGINX does by the file in {@code deploy}. It is not
 * told when an instance ends.
 */
final class Balancer implements AutoCloseable {

	private static final Set<String> OF_THE_CONNECTION = Set.of("connection", "content-length", "host", "upgrade",
			"http2-settings");

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(1))
		.build();

	private final List<URI> instances = new CopyOnWriteArrayList<>();

	private final AtomicInteger turn = new AtomicInteger();

	private final AtomicInteger passedOn = new AtomicInteger();

	private final ExecutorService threads = Executors.newFixedThreadPool(4);

	private final HttpServer server;

	Balancer() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", this::handle);
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	URI address() {
		return URI.create("http://localhost:" + this.server.getAddress().getPort());
	}

	void add(int port) {
		this.instances.add(URI.create("http://localhost:" + port));
	}

	void remove(int port) {
		this.instances.remove(URI.create("http://localhost:" + port));
	}

	/** How many requests went to a second instance. */
	int passedOn() {
		return this.passedOn.get();
	}

	private void handle(HttpExchange exchange) throws IOException {
		byte[] body = exchange.getRequestBody().readAllBytes();
		int status = 502;
		List<URI> candidates = List.copyOf(this.instances);
		int first = this.turn.getAndIncrement();
		for (int i = 0; i < candidates.size() && status == 502; i++) {
			try {
				status = send(exchange, candidates.get((first + i) % candidates.size()), body);
			}
			catch (IOException ex) {
				this.passedOn.incrementAndGet();
			}
		}
		exchange.sendResponseHeaders(status, -1);
		exchange.close();
	}

	private int send(HttpExchange exchange, URI instance, byte[] body) throws IOException {
		HttpRequest.Builder request = HttpRequest.newBuilder(instance.resolve(exchange.getRequestURI()))
			.timeout(Duration.ofSeconds(8))
			.method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
		exchange.getRequestHeaders().forEach((name, values) -> {
			if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
				request.header(name, values.get(0));
			}
		});
		try {
			return this.client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(ex);
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
