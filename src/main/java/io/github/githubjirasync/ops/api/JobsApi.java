package io.github.githubjirasync.ops.api;

import java.util.List;

import io.github.githubjirasync.ops.desk.JobDesk;
import io.github.githubjirasync.ops.desk.JobDetail;
import io.github.githubjirasync.ops.desk.JobLine;
import io.github.githubjirasync.ops.desk.JobQuery;
import io.github.githubjirasync.ops.desk.Slice;
import io.github.githubjirasync.sync.Preview;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Finds jobs and tells their lives.
 */
@RestController
@RequestMapping("/ops/v1/jobs")
@Tag(name = "Jobs")
final class JobsApi {

	private final JobDesk jobs;

	JobsApi(JobDesk jobs) {
		this.jobs = jobs;
	}

	@GetMapping
	@Operation(summary = "Find jobs, also by delivery id, issue (acme/widgets#7) or key (WID-7)")
	Slice<JobLine> list(@RequestParam(required = false) @Nullable String delivery,
			@RequestParam(required = false) @Nullable String state,
			@RequestParam(required = false) @Nullable String link,
			@RequestParam(required = false) @Nullable String kind,
			@RequestParam(required = false) @Nullable Integer priority,
			@RequestParam(required = false) @Nullable String issue,
			@RequestParam(required = false) @Nullable String key,
			@RequestParam(required = false) @Nullable String cause,
			@RequestParam(required = false) @Nullable String from, @RequestParam(required = false) @Nullable String to,
			@RequestParam(required = false) @Nullable String after, @RequestParam(defaultValue = "50") int limit) {
		String wanted = Params.text(delivery);
		if (wanted != null) {
			return new Slice<>(this.jobs.ofDelivery(wanted).map(JobDetail::job).map(List::of).orElse(List.of()), null,
					true);
		}
		JobQuery query = new JobQuery(Params.state(state), Params.text(link), Params.text(kind),
				Params.priority(priority), Params.issue(issue), Params.key(key), Params.text(cause),
				Params.time("from", from), Params.time("to", to));
		return this.jobs.list(query, after, limit);
	}

	@GetMapping("/{id}")
	@Operation(summary = "All that is known of a job: deliveries, history, payload")
	JobDetail show(@PathVariable String id) {
		return this.jobs.show(id);
	}

	@GetMapping("/{id}/preview")
	@Operation(summary = "What a job would do if it ran now; reads both upstreams")
	Preview preview(@PathVariable String id) {
		return this.jobs.preview(id);
	}

}
