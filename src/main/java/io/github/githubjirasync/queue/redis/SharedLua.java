package io.github.githubjirasync.queue.redis;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What the scripts share. Lua makes each function anew at every call of a script, so a
 * script gets only those that it needs.
 */
final class SharedLua {

	/** On one line, or up to a line that is its end. */
	private static final Pattern FUNCTION = Pattern
		.compile("(?m)^local function (\\w+)\\([^)]*\\)(?: .* end(?: --.*)?|\\n(?:.*\\n)*?end)\\n");

	private static final Pattern COMMENT = Pattern.compile("--.*");

	private SharedLua() {
	}

	/**
	 * Puts shared code in front of a script.
	 * @param script the script
	 * @param shared the shared code, each of whose functions comes after those that it
	 * calls
	 * @return both, without the functions that are not needed
	 */
	static String putBefore(String script, String shared) {
		StringBuilder source = new StringBuilder(shared).append(script);
		List<MatchResult> functions = FUNCTION.matcher(shared).results().toList();
		for (int i = functions.size() - 1; i >= 0; i--) {
			MatchResult function = functions.get(i);
			if (!names(source.substring(function.end()), function.group(1))) {
				source.delete(function.start(), function.end());
			}
		}
		return source.toString();
	}

	private static boolean names(String source, String function) {
		String code = COMMENT.matcher(source).replaceAll("");
		return Pattern.compile("\\b" + function + "\\b").matcher(code).find();
	}

}
