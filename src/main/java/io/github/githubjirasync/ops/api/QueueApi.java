package io.github.githubjirasync.ops.api;

import java.security.Principal;

import io.github.githubjirasync.ops.desk.DeskException;
import io.github.githubjirasync.ops.desk.QueueBreakdown;
import io.github.githubjirasync.ops.desk.QueueDesk;
import io.github.githubjirasync.ops.desk.QueueOverview;
import io.github.githubjirasync.ops.desk.Slice;
import io.github.githubjirasync.queue.JobState;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows the queue, and holds jobs back.
 */
@RestController
@RequestMapping("/ops/v1/queue")
@Tag(name = "Queue")
final class QueueApi {

	private final QueueDesk queue;

	QueueApi(QueueDesk queue) {
		this.queue = queue;
	}

	@GetMapping
	@Operation(summary = "Counts, oldest age, throughput, partitions, live instances and holds")
	QueueOverview overview() {
		return this.queue.overview();
	}

	@GetMapping("/breakdown")
	@Operation(summary = "What the jobs of a state are, by priority, kind and link")
	QueueBreakdown breakdown(@RequestParam(defaultValue = "waiting") String state) {
		JobState wanted = Params.state(state);
		return this.queue.breakdown((wanted != null) ? wanted : JobState.WAITING);
	}

	@GetMapping("/holds")
	@Operation(summary = "What is held back")
	Slice<QueueOverview.Hold> holds() {
		return new Slice<>(this.queue.holds(), null, true);
	}

	@PostMapping("/holds")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Hold back the jobs of a scope: *, link:<name>, upstream:github or upstream:jira")
	void pause(@RequestBody Pause pause, Principal operator) {
		String scope = pause.scope();
		if (scope == null) {
			throw DeskException.invalid("scope is missing; * is everything");
		}
		this.queue.pause(scope, Params.duration("duration", pause.duration()), operator.getName());
	}

	@DeleteMapping("/holds/{scope}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Let the jobs of a scope go on")
	void resume(@PathVariable String scope, Principal operator) {
		this.queue.resume(scope, operator.getName());
	}

	/**
	 * What to hold back.
	 *
	 * @param scope the scope
	 * @param duration for how long, such as {@code PT15M}; without it until it is resumed
	 */
	record Pause(@Nullable String scope, @Nullable String duration) {
	}

}
