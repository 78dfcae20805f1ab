package io.github.githubjirasync.upstream;

/**
 * On whose behalf the current thread calls upstreams. Somebody who has to wait for a turn
 * is known by it when he comes back.
 */
public final class UpstreamCaller implements AutoCloseable {

	private static final ThreadLocal<String> CURRENT = new ThreadLocal<>();

	private UpstreamCaller(String id) {
		CURRENT.set(id);
	}

	/**
	 * Says who calls from here on.
	 * @param id the same at each attempt, such as the id of a job
	 * @return ends it when it is closed
	 */
	public static UpstreamCaller enter(String id) {
		return new UpstreamCaller(id);
	}

	/** The caller; empty where nobody said who it is. */
	static String current() {
		String id = CURRENT.get();
		return (id != null) ? id : "";
	}

	@Override
	public void close() {
		CURRENT.remove();
	}

}
