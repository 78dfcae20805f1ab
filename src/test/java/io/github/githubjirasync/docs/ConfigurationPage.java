package io.github.githubjirasync.docs;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.githubjirasync.docs.ConfigurationMetadata.Key;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Writes {@code docs/configuration.md} from the configuration metadata. What it does not
 * hold, the keys of the elements of lists, comes from the types of the elements and their
 * Javadoc.
 */
final class ConfigurationPage {

	private static final String PREFIX = "github-jira-sync.";

	/** Each group of keys and the type whose Javadoc introduces it. */
	private static final Map<String, String> GROUPS = Map.ofEntries(
			Map.entry("github.app", "github.GitHubAppProperties"), Map.entry("github", "github.GitHubProperties"),
			Map.entry("jira.oauth", "jira.JiraOAuthProperties"),
			Map.entry("jira.metadata", "jira.JiraMetadataProperties"), Map.entry("jira", "jira.JiraProperties"),
			Map.entry("links", "sync.link.Links"), Map.entry("mapping.cache", "mapping.cache.MappingCacheProperties"),
			Map.entry("mapping.replicas", "mapping.jpa.ReplicaProperties"), Map.entry("ops.oidc", "ops.OidcProperties"),
			Map.entry("ops", "ops.OpsProperties"), Map.entry("queue", "queue.QueueProperties"),
			Map.entry("ratelimit", "ratelimit.RateLimitProperties"), Map.entry("sync", "sync.job.SyncProperties"),
			Map.entry("upstream", "upstream.UpstreamProperties"), Map.entry("users", "sync.link.Person"),
			Map.entry("webhook", "webhook.WebhookProperties"), Map.entry("worker", "worker.WorkerProperties"));

	/** Keys of others, and what to say of those that their own metadata leaves open. */
	private static final Map<String, String> SPRING = new LinkedHashMap<>();

	static {
		SPRING.put("spring.datasource.url", "");
		SPRING.put("spring.datasource.username", "");
		SPRING.put("spring.datasource.password", "");
		SPRING.put("spring.datasource.hikari.maximum-pool-size",
				"The most connections to the database, by default 10. Each running job needs one at times.");
		SPRING.put("spring.datasource.hikari.connection-timeout",
				"The longest wait for a connection to the database, in milliseconds.");
		SPRING.put("spring.data.redis.url", "");
		SPRING.put("spring.data.redis.timeout",
				"The longest wait for an answer of Redis. A delivery that finds Redis away gets its 503 after it, and "
						+ "senders wait for 10 s at most.");
		SPRING.put("spring.data.redis.cluster.nodes", "");
		SPRING.put("server.port", "");
		SPRING.put("management.server.port", "The port of health and metrics, which need no login.");
		SPRING.put("spring.lifecycle.timeout-per-shutdown-phase",
				"Must be longer than `github-jira-sync.worker.shutdown-grace`.");
		SPRING.put("logging.structured.format.console", "Writes the log as JSON: `ecs`, `gelf` or `logstash`.");
	}

	private static final Pattern LIST = Pattern.compile("java\\.util\\.List<(io\\.github\\.githubjirasync\\..*)>");

	private final ConfigurationMetadata metadata = ConfigurationMetadata.read();

	private final Map<String, String> ownDefaults;

	/**
	 * A page.
	 * @param ownDefaults what {@code application.yml} sets, by key
	 */
	ConfigurationPage(Map<String, String> ownDefaults) {
		this.ownDefaults = ownDefaults;
	}

	String render() {
		StringBuilder page = new StringBuilder(GeneratedPage.NOTE).append("""

				# Configuration

				Every key of the service, and those of Spring Boot that a deployment sets. Each can be given in an
				`application.yml` beside the jar, as an argument (`--github-jira-sync.worker.concurrency=20`) or as an
				environment variable: upper case, dots as underscores, no hyphens, an index between underscores
				(`GITHUBJIRASYNC_WORKER_CONCURRENCY=20`, `GITHUBJIRASYNC_LINKS_0_JIRA_PROJECT=WID`). `[]` stands for
				the index of a list. A duration is written `500ms`, `10s`, `5m`, `3d`; a size `25MB`. A wrong value
				stops the start with a message that names the key.
				""");
		groups().forEach((group, keys) -> {
			page.append("\n## `").append(PREFIX).append(group).append("`\n\n");
			page.append(JavadocOf.type(type(GROUPS.get(group))).text()).append("\n\n");
			header(page);
			keys.forEach((key) -> row(page, key));
		});
		page.append(
				"\n## Spring Boot's\n\nThe service needs a PostgreSQL and a Redis; the rest has workable defaults.\n\n");
		header(page);
		SPRING.forEach((name, note) -> row(page, this.metadata.key(name).describedAs(note)));
		return page.toString();
	}

