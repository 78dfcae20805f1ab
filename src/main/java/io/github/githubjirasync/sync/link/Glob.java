package io.github.githubjirasync.sync.link;

import java.util.regex.Pattern;

/**
 * A name in which {@code *} stands for any characters. Case does not count.
 */
final class Glob {

	private final Pattern pattern;

	private Glob(Pattern pattern) {
		this.pattern = pattern;
	}

	static Glob of(String glob) {
		StringBuilder regex = new StringBuilder();
		for (String part : glob.split("\\*", -1)) {
			regex.append(regex.isEmpty() ? "" : ".*").append(part.isEmpty() ? "(?:)" : Pattern.quote(part));
		}
		return new Glob(
				Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL));
	}

	boolean matches(String name) {
		return this.pattern.matcher(name).matches();
	}

}
