package io.github.githubjirasync.ops;

import io.github.githubjirasync.sync.Preflight;
import io.github.githubjirasync.sync.PreflightReport;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows whether the links can work, and what to do about those that cannot.
 */
@RestController
final class PreflightController {

	private final Preflight preflight;

	PreflightController(Preflight preflight) {
		this.preflight = preflight;
	}

	/** What was found last; looks if nobody has yet. */
	@GetMapping("/ops/preflight")
	PreflightReport latest() {
		return this.preflight.latest().orElseGet(this.preflight::check);
	}

	/** Looks again. */
	@PostMapping("/ops/preflight")
	PreflightReport check() {
		return this.preflight.check();
	}

}
