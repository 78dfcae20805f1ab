package io.github.githubjirasync.sandbox;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;

/**
 * Stands in for the service: takes webhooks and keeps them.
 */
final class WebhookReceiver implements AutoCloseable {

	private final HttpFront front = new HttpFront(0);

	private final List<Request> received = new CopyOnWriteArrayList<>();

	private final Deque<Integer> statuses = new ArrayDeque<>();

	WebhookReceiver() {
		this.front.mount("/webhooks/", (exchange) -> {
			Request request = Request.of(exchange.getRequestMethod(), exchange.getRequestURI(), "/webhooks",
					exchange.getRequestHeaders(), exchange.getRequestBody().readAllBytes());
			int status = nextStatus();
			this.received.add(request);
			HttpFront.write(exchange, Answer.json(status, Json.object()));
		});
		this.front.start();
	}

	URI url() {
		return URI.create(this.front.url());
	}

	synchronized void answer(int... next) {
		for (int status : next) {
			this.statuses.add(status);
		}
	}

	private synchronized int nextStatus() {
		return this.statuses.isEmpty() ? 202 : this.statuses.remove();
	}

	List<Request> await(int count) {
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> this.received.size() >= count);
		return this.received;
	}

	List<Request> received() {
		return this.received;
	}

	static JsonNode json(Request request) {
		try {
			return request.json();
		}
		catch (Exception ex) {
			throw new IllegalStateException(new String(request.body(), StandardCharsets.UTF_8), ex);
		}
	}

	@Override
	public void close() {
		this.front.close();
	}

}
