package io.github.githubjirasync.faults;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.githubjirasync.faults.LedgerEntry.Event;
import io.github.githubjirasync.queue.Exchange;
import io.github.githubjirasync.queue.Job;
import io.github.githubjirasync.queue.JobQueue;
import io.github.githubjirasync.queue.Lease;
import io.github.githubjirasync.queue.Settlement;
import io.github.githubjirasync.queue.WorkListener;
import org.jspecify.annotations.Nullable;

/**
 * Writes into a ledger which leases a worker got from the real queue, and how they ended.
 * A dynamic proxy, since it must change nothing else.
 */
final class LedgerQueue {

	private final JobQueue queue;

	private final Ledger ledger;

	private final Map<String, Long> tokens = new ConcurrentHashMap<>();

	LedgerQueue(JobQueue queue, Ledger ledger) {
		this.queue = queue;
		this.ledger = ledger;
	}

	/**
	 * The queue to work with.
	 * @return a queue that keeps the ledger
	 */
	JobQueue proxy() {
		return (JobQueue) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { JobQueue.class },
				(proxy, method, arguments) -> {
					try {
						long start = System.nanoTime();
						Object answer = method.invoke(this.queue, watched(arguments));
						if (answer instanceof Exchange exchange) {
							record(settlements(arguments[1]), exchange, (System.nanoTime() - start) / 1000);
						}
						return answer;
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

	/** Idle workers are handed leases without an exchange. */
	private Object @Nullable [] watched(Object @Nullable [] arguments) {
		if (arguments == null || arguments.length < 2 || !(arguments[1] instanceof WorkListener listener)) {
			return arguments;
		}
		WorkListener watching = (leases) -> {
			leases.forEach(this::leased);
			listener.onWork(leases);
		};
		return new Object[] { arguments[0], watching };
	}

	@SuppressWarnings("unchecked")
	private static List<Settlement> settlements(Object argument) {
		return (List<Settlement>) argument;
	}

	private void record(List<Settlement> settlements, Exchange exchange, long micros) {
		for (int i = 0; i < settlements.size(); i++) {
			write(Event.valueOf(exchange.settled().get(i).name()), settlements.get(i).lease(), 0);
		}
		exchange.leases().forEach(this::leased);
		if (!exchange.leases().isEmpty()) {
			this.ledger.write(LedgerEntry.now(Event.EXCHANGE, "-", 0, 0, "-", micros));
		}
	}

	private void leased(Lease lease) {
		this.tokens.put(lease.job().id(), lease.token());
		write(Event.LEASED, lease, lease.job().enqueuedAt().toEpochMilli());
	}

	private void write(Event event, Lease lease, long number) {
		Job job = lease.job();
		this.ledger
			.write(LedgerEntry.now(event, job.id(), job.attempt(), lease.token(), Work.parse(job).key(), number));
	}

	/**
	 * The token of the newest lease that this process got for a job.
	 * @param jobId the job
	 * @return its token
	 */
	long token(String jobId) {
		return this.tokens.getOrDefault(jobId, 0L);
	}

}
