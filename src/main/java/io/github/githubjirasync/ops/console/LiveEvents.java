package io.github.githubjirasync.ops.console;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.githubjirasync.queue.QueueCounts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells open pages what changes. One look at the queue a second serves all of them, and
 * none is made while no page is open. The events: {@code counts}, the tiles of the
 * overview as HTML; {@code dead}, the number of dead letters; {@code queue}, something in
 * the queue has changed; {@code history}, the charts have a new value.
 */
final class LiveEvents implements SmartLifecycle {

	/** Of a request: the page it has opened. */
	static final String PAGE_ATTRIBUTE = LiveEvents.class.getName() + ".page";

	private static final Logger logger = LoggerFactory.getLogger(LiveEvents.class);

	private static final int MOST_PAGES = 200;

	/** After it the page connects anew, and must still be logged in. */
	private static final Duration LIFE = Duration.ofMinutes(5);

	/**
	 * Nothing is written until the thread of the request that opened a page has left it:
	 * where that fails because the page is gone already, the web server counts the
	 * request as open for ever, and waits for it when it stops. So long after its last
	 * filter it has.
	 */
	private static final Duration BEGIN = Duration.ofMillis(100);

	private static final int HISTORY_TICKS = 10;

	/** Pages read again at most so often, and after the last change in any case. */
	private static final int READ_TICKS = 3;

	private final LiveCounts counts;

	private final Formats formats;

	private final ITemplateEngine templates;

	/** All that are open. */
	private final List<SseEmitter> pages = new CopyOnWriteArrayList<>();

	/** Those that are told what changes. */
	private final Set<SseEmitter> listening = ConcurrentHashMap.newKeySet();

	private volatile @Nullable ScheduledExecutorService timer;

	private @Nullable String told;

	private int ticks;

	private boolean unread;

	private int toldToRead = -READ_TICKS;

	LiveEvents(LiveCounts counts, Formats formats, ITemplateEngine templates) {
		this.counts = counts;
		this.formats = formats;
		this.templates = templates;
	}

	SseEmitter open() {
		if (this.timer == null || this.pages.size() >= MOST_PAGES) {
			throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "Too many pages are open");
		}
		SseEmitter page = new SseEmitter(LIFE.toMillis());
		page.onCompletion(() -> forget(page));
		page.onTimeout(page::complete);
		page.onError((ex) -> forget(page));
		this.pages.add(page);
		return page;
	}

	/** Once the request that opened the page has passed all filters. */
	void begin(SseEmitter page) {
		ScheduledExecutorService later = this.timer;
		if (later != null) {
			later.schedule(() -> listen(page), BEGIN.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	private void listen(SseEmitter page) {
		if (!this.pages.contains(page)) {
			return;
		}
		this.listening.add(page);
		send(page, "counts", html());
		// What changed before it listened it has not been told.
		send(page, "queue", "changed");
	}

	private void forget(SseEmitter page) {
		this.pages.remove(page);
		this.listening.remove(page);
	}

	private void tick() {
		try {
			if (this.listening.isEmpty()) {
				this.told = null;
				return;
			}
			String html = html();
			boolean changed = !html.equals(this.told);
			this.told = html;
			this.ticks++;
			this.unread |= changed;
			boolean read = this.unread && this.ticks - this.toldToRead >= READ_TICKS;
			if (read) {
				this.unread = false;
				this.toldToRead = this.ticks;
			}
			for (SseEmitter page : this.listening) {
				if (changed) {
					send(page, "counts", html);
					send(page, "dead", dead());
				}
				if (read) {
					send(page, "queue", "changed");
				}
				if (this.ticks % HISTORY_TICKS == 0) {
					send(page, "history", "changed");
				}
			}
		}
		catch (RuntimeException ex) {
			logger.warn("The pages of the console were not told what changed: {}", ex.toString());
		}
	}

	private String html() {
		QueueCounts read = this.counts.read();
		Context context = new Context(Locale.ENGLISH);
		context.setVariable("tiles", Tile.of(read, this.formats));
		context.setVariable("f", this.formats);
		return this.templates.process("ops/live", Set.of("counts"), context);
	}

	/** The badge of the navigation: a number, or nothing that can be seen. */
	private String dead() {
		QueueCounts read = this.counts.read();
		return (read == null || read.dead() == 0) ? "<!-- none -->" : this.formats.number(read.dead());
	}

	private void send(SseEmitter page, String event, String data) {
		try {
			page.send(SseEmitter.event().name(event).data(data));
		}
		catch (IOException | IllegalStateException ex) {
			// It was closed.
			forget(page);
		}
	}

	@Override
	public void start() {
		ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor((work) -> {
			Thread thread = new Thread(work, "ops-live");
			thread.setDaemon(true);
			return thread;
		});
		started.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
		this.timer = started;
	}

	/** Before the web server waits for its requests, which these would be for minutes. */
	@Override
	public void stop() {
		ScheduledExecutorService stopped = this.timer;
		if (stopped != null) {
			stopped.shutdownNow();
		}
		this.timer = null;
		this.pages.forEach(SseEmitter::complete);
		this.pages.clear();
		this.listening.clear();
	}

	@Override
	public boolean isRunning() {
		return this.timer != null;
	}

}
