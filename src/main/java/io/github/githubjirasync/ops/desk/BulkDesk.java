package io.github.githubjirasync.ops.desk;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.githubjirasync.ops.desk.BulkOperation.Kind;
import io.github.githubjirasync.ops.desk.BulkOperation.Letters;
import io.github.githubjirasync.queue.DeadLetters;
import io.github.githubjirasync.queue.JobSearch;
import io.github.githubjirasync.queue.JobSearch.PartitionFigures;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;

/**
 * Replays or discards many dead letters. Each such operation goes on in the background,
 * on the instance that was asked; all instances show how it goes.
 */
public final class BulkDesk implements DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(BulkDesk.class);

	/** The usual number of dead letters that are done in a second. */
	public static final int USUAL_RATE = 10;

	/** The most dead letters that are done in a second. */
	public static final int MAX_RATE = 500;

	private static final int MOST_AT_ONCE = 4;

	private static final int MOST_SHOWN = 100;

	private final OperationStore store;

	private final JobSearch search;

	private final DeadLetters deadLetters;

	private final AuditLog audit;

	/** A name that no other life of any instance has. */
	private final String instance = UUID.randomUUID().toString();

	private final SecureRandom random = new SecureRandom();

	private final AtomicInteger numbers = new AtomicInteger();

	private final ThreadPoolExecutor threads = new ThreadPoolExecutor(0, MOST_AT_ONCE, 10, TimeUnit.SECONDS,
			new SynchronousQueue<>(), this::thread);

	BulkDesk(OperationStore store, JobSearch search, DeadLetters deadLetters, AuditLog audit) {
		this.store = store;
		this.search = search;
		this.deadLetters = deadLetters;
		this.audit = audit;
	}

	private Thread thread(Runnable work) {
		Thread thread = new Thread(work, "ops-bulk-" + this.numbers.incrementAndGet());
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * Begins to replay or discard dead letters.
	 * @param kind what is done
	 * @param query to which
	 * @param ratePerSecond how many in a second, 1 to {@value #MAX_RATE}; {@code null}
	 * for {@value #USUAL_RATE}
	 * @param who who wants it
	 * @return the operation, which has just begun
	 * @throws DeskException if too many run here already
	 */
	public BulkOperation begin(Kind kind, Letters query, @Nullable Integer ratePerSecond, String who) {
		int rate = (ratePerSecond != null) ? ratePerSecond : USUAL_RATE;
		if (rate < 1 || rate > MAX_RATE) {
			throw DeskException.invalid("ratePerSecond is between 1 and " + MAX_RATE + ", got " + rate);
		}
		List<PartitionFigures> figures = this.search.figures();
		Letters letters = query.before(figures.stream()
			.map(PartitionFigures::at)
			.max(Comparator.naturalOrder())
			.orElse(Instant.now())
			.plusMillis(1));
		byte[] bytes = new byte[6];
		this.random.nextBytes(bytes);
		String id = HexFormat.of().formatHex(bytes);
		Map<String, Object> detail = new LinkedHashMap<>();
		detail.put("query", query);
		detail.put("ratePerSecond", rate);
		this.audit.record(who, "bulk-" + kind.name().toLowerCase(Locale.ROOT), "operation:" + id, detail);
		this.store.create(id, kind, who, letters, rate, total(query, figures), this.instance);
		BulkOperation operation = show(id);
		start(operation);
		return operation;
	}

	/** With a filter nobody knows before all have been looked at. */
	private static @Nullable Long total(Letters query, List<PartitionFigures> figures) {
		List<String> ids = query.ids();
		if (ids != null) {
			return ids.stream().distinct().count();
		}
		boolean all = query.link() == null && query.kind() == null && query.cause() == null && query.from() == null
				&& query.to() == null;
		return all ? figures.stream().mapToLong((each) -> each.counts().dead()).sum() : null;
	}

	private void start(BulkOperation operation) {
		try {
			this.threads
				.execute(new BulkRun(operation, this.instance, this.store, this.search, this.deadLetters, this.audit));
		}
		catch (RejectedExecutionException ex) {
			this.store.end(operation.id(), this.instance, BulkOperation.State.INTERRUPTED,
					"This instance ran " + MOST_AT_ONCE + " others; resume it later");
			throw DeskException.conflict("This instance runs " + MOST_AT_ONCE + " operations already; resume "
					+ operation.id() + " when one has ended.");
		}
	}

	/**
	 * The newest operations of all instances, at most 100 of the last 90 days.
	 * @return the operations, newest first
	 */
	public List<BulkOperation> list() {
		return this.store.newest(MOST_SHOWN);
	}

	/**
	 * One operation.
	 * @param id its id
	 * @return how it goes
	 * @throws DeskException if there is none
	 */
	public BulkOperation show(String id) {
		return this.store.find(id).orElseThrow(() -> DeskException.notFound("There is no operation '" + id + "'."));
	}

	/**
	 * Ends an operation within a second or two, wherever it runs.
	 * @param id its id
	 * @param who who wants it
	 * @return how it goes
	 */
	public BulkOperation cancel(String id, String who) {
		show(id);
		this.audit.record(who, "cancel", "operation:" + id, Map.of());
		if (!this.store.cancel(id)) {
			throw DeskException.conflict("The operation does not run any more.");
		}
		return show(id);
	}

	/**
	 * Goes on with an operation that was interrupted, cancelled, or failed.
	 * @param id its id
	 * @param who who wants it
	 * @return how it goes
	 */
	public BulkOperation resume(String id, String who) {
		show(id);
		this.audit.record(who, "resume", "operation:" + id, Map.of());
		if (!this.store.resume(id, this.instance)) {
			throw DeskException.conflict("The operation runs, or all of it is done.");
		}
		BulkOperation operation = show(id);
		start(operation);
		return operation;
	}

	/** What runs here is noted as interrupted. */
	@Override
	public void destroy() throws InterruptedException {
		this.threads.shutdownNow();
		if (!this.threads.awaitTermination(5, TimeUnit.SECONDS)) {
			logger.warn("Bulk operations did not end in time; they count as interrupted after {} s",
					OperationStore.SILENCE.toSeconds());
		}
	}

}
