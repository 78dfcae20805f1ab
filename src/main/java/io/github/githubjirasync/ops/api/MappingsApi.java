package io.github.githubjirasync.ops.api;

import java.security.Principal;
import java.util.List;
import java.util.Objects;

import io.github.githubjirasync.issue.GitHubIssueRef;
import io.github.githubjirasync.issue.JiraIssueKey;
import io.github.githubjirasync.ops.desk.DeskException;
import io.github.githubjirasync.ops.desk.MappingDesk;
import io.github.githubjirasync.ops.desk.MappingView;
import io.github.githubjirasync.ops.desk.Slice;
import io.github.githubjirasync.sync.Preview;
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
 * Finds pairs of issues, and parts, joins and syncs them.
 */
@RestController
@RequestMapping("/ops/v1/mappings")
@Tag(name = "Mappings")
final class MappingsApi {

	private final MappingDesk mappings;

	MappingsApi(MappingDesk mappings) {
		this.mappings = mappings;
	}

	@GetMapping
	@Operation(summary = "Find mappings by issue or key, or list all, or those of a link, repository or project")
	Slice<MappingView> list(@RequestParam(required = false) @Nullable String issue,
			@RequestParam(required = false) @Nullable String key, @RequestParam(required = false) @Nullable String link,
			@RequestParam(required = false) @Nullable String repository,
			@RequestParam(required = false) @Nullable String project,
			@RequestParam(defaultValue = "false") boolean claims,
			@RequestParam(required = false) @Nullable String after, @RequestParam(defaultValue = "50") int limit) {
		GitHubIssueRef ref = Params.issue(issue);
		if (ref != null) {
			return new Slice<>(this.mappings.find(ref), null, true);
		}
		JiraIssueKey jira = Params.key(key);
		if (jira != null) {
			return new Slice<>(this.mappings.find(jira), null, true);
		}
		return this.mappings.list(
				new MappingDesk.Query(Params.text(link), Params.text(repository), Params.text(project), claims), after,
				limit);
	}

	@GetMapping("/{id}")
	@Operation(summary = "A mapping with its fields and the mappings of its comments")
	MappingView show(@PathVariable long id) {
		return this.mappings.show(id);
	}

	@GetMapping("/{id}/preview")
	@Operation(summary = "Both sides as they are now, and what a sync of each would do; reads both upstreams")
	Slice<Preview> preview(@PathVariable long id) {
		return new Slice<>(this.mappings.preview(id), null, true);
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	@Operation(summary = "Make two issues twins that exist")
	MappingView link(@RequestBody Sides sides, Principal operator) {
		GitHubIssueRef ref = Params.issue(sides.issue());
		JiraIssueKey key = Params.key(sides.key());
		if (ref == null || key == null) {
			throw DeskException.invalid("issue and key are both needed");
		}
		return this.mappings.link(ref, key, operator.getName());
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Part two twins; the issues stay")
	void unlink(@PathVariable long id, Principal operator) {
		this.mappings.unlink(id, operator.getName());
	}

	@PostMapping("/{id}/sync")
	@ResponseStatus(HttpStatus.ACCEPTED)
	@Operation(summary = "Sync both sides of a pair as they are now")
	Slice<MappingDesk.Synced> sync(@PathVariable long id, Principal operator) {
		return new Slice<>(this.mappings.sync(id, operator.getName()), null, true);
	}

	@PostMapping("/sync")
	@ResponseStatus(HttpStatus.ACCEPTED)
	@Operation(summary = "Sync one issue as it is now, by issue or key, also one without a twin")
	Slice<MappingDesk.Synced> syncIssue(@RequestBody Sides sides, Principal operator) {
		GitHubIssueRef ref = Params.issue(sides.issue());
		JiraIssueKey key = Params.key(sides.key());
		if ((ref == null) == (key == null)) {
			throw DeskException.invalid("One of issue and key is needed");
		}
		MappingDesk.Synced synced = (ref != null) ? this.mappings.sync(ref, operator.getName())
				: this.mappings.sync(Objects.requireNonNull(key), operator.getName());
		return new Slice<>(List.of(synced), null, true);
	}

	/**
	 * The sides of a pair.
	 *
	 * @param issue the issue on GitHub, as in {@code acme/widgets#7}
	 * @param key the issue in Jira, as in {@code WID-7}
	 */
	record Sides(@Nullable String issue, @Nullable String key) {
	}

}
