package io.github.githubjirasync.sync.job;

import io.github.githubjirasync.queue.Job;
import io.github.githubjirasync.queue.JobHandler;
import io.github.githubjirasync.queue.JobOutcome;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;

/**
 * Makes a span of each attempt, so that the calls of one job are one trace.
 */
final class TracedJobHandler implements JobHandler {

	private final JobHandler handler;

	private final Tracer tracer;

	TracedJobHandler(JobHandler handler, Tracer tracer) {
		this.handler = handler;
		this.tracer = tracer;
	}

	@Override
	public JobOutcome handle(Job job) throws InterruptedException {
		Span span = this.tracer.nextSpan()
			.name("job " + job.kind())
			.tag("job.id", job.id())
			.tag("job.attempt", job.attempt())
			.start();
		try (Tracer.SpanInScope scope = this.tracer.withSpan(span)) {
			JobOutcome outcome = this.handler.handle(job);
			span.tag("job.outcome", outcome.getClass().getSimpleName());
			return outcome;
		}
		catch (InterruptedException | RuntimeException ex) {
			span.error(ex);
			throw ex;
		}
		finally {
			span.end();
		}
	}

}