	/** The own keys, those of list elements included, by group. */
	Map<String, List<Key>> groups() {
		Map<String, List<Key>> groups = new TreeMap<>();
		for (Key key : this.metadata.keys().values()) {
			if (key.name().startsWith(PREFIX)) {
				List<Key> group = groups.computeIfAbsent(group(key.name()), (name) -> new ArrayList<>());
				group.add(key);
				Matcher list = LIST.matcher(key.type());
				if (list.matches()) {
					addElements(group, key.name() + "[]", type(list.group(1)));
				}
			}
		}
		return groups;
	}

	private static String group(String key) {
		String rest = key.substring(PREFIX.length());
		return GROUPS.keySet()
			.stream()
			.filter((group) -> rest.equals(group) || rest.startsWith(group + "."))
			.max(Comparator.comparingInt(String::length))
			.orElseThrow(() -> new AssertionError("The key " + key + " belongs to no group of ConfigurationPage"));
	}

	private static void addElements(List<Key> keys, String prefix, Class<?> type) {
		Map<String, String> described = JavadocOf.type(type).parameters();
		RecordComponent[] components = type.getRecordComponents();
		for (int i = 0; i < components.length; i++) {
			RecordComponent component = components[i];
			String name = prefix + "." + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
			if (component.getType().isRecord()) {
				addElements(keys, name, component.getType());
			}
			else {
				Matcher list = LIST.matcher(component.getGenericType().getTypeName());
				keys.add(new Key(name, component.getGenericType().getTypeName(), defaultOf(type, i),
						described.getOrDefault(component.getName(), "")));
				if (list.matches() && type(list.group(1)).isRecord()) {
					addElements(keys, name + "[]", type(list.group(1)));
				}
			}
		}
	}

	/** The annotation sits on the parameter of the record's constructor. */
	private static @Nullable String defaultOf(Class<?> type, int component) {
		DefaultValue value = type.getDeclaredConstructors()[0].getParameters()[component]
			.getAnnotation(DefaultValue.class);
		if (value == null || value.value().length == 0) {
			return null;
		}
		boolean constant = type.getRecordComponents()[component].getType().isEnum();
		return constant ? value.value()[0].toLowerCase(Locale.ROOT) : value.value()[0];
	}

	private static void header(StringBuilder page) {
		page.append("| key | type | default | meaning |\n| --- | --- | --- | --- |\n");
	}

	private void row(StringBuilder page, Key key) {
		String value = this.ownDefaults.getOrDefault(key.name(), key.defaultValue());
		page.append("| `")
			.append(key.name())
			.append("` | ")
			.append(type(key))
			.append(" | ")
			.append((value != null) ? "`" + value + "`" : "–")
			.append(" | ")
			.append(GeneratedPage.cell(sentence(key.description())))
			.append(" |\n");
	}

	private static String sentence(String text) {
		String start = text.isEmpty() ? "" : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
		return (start.isEmpty() || start.endsWith(".")) ? start : start + ".";
	}

	private static String type(Key key) {
		String type = key.type();
		if (type.startsWith("java.util.List<")) {
			return type.contains(Project.ROOT_PACKAGE) ? "list" : "list of text";
		}
		if (type.startsWith("java.util.Map<")) {
			return "map of text to number";
		}
		if (type.endsWith(".ratelimit.Rate")) {
			return "rate";
		}
		if (type.startsWith(Project.ROOT_PACKAGE)) {
			return Arrays.stream(type(type).getEnumConstants())
				.map((constant) -> "`" + constant.toString().toLowerCase(Locale.ROOT).replace('_', '-') + "`")
				.collect(Collectors.joining(", "));
		}
		return switch (type.substring(type.lastIndexOf('.') + 1)) {
			case "Duration" -> "duration";
			case "DataSize" -> "size";
			case "URI" -> "URL";
			case "Path" -> "file";
			case "Boolean", "boolean" -> "`true`, `false`";
			case "Integer", "Long", "Double", "int", "long" -> "number";
			default -> "text";
		};
	}

	private static Class<?> type(@Nullable String name) {
		String full = String.valueOf(name);
		try {
			return Class.forName(full.startsWith(Project.ROOT_PACKAGE) ? full : Project.ROOT_PACKAGE + "." + full);
		}
		catch (ClassNotFoundException ex) {
			throw new AssertionError("No type " + full, ex);
		}
	}

	Set<String> names() {
		return groups().values().stream().flatMap(List::stream).map(Key::name).collect(Collectors.toUnmodifiableSet());
	}

}
