package io.github.githubjirasync.ops.desk;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a job.
 *
 * @param job what a list shows of it
 * @param deliveries the deliveries that it stands for, oldest first
 * @param crashes how often its lease expired
 * @param history what happened to it, oldest first
 * @param payload what it holds, as text
 */
public record JobDetail(JobLine job, List<String> deliveries, long crashes, List<Event> history, String payload) {

	public JobDetail {
		deliveries = List.copyOf(deliveries);
		history = List.copyOf(history);
	}

	/**
	 * Something that happened to a job.
	 *
	 * @param at when; {@code null} if it has no time
	 * @param what what: {@code enqueued}, {@code joined}, {@code failed},
	 * {@code delayed}, {@code active}, {@code completed}, {@code dead}, or what an
	 * operator did
	 * @param detail what there is to say of it: the delivery, the cause, the outcome
	 * @param who the operator who did it; {@code null} if nobody did
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Event(@Nullable Instant at, String what, String detail, @Nullable String who) {
	}

}
