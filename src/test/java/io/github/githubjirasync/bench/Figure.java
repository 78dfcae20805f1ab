package io.github.githubjirasync.bench;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * The figures by which the queue is judged, each with its bar and the measurements that
 * it comes from.
 */
enum Figure {

	/** Jobs added a second with 50 in flight, to BullMQ's. */
	ADD_RATIO(">= 2.0", EnumSet.of(Measurement.ADD),
			(results) -> results.ratio("ours_add_per_second", "bullmq_add_per_second")),
	/** Jobs added a second by 50 threads that wait, to BullMQ's with 50 in flight. */
	ADD_BLOCKING_RATIO(">= 1.0", EnumSet.of(Measurement.ADD, Measurement.ADD_BLOCKING),
			(results) -> results.ratio("ours_add_blocking_per_second", "bullmq_add_per_second")),
	/** Jobs added a second in batches of 50, to BullMQ's. */
	ADD_BULK_RATIO(">= 3.0", EnumSet.of(Measurement.ADD_BULK),
			(results) -> results.ratio("ours_add_bulk_per_second", "bullmq_add_bulk_per_second")),
	/** Jobs completed a second at concurrency 10, to BullMQ's. */
	PROCESS_RATIO(">= 2.5", EnumSet.of(Measurement.PROCESS),
			(results) -> results.ratio("ours_process_per_second", "bullmq_process_per_second")),
	/** CPU time of Redis to add and process a job, to BullMQ's. */
	REDIS_CPU_RATIO("<= 0.5", EnumSet.of(Measurement.ADD, Measurement.PROCESS),
			(results) -> redisCpu(results, "ours") / redisCpu(results, "bullmq")),
	/** CPU time of Redis for a job that fails twice, to BullMQ's. */
	RETRY_CPU_RATIO("<= 0.5", EnumSet.of(Measurement.RETRY),
			(results) -> results.ratio("ours_retry_redis_cpu_us", "bullmq_retry_redis_cpu_us")),
	/** Commands that Redis runs for a job at 200 a second, to BullMQ's. */
	COMMANDS_RATIO("<= 0.4", EnumSet.of(Measurement.LATENCY),
			(results) -> results.ratio("ours_latency_commands", "bullmq_latency_commands")),
	/** Commands that our clients send for a job at 200 a second. */
	CLIENT_CALLS_PER_JOB("<= 2.5", EnumSet.of(Measurement.LATENCY),
			(results) -> results.median("ours_latency_client_calls")),
	/** Memory of Redis for a waiting job, to BullMQ's. */
	BYTES_RATIO("<= 0.75", EnumSet.of(Measurement.MEMORY),
			(results) -> results.ratio("ours_memory_bytes", "bullmq_memory_bytes")),
	/** Median time from add to completed at 200 a second, to BullMQ's. */
	LATENCY_P50_RATIO("<= 0.6", EnumSet.of(Measurement.LATENCY),
			(results) -> results.ratio("ours_latency_p50_ms", "bullmq_latency_p50_ms")),
	/** Jobs completed a second, to strings taken by Redisson, without any guarantee. */
	REDISSON_RATIO(">= 1.0", EnumSet.of(Measurement.PROCESS),
			(results) -> results.ratio("ours_process_per_second", "redisson_process_per_second")),
	/** CPU time of Redis for a job in a long queue, to that in a short one. */
	DEPTH_GROWTH("<= 1.2", EnumSet.of(Measurement.DEPTH),
			(results) -> results.ratio("ours_deep_redis_cpu_us", "ours_shallow_redis_cpu_us"));

	private final String bar;

	private final Set<Measurement> needs;

	private final ToDoubleFunction<Results> value;

	Figure(String bar, Set<Measurement> needs, ToDoubleFunction<Results> value) {
		this.bar = bar;
		this.needs = needs;
		this.value = value;
	}

	private static double redisCpu(Results results, String contestant) {
		return results.median(contestant + "_add_redis_cpu_us") + results.median(contestant + "_process_redis_cpu_us");
	}

	String printedName() {
		return name().toLowerCase(Locale.ROOT);
	}

	Set<Measurement> needs() {
		return this.needs;
	}

	void print(Results results) {
		double measured = this.value.applyAsDouble(results);
		double limit = Double.parseDouble(this.bar.substring(3));
		boolean reached = this.bar.startsWith(">") ? measured >= limit : measured <= limit;
		Results.line(printedName(), String.format(Locale.ROOT, "%.2f", measured));
		Results.line(printedName() + "_bar", this.bar + (reached ? " reached" : " missed"));
	}

}
