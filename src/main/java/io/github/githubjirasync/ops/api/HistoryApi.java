package io.github.githubjirasync.ops.api;

import io.github.githubjirasync.ops.desk.Slice;
import io.github.githubjirasync.ops.history.History;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows what the queue did over the last hours.
 */
@RestController
@Tag(name = "Queue")
final class HistoryApi {

	private final History history;

	HistoryApi(History history) {
		this.history = history;
	}

	@GetMapping("/ops/v1/queue/history")
	@Operation(summary = "Throughput, depth, latency and failures by cause over the last 1h, 6h or 24h")
	Slice<History.Slot> history(@RequestParam(defaultValue = "6h") String span) {
		return new Slice<>(this.history.last(History.Span.of(span)), null, true);
	}

}
