package io.github.githubjirasync.sync.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.githubjirasync.sync.PreflightReport.Finding;
import io.github.githubjirasync.sync.PreflightReport.Level;
import io.github.githubjirasync.upstream.UpstreamException;

/**
 * Collects what is found for a link.
 */
final class Findings {

	private final List<Finding> all = new ArrayList<>();

	void ok(String subject, String message) {
		this.all.add(new Finding(Level.OK, subject, message, null));
	}

	void warn(String subject, String message, String fix) {
		this.all.add(new Finding(Level.WARNING, subject, message, fix));
	}

	void error(String subject, String message, String fix) {
		this.all.add(new Finding(Level.ERROR, subject, message, fix));
	}

	/**
	 * Looks at something; an upstream that fails is a finding of its own.
	 * @param subject what is looked at
	 * @param look looks and adds what it finds
	 */
	void look(String subject, Runnable look) {
		try {
			look.run();
		}
		catch (UpstreamException.Unauthorised ex) {
			error(subject, words(ex), "check the token and what its account may do");
		}
		catch (UpstreamException ex) {
			error(subject, "could not be looked at: " + words(ex), "look again when the upstream answers");
		}
	}

	/** Adds what was found for several links at once. */
	void add(Findings others) {
		this.all.addAll(others.all);
	}

	private static String words(UpstreamException ex) {
		return Objects.requireNonNullElse(ex.getMessage(), ex.getClass().getSimpleName());
	}

	List<Finding> list() {
		return List.copyOf(this.all);
	}

}
