package io.github.githubjirasync.sandbox;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.githubjirasync.sandbox.Fault.Kind;
import io.github.githubjirasync.upstream.Upstream;
import org.jspecify.annotations.Nullable;

/**
 * The webhooks of one upstream: sent one after the other in the order in which things
 * happened, unless they are held and released in another, or retried. Safe for use by
 * many threads.
 */
public final class Webhooks implements AutoCloseable {

	static final String HELD = "held";

	static final String WAITING = "waiting";

	private final Upstream upstream;

	private final WebhookPost post;

	private final Faults faults;

	private final Clock clock;

	private final Duration retryDelay;

	private final int kept;

	private final ScheduledExecutorService sender;

	private final Map<Long, SentWebhook> log = new LinkedHashMap<>();

	private final List<Long> heldBack = new ArrayList<>();

	private boolean holding;

	private long lastNumber;

	private URI service;

	Webhooks(Upstream upstream, WebhookPost post, Faults faults, SandboxOptions options) {
		this.upstream = upstream;
		this.post = post;
		this.faults = faults;
		this.clock = options.clock;
		this.retryDelay = options.jiraRetryDelay;
		this.kept = options.kept;
		this.service = options.service;
		this.sender = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "sandbox-webhooks-" + upstream);
			thread.setDaemon(true);
			return thread;
		});
	}

	/**
	 * Sends further webhooks to another service.
	 * @param root its root address
	 */
	public synchronized void deliverTo(URI root) {
		this.service = root;
	}

	/** Keeps back all webhooks from now on. */
	public synchronized void hold() {
		this.holding = true;
	}

	/**
	 * Whether webhooks are kept back.
	 * @return whether they are
	 */
	public synchronized boolean holding() {
		return this.holding;
	}

	/**
	 * Sends what was kept back, in the order in which it happened, and all that comes.
	 */
	public synchronized void release() {
		this.holding = false;
		releaseAll();
	}

	/** Sends what was kept back, last first, and all that comes. */
	public synchronized void releaseReversed() {
		Collections.reverse(this.heldBack);
		release();
	}

	/**
	 * Sends what was kept back, shuffled, and all that comes.
	 * @param seed the same seed gives the same order
	 */
	public synchronized void releaseShuffled(long seed) {
		Collections.shuffle(this.heldBack, new Random(seed));
		release();
	}

	/**
	 * The latest webhooks.
	 * @return oldest first
	 */
	public synchronized List<SentWebhook> list() {
		return List.copyOf(this.log.values());
	}

	/**
	 * Whether nothing is left to send.
	 * @return whether every webhook is settled; held ones are not
	 */
	public synchronized boolean idle() {
		return this.log.values().stream().allMatch(SentWebhook::settled);
	}

	/**
	 * Sends a webhook again: the same delivery id and body.
	 * @param number its number
	 * @return whether it is known
	 */
	public synchronized boolean redeliver(long number) {
		SentWebhook sent = this.log.get(number);
		if (sent == null) {
			return false;
		}
		enqueue(sent.deliveryId(), sent.event(), sent.action(), sent.scope(), sent.body(), true);
		return true;
	}

	/** Forgets all webhooks, also those not sent yet, and holds none back. */
	public synchronized void clear() {
		this.log.clear();
		this.heldBack.clear();
		this.holding = false;
	}

	@Override
	public void close() {
		this.sender.shutdownNow();
	}

	synchronized void send(String event, @Nullable String action, String scope, JsonNode payload) {
		String deliveryId = UUID.randomUUID().toString();
		String name = (action != null) ? event + "." + action : event;
		Kind fault = this.faults.takeForWebhook(this.upstream, name);
		long number = enqueue(deliveryId, event, action, scope, payload.toString(), false, fault == Kind.LOSE_WEBHOOK);
		if (fault == Kind.DUPLICATE_WEBHOOK) {
			redeliver(number);
		}
	}

	private void enqueue(String deliveryId, String event, @Nullable String action, String scope, String body,
			boolean redelivery) {
		enqueue(deliveryId, event, action, scope, body, redelivery, false);
	}

	private long enqueue(String deliveryId, String event, @Nullable String action, String scope, String body,
			boolean redelivery, boolean lost) {
		long number = ++this.lastNumber;
		SentWebhook made = new SentWebhook(number, this.upstream, deliveryId, event, action, scope, body, redelivery,
				Map.of(), 0, 0, WAITING, this.clock.instant(), Duration.ZERO);
		if (lost) {
			made = made.tried(Map.of(), 502, "failed to connect to host", this.clock.instant(), Duration.ZERO);
		}
		this.log.put(number, made);
		SentWebhook oldest = this.log.values().iterator().next();
		if (this.log.size() > this.kept && oldest.settled()) {
			this.log.remove(oldest.number());
		}
		if (!lost && this.holding) {
			this.log.put(number, made.waiting(HELD));
			this.heldBack.add(number);
		}
		else if (!lost) {
			this.sender.execute(() -> attempt(made(number)));
		}
		return number;
	}

	private void releaseAll() {
		for (Long number : this.heldBack) {
			this.log.computeIfPresent(number, (key, held) -> held.waiting(WAITING));
			this.sender.execute(() -> attempt(made(number)));
		}
		this.heldBack.clear();
	}

	private synchronized @Nullable SentWebhook made(long number) {
		return this.log.get(number);
	}

	private void attempt(@Nullable SentWebhook webhook) {
		if (webhook == null) {
			return;
		}
		URI target;
		synchronized (this) {
			target = this.service;
		}
		SentWebhook tried = this.post.attempt(webhook, target);
		boolean again = this.post.retries(tried);
		synchronized (this) {
			this.log.computeIfPresent(webhook.number(), (key, known) -> again ? tried.waiting(WAITING) : tried);
		}
		if (again) {
			long delay = this.retryDelay.toMillis() << (tried.tries() - 1);
			this.sender.schedule(() -> attempt(made(webhook.number())), delay, TimeUnit.MILLISECONDS);
		}
	}

}
