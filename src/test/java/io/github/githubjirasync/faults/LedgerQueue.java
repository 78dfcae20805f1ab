package io.github.githubjirasync.faults;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import io.github.githubjirasync.faults.LedgerEntry.Event;
import io.github.githubjirasync.queue.Exchange;
import io.github.githubjirasync.queue.Exchange.Settled;
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

	private final Freeze freeze;

	private final Map<String, Long> tokens = new ConcurrentHashMap<>();

	LedgerQueue(JobQueue queue, Ledger ledger, Freeze freeze) {
		this.queue = queue;
		this.ledger = ledger;
		this.freeze = freeze;
	}

	/**
	 * The queue to work with.
	 * @return a queue that keeps the ledger
	 */
	JobQueue proxy() {
		return (JobQueue) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { JobQueue.class },
				(proxy, method, arguments) -> {
					try {
						return method.getName().equals("exchange") ? exchange(method, arguments)
								: method.invoke(this.queue, watched(arguments));
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

	private Exchange exchange(Method method, Object[] arguments) throws ReflectiveOperationException {
		List<Settlement> settlements = settlements(arguments[1]);
		settlements.forEach((settlement) -> this.freeze.at(Step.SETTLING));
		long start = System.nanoTime();
		Exchange exchange = (Exchange) Objects.requireNonNull(method.invoke(this.queue, arguments));
		long micros = (System.nanoTime() - start) / 1000;
		settlements.forEach((settlement) -> this.freeze.at(Step.SETTLED));
		record(settlements, exchange, micros);
		return exchange;
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
			if (exchange.settled().get(i) != Settled.UNKNOWN) {
				write(Event.valueOf(exchange.settled().get(i).name()), settlements.get(i).lease(), 0);
			}
		}
		exchange.leases().forEach(this::leased);
		if (!exchange.leases().isEmpty()) {
			this.ledger.write(LedgerEntry.now(Event.EXCHANGE, "-", 0, 0, "-", micros));
		}
	}

	private void leased(Lease lease) {
		this.tokens.put(lease.job().id(), lease.token());
		write(Event.LEASED, lease, lease.job().enqueuedAt().toEpochMilli());
		this.freeze.at(Step.TAKEN);
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
