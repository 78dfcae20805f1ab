package io.github.githubjirasync.ops.desk;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.githubjirasync.ops.desk.QueueOverview.Hold;
import io.github.githubjirasync.upstream.Upstreams;
import org.jspecify.annotations.Nullable;

/**
 * Shows the upstreams, without a call to them.
 */
public final class UpstreamDesk {

	private final Upstreams upstreams;

	private final QueueDesk queue;

	UpstreamDesk(Upstreams upstreams, QueueDesk queue) {
		this.upstreams = upstreams;
		this.queue = queue;
	}

	/**
	 * Both upstreams, as this instance knows them.
	 * @return the upstreams
	 */
	public List<UpstreamView> list() {
		List<Hold> holds = this.queue.holds();
		return this.upstreams.statuses().stream().map((status) -> {
			String name = status.upstream().name().toLowerCase(Locale.ROOT);
			Hold hold = holds.stream()
				.filter((each) -> each.scope().equals("upstream:" + name))
				.findFirst()
				.orElse(null);
			return new UpstreamView(name, status.upstream().toString(), status.awayUntil() != null, status.awayUntil(),
					hold, new TreeMap<>(status.budgets()));
		}).toList();
	}

	/**
	 * An upstream.
	 *
	 * @param name {@code github} or {@code jira}
	 * @param title its name for people
	 * @param away whether its circuit is open: it does not answer and is left alone
	 * @param awayUntil when it is tried again
	 * @param hold what holds back the jobs that write to it: until when they are snoozed,
	 * or that they are paused; {@code null} if nothing does
	 * @param budgets what is left of each budget of calls as of this instance's latest
	 * call, by its name; one that is not known is missing
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record UpstreamView(String name, String title, boolean away, @Nullable Instant awayUntil,
			@Nullable Hold hold, Map<String, Long> budgets) {
	}

}
