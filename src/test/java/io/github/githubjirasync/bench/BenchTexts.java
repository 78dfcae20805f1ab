package io.github.githubjirasync.bench;

/** Bodies of about 4 KB, as people write them. */
final class BenchTexts {

	private static final int LENGTH = 4096;

	private static final String PROSE = """
			When a worker loses its connection in the middle of a job, the lease of that job runs out and another worker
			takes it. That is what we want, but the first one does not notice until it tries to complete the job, and by
			then it has done all of the work a second time. We saw this on Tuesday, when the network between the two zones
			was slow for about twenty minutes, and again tonight.

			I think that the heartbeat should tell the handler that the lease is gone, so that it can stop early. There is
			a `Lease` object already, which the handler gets, and it would be easy to ask it between two calls. See #412 for
			the discussion that we had last year, and [the design page](https://example.com/docs/leases) for how it works now.

			""";

	private static final String MIXED = """
			## Steps to reproduce

			1. Open `config.yaml` and set **two** links, see https://example.com/docs/links#two
			2. Start the service, then label an issue
			   - with one label it works
			   - with _two_ it does not (reported by @octocat in #41)

			Expected: ~~nothing~~ one issue in WID, like WID-12.

			| version | works | note |
			|---|---|---|
			| 1.2 | yes | `main` of last week |
			| 1.3 | no | with [the fix](docs/fix.md) too |

			```java
			IssuePlan plan = planner.plan(snapshot, mapping);
			if (plan.isEmpty()) { return; }
			```

			> It is the order of the labels, I think.

			- [x] reproduced
			- [ ] fixed

			""";

	private BenchTexts() {
	}

	/** Paragraphs with little markup. */
	static String prose() {
		return PROSE.repeat(LENGTH / PROSE.length() + 1).substring(0, LENGTH);
	}

	/** All that GitHub's editor offers. */
	static String mixed() {
		return MIXED.repeat(LENGTH / MIXED.length() + 1).substring(0, LENGTH);
	}

}
