package io.github.githubjirasync.queue.redis;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What the scripts share. Lua makes each function anew at every call of a script, so a
 * script gets only those that it needs.
 */
final class SharedLua {

	private static final Pattern COMMENT = Pattern.compile(" *--.*");

	/** On one line, or up to a line that is its end. */
	private static final Pattern FUNCTION = Pattern
		.compile("(?m)^local function (\\w+)\\([^)]*\\)(?: .* end|\\n(?:.*\\n)*?end)\\n");

	private SharedLua() {
	}

	/**
	 * Puts shared code in front of a script.
	 * @param script the script
	 * @param shared the shared code, each of whose functions comes after those that it
	 * calls
	 * @return both, without comments and the functions that are not needed
	 */
	static String putBefore(String script, String shared) {
		String code = COMMENT.matcher(shared).replaceAll("");
		StringBuilder source = new StringBuilder(code).append(COMMENT.matcher(script).replaceAll(""));
		List<MatchResult> functions = FUNCTION.matcher(code).results().toList();
		for (int i = functions.size() - 1; i >= 0; i--) {
			MatchResult function = functions.get(i);
			Pattern name = Pattern.compile("\\b" + function.group(1) + "\\b");
			if (!name.matcher(source).region(function.end(), source.length()).find()) {
				source.delete(function.start(), function.end());
			}
		}
		return source.toString();
	}

}
