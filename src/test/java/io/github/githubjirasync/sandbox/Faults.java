package io.github.githubjirasync.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.githubjirasync.sandbox.Fault.Kind;
import io.github.githubjirasync.upstream.Upstream;
import org.jspecify.annotations.Nullable;

/**
 * The faults in effect. Safe for use by many threads.
 */
public final class Faults {

	private static final Pattern STARS = Pattern.compile("\\*\\*|\\*");

	private final List<Fault> faults = new ArrayList<>();

	Faults() {
	}

	/**
	 * Puts a fault into effect, after those that are.
	 * @param fault the fault
	 */
	public synchronized void add(Fault fault) {
		this.faults.add(fault);
	}

	/** Ends all faults. */
	public synchronized void clear() {
		this.faults.clear();
	}

	/**
	 * The faults in effect.
	 * @return each with the times that are left
	 */
	public synchronized List<Fault> list() {
		return List.copyOf(this.faults);
	}

	/**
	 * Uses up the faults that hit a call: every delay, and the first of the others.
	 */
	synchronized List<Fault> take(Upstream upstream, String method, String path) {
		List<Fault> taken = new ArrayList<>();
		for (Fault fault : List.copyOf(this.faults)) {
			if (!fault.kind().ofWebhooks() && hits(fault, upstream, method, path)) {
				use(fault);
				taken.add(fault);
				if (fault.kind() != Kind.LATENCY) {
					break;
				}
			}
		}
		return taken;
	}

	/**
	 * Uses up the first fault that hits a webhook.
	 */
	synchronized @Nullable Kind takeForWebhook(Upstream upstream, String event) {
		for (Fault fault : this.faults) {
			if (fault.kind().ofWebhooks() && hits(fault, upstream, null, event)) {
				use(fault);
				return fault.kind();
			}
		}
		return null;
	}

	private void use(Fault fault) {
		if (fault.times() > 0) {
			int index = this.faults.indexOf(fault);
			if (fault.times() == 1) {
				this.faults.remove(index);
			}
			else {
				this.faults.set(index, fault.times(fault.times() - 1));
			}
		}
	}

	private static boolean hits(Fault fault, Upstream upstream, @Nullable String method, String path) {
		return fault.upstream() == upstream
				&& (method == null || fault.method() == null || fault.method().equals(method))
				&& (fault.path() == null || matches(fault.path(), path));
	}

	static boolean matches(String glob, String path) {
		StringBuilder regex = new StringBuilder();
		Matcher stars = STARS.matcher(glob);
		int from = 0;
		while (stars.find()) {
			regex.append(Pattern.quote(glob.substring(from, stars.start())))
				.append((stars.group().length() == 2) ? ".*" : "[^/]*");
			from = stars.end();
		}
		regex.append(Pattern.quote(glob.substring(from)));
		return path.matches(regex.toString());
	}

}
