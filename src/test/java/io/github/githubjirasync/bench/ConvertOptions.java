package io.github.githubjirasync.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.githubjirasync.text.ConversionContext;

/**
 * The command line of {@code bench/run convert}.
 *
 * @param in the lines to read
 * @param out the lines to write
 * @param context what links and mentions are resolved with
 * @param fullTextUrl what a text that is too long links to
 */
record ConvertOptions(Path in, Path out, ConversionContext context, String fullTextUrl) {

	static final String USAGE = "usage: bench/run convert [--repository URL] [--jira URL --projects KEY[,KEY]] "
			+ "[--users LOGIN=ACCOUNT[,LOGIN=ACCOUNT]] [--full-text URL] IN.jsonl OUT.jsonl";

	static ConvertOptions parse(String[] arguments) {
		Map<String, String> options = new HashMap<>();
		List<Path> files = new ArrayList<>();
		for (int i = 0; i < arguments.length; i++) {
			String argument = arguments[i];
			if (!argument.startsWith("--")) {
				files.add(Path.of(argument));
			}
			else if (!Set.of("--repository", "--jira", "--projects", "--users", "--full-text").contains(argument)) {
				throw new IllegalArgumentException("Unknown option " + argument);
			}
			else if (++i == arguments.length) {
				throw new IllegalArgumentException(argument + " needs a value");
			}
			else {
				options.put(argument, arguments[i]);
			}
		}
		if (files.size() != 2) {
			throw new IllegalArgumentException("Two files are needed, got " + files.size());
		}
		Path in = files.get(0);
		Path out = files.get(1);
		if (Files.isDirectory(in) || !Files.isReadable(in)) {
			throw new IllegalArgumentException("Cannot read " + in);
		}
		if (in.toAbsolutePath().normalize().equals(out.toAbsolutePath().normalize())) {
			throw new IllegalArgumentException("Cannot write to the file that is read, " + in);
		}
		Map<String, String> accounts = users(options.getOrDefault("--users", ""));
		Map<String, String> logins = new HashMap<>();
		accounts.forEach((login, account) -> logins.put(account, login));
		String projects = options.getOrDefault("--projects", "");
		return new ConvertOptions(in, out,
				new ConversionContext(options.get("--repository"), options.get("--jira"),
						projects.isEmpty() ? Set.of() : Set.of(projects.split(",")), accounts::get, logins::get),
				options.getOrDefault("--full-text", "https://github.com/acme/widgets/issues/1"));
	}

	private static Map<String, String> users(String pairs) {
		Map<String, String> users = new HashMap<>();
		for (String pair : pairs.isEmpty() ? new String[0] : pairs.split(",")) {
			int equals = pair.indexOf('=');
			if (equals < 1) {
				throw new IllegalArgumentException("A user is LOGIN=ACCOUNT, got " + pair);
			}
			users.put(pair.substring(0, equals), pair.substring(equals + 1));
		}
		return users;
	}

}
