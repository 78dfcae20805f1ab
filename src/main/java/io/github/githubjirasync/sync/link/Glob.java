package io.github.githubjirasync.sync.link;

import java.util.regex.Pattern;

/**
 * A name in which {@code *} stands for any characters. Case does not count.
 */
final class Glob {

	private static final Readings<Glob> READINGS = new Readings<>(Glob::read);

	private final Pattern pattern;

	private final boolean all;

	private Glob(Pattern pattern, boolean all) {
		this.pattern = pattern;
		this.all = all;
	}

	/** The same for the same text: globs stand in the configuration only. */
	static Glob of(String glob) {
		return READINGS.of(glob);
	}

	private static Glob read(String glob) {
		StringBuilder regex = new StringBuilder();
		for (String part : glob.split("\\*", -1)) {
			regex.append(regex.isEmpty() ? "" : ".*").append(part.isEmpty() ? "(?:)" : Pattern.quote(part));
		}
		return new Glob(
				Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL),
				glob.equals("*"));
	}

	boolean matches(String name) {
		return this.all || this.pattern.matcher(name).matches();
	}

}
