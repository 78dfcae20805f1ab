package io.github.githubjirasync.upstream;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the time of one call from its start to the last byte of its answer, however
 * slowly the bytes come: when it is over, the connection is cut. For the thread that
 * makes the call.
 */
final class CallDeadline implements AutoCloseable {

	private static final ScheduledExecutorService TIMER = timer();

	private static final ThreadLocal<CallDeadline> CURRENT = new ThreadLocal<>();

	private final Duration bound;

	private final @Nullable CallDeadline outer;

	private final ScheduledFuture<?> end;

	private @Nullable Runnable cut;

	private boolean over;

	private CallDeadline(Duration bound) {
		this.bound = bound;
		this.outer = CURRENT.get();
		this.end = TIMER.schedule(this::expire, bound.toNanos(), TimeUnit.NANOSECONDS);
		CURRENT.set(this);
	}

	private static ScheduledExecutorService timer() {
		ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = new Thread(task, "upstream-deadline");
			thread.setDaemon(true);
			return thread;
		});
		// Nearly every call ends long before its time.
		timer.setRemoveOnCancelPolicy(true);
		return timer;
	}

	/**
	 * Starts the time of a call of this thread.
	 * @param bound how long it may last
	 * @return ends it when it is closed
	 */
	static CallDeadline start(Duration bound) {
		return new CallDeadline(bound);
	}

	/** Whether the time of this thread's call is over. */
	static boolean over() {
		CallDeadline deadline = CURRENT.get();
		return deadline != null && deadline.isOver();
	}

	private synchronized boolean isOver() {
		return this.over;
	}

	private synchronized void expire() {
		this.over = true;
		if (this.cut != null) {
			this.cut.run();
		}
	}

	private synchronized void cutWith(Runnable runnable) {
		this.cut = runnable;
		if (this.over) {
			runnable.run();
		}
	}

	/** A failure that the end of the time explains is told as such. */
	synchronized IOException explain(IOException failure) {
		return this.over ? new InterruptedIOException("no whole answer within " + this.bound.toMillis() + " ms")
				: failure;
	}

	@Override
	public void close() {
		this.end.cancel(false);
		synchronized (this) {
			this.cut = null;
		}
		if (this.outer != null) {
			CURRENT.set(this.outer);
		}
		else {
			CURRENT.remove();
		}
	}

	/** Tells the deadline of the thread how to cut the connection in use. */
	static final class Watch implements ExecChainHandler {

		@Override
		public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
				throws IOException, HttpException {
			CallDeadline deadline = CURRENT.get();
			if (deadline != null) {
				deadline.cutWith(scope.execRuntime::discardEndpoint);
			}
			return chain.proceed(request, scope);
		}

	}

}
