package io.github.githubjirasync.sync.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.github.githubjirasync.queue.Job;
import io.github.githubjirasync.queue.JobOutcome;
import io.github.githubjirasync.queue.JobPriority;
import io.github.githubjirasync.queue.RetryPolicy;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class TracedJobHandlerTests {

	private final Exported exported = new Exported();

	private final Tracer tracer = new OtelTracer(
			SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(this.exported)).build().get("test"),
			new OtelCurrentTraceContext(), (event) -> {
			});

	@Test
	void eachAttemptIsATraceThatItsCallsBelongTo() throws Exception {
		TracedJobHandler handler = new TracedJobHandler((job) -> {
			this.tracer.nextSpan().name("call").start().end();
			return new JobOutcome.Ignored("echo");
		}, this.tracer);
		assertThat(handler.handle(job())).isEqualTo(new JobOutcome.Ignored("echo"));
		handler.handle(job());
		assertThat(this.exported.spans).extracting(SpanData::getName)
			.containsExactly("call", "job github-issue", "call", "job github-issue");
		SpanData attempt = this.exported.spans.get(1);
		assertThat(this.exported.spans.get(0).getParentSpanId()).isEqualTo(attempt.getSpanId());
		assertThat(this.exported.spans.get(3).getTraceId()).isNotEqualTo(attempt.getTraceId());
		assertThat(attempt.getAttributes().asMap().toString()).contains("0-1f", "Ignored");
	}

	@Test
	void failureIsInTheTraceAndGoesOn() {
		TracedJobHandler handler = new TracedJobHandler((job) -> {
			throw new IllegalStateException("no");
		}, this.tracer);
		assertThatIllegalStateException().isThrownBy(() -> handler.handle(job()));
		assertThat(this.exported.spans).singleElement()
			.satisfies((span) -> assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR));
	}

	private static Job job() {
		return new Job("0-1f", "lane", "github-issue", JobPriority.NORMAL, "{}", List.of(), Instant.EPOCH, 1,
				RetryPolicy.DEFAULT);
	}

	private static final class Exported implements SpanExporter {

		private final List<SpanData> spans = new ArrayList<>();

		@Override
		public CompletableResultCode export(Collection<SpanData> spans) {
			this.spans.addAll(spans);
			return CompletableResultCode.ofSuccess();
		}

		@Override
		public CompletableResultCode flush() {
			return CompletableResultCode.ofSuccess();
		}

		@Override
		public CompletableResultCode shutdown() {
			return CompletableResultCode.ofSuccess();
		}

	}

}
