package io.github.githubjirasync.webhook;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.githubjirasync.sync.Change;
import io.github.githubjirasync.sync.Delivery;
import io.github.githubjirasync.sync.Receipt;
import io.github.githubjirasync.sync.SyncIntake;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Remembers what came through the door, or fails as told.
 */
final class RecordingIntake implements SyncIntake {

	private final List<Entry> entries = new CopyOnWriteArrayList<>();

	private volatile @Nullable RuntimeException failure;

	private volatile @Nullable Receipt receipt;

	@Override
	public Receipt accept(Delivery delivery, Change change) {
		record(new Entry("accept", delivery, change, "", MDC.get("deliveryId")));
		Receipt answer = this.receipt;
		return (answer != null) ? answer : new Receipt.Enqueued("job-" + delivery.id());
	}

	@Override
	public Receipt quarantine(Delivery delivery, byte[] body, String cause) {
		record(new Entry("quarantine", delivery, new String(body, StandardCharsets.UTF_8), cause,
				MDC.get("deliveryId")));
		return new Receipt.Quarantined("job-" + delivery.id());
	}

	@Override
	public Receipt ignore(Delivery delivery, String reason) {
		record(new Entry("ignore", delivery, null, reason, MDC.get("deliveryId")));
		return new Receipt.Ignored(reason);
	}

	private void record(Entry entry) {
		RuntimeException toThrow = this.failure;
		if (toThrow != null) {
			throw toThrow;
		}
		this.entries.add(entry);
	}

	List<Entry> entries() {
		return this.entries;
	}

	Entry only() {
		if (this.entries.size() != 1) {
			throw new AssertionError("Expected one entry, got " + this.entries);
		}
		return this.entries.get(0);
	}

	void failWith(RuntimeException failure) {
		this.failure = failure;
	}

	void answer(Receipt receipt) {
		this.receipt = receipt;
	}

	void reset() {
		this.entries.clear();
		this.failure = null;
		this.receipt = null;
	}

	record Entry(String door, Delivery delivery, @Nullable Object what, String why, @Nullable String mdcDeliveryId) {
	}

}
