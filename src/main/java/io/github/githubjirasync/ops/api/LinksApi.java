package io.github.githubjirasync.ops.api;

import io.github.githubjirasync.ops.desk.LinkDesk;
import io.github.githubjirasync.ops.desk.LinkDesk.LinkView;
import io.github.githubjirasync.ops.desk.Slice;
import io.github.githubjirasync.ops.desk.UpstreamDesk;
import io.github.githubjirasync.ops.desk.UpstreamDesk.UpstreamView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows the links and the upstreams.
 */
@RestController
@RequestMapping("/ops/v1")
@Tag(name = "Links and upstreams")
final class LinksApi {

	private final LinkDesk links;

	private final UpstreamDesk upstreams;

	LinksApi(LinkDesk links, UpstreamDesk upstreams) {
		this.links = links;
		this.upstreams = upstreams;
	}

	@GetMapping("/links")
	@Operation(summary = "The links: rules, preflight, lag")
	Slice<LinkView> links() {
		return new Slice<>(this.links.list(), null, true);
	}

	@GetMapping("/links/{name}")
	@Operation(summary = "One link")
	LinkView link(@PathVariable String name) {
		return this.links.show(name);
	}

	@PostMapping("/links/check")
	@Operation(summary = "Look anew whether the links can work")
	Slice<LinkView> check() {
		return new Slice<>(this.links.check(), null, true);
	}

	@GetMapping("/upstreams")
	@Operation(summary = "The upstreams: budget left, circuit, snoozed until")
	Slice<UpstreamView> upstreams() {
		return new Slice<>(this.upstreams.list(), null, true);
	}

}
