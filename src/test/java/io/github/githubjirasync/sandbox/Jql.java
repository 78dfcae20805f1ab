package io.github.githubjirasync.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JQL query, of the part of JQL that the sandbox knows: conditions on project, key, id,
 * creator, reporter, created, updated, status, statusCategory and labels, all joined by
 * {@code AND}, and an order by created, updated or key.
 *
 * @param filter which issues it finds
 * @param order in which order
 */
record Jql(Predicate<JiraIssueState> filter, Comparator<JiraIssueState> order) {

	private static final Pattern ORDER = Pattern.compile("(?i)\\s*\\bORDER\\s+BY\\s+(\\w+)(?:\\s+(ASC|DESC))?\\s*$");

	private static final Pattern CONDITION = Pattern
		.compile("(?i)\\s*(?<field>\\w+)\\s*(?<operator>>=|<=|!=|=|>|<|\\bnot\\s+in\\b|\\bin\\b)\\s*"
				+ "(?<value>\\([^()]*\\)|\"[^\"]*\"|'[^']*'|\\w+\\(\\)|[^\\s\"'()]+)\\s*");

	private static final Pattern RELATIVE = Pattern.compile("-(\\d+)([mhdw])");

	private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu[-][/]MM[-][/]dd HH:mm");

	/**
	 * Reads a query.
	 * @param jql the query
	 * @param self the name of who asks
	 * @param now the time to which relative times refer
	 * @return the query
	 * @throws Refusal in Jira's words, if the sandbox can't read it or nothing bounds it
	 */
	static Jql parse(String jql, String self, Instant now) {
		Comparator<JiraIssueState> order = Comparator.comparing((JiraIssueState issue) -> issue.id).reversed();
		Matcher ordering = ORDER.matcher(jql);
		String where = jql;
		if (ordering.find()) {
			where = jql.substring(0, ordering.start());
			order = order(ordering.group(1), Objects.requireNonNullElse(ordering.group(2), "ASC"));
		}
		if (where.isBlank()) {
			throw JiraErrors.refuse(400,
					"Unbounded JQL queries are not allowed here. Please add a search restriction to your query.");
		}
		Predicate<JiraIssueState> filter = (issue) -> true;
		for (String part : where.split("(?i)\\bAND\\b")) {
			Matcher condition = CONDITION.matcher(part);
			if (!condition.matches()) {
				throw JiraErrors.refuse(400, "Error in the JQL Query: the sandbox can't read '" + part.strip() + "'.");
			}
			filter = filter.and(condition(condition.group("field"), condition.group("operator"),
					values(condition.group("value"), self), now));
		}
		return new Jql(filter, order);
	}

	private static Comparator<JiraIssueState> order(String field, String direction) {
		Comparator<JiraIssueState> order = switch (field.toLowerCase(Locale.ROOT)) {
			case "updated" -> Comparator.comparing((JiraIssueState issue) -> issue.updatedAt)
				.thenComparing((JiraIssueState issue) -> issue.id);
			case "created", "key", "id" -> Comparator.comparing((JiraIssueState issue) -> issue.id);
			default -> throw JiraErrors.refuse(400, "Not able to sort using field '" + field + "'.");
		};
		return direction.equalsIgnoreCase("DESC") ? order.reversed() : order;
	}

	private static Predicate<JiraIssueState> condition(String field, String operator, List<String> values,
			Instant now) {
		Predicate<JiraIssueState> match = switch (field.toLowerCase(Locale.ROOT)) {
			case "project" ->
				(issue) -> contains(values, issue.project) || values.contains(JiraShapes.projectId(issue.project));
			case "key", "issuekey", "issue", "id" ->
				(issue) -> contains(values, issue.key) || values.contains(Long.toString(issue.id));
			case "creator", "reporter" -> (issue) -> contains(values, issue.reporter);
			case "status" -> (issue) -> contains(values, issue.status.label);
			case "statuscategory" ->
				(issue) -> contains(values, issue.status.label) || contains(values, issue.status.categoryKey);
			case "labels" -> (issue) -> issue.labels.stream().anyMatch((label) -> contains(values, label));
			case "created" -> time(operator, time(values.get(0), now), (issue) -> issue.createdAt);
			case "updated" -> time(operator, time(values.get(0), now), (issue) -> issue.updatedAt);
			default -> throw JiraErrors.refuse(400,
					"Field '" + field + "' does not exist or you do not have permission to view it.");
		};
		return (operator.equals("!=") || operator.toLowerCase(Locale.ROOT).startsWith("not")) ? match.negate() : match;
	}

	private static Predicate<JiraIssueState> time(String operator, Instant bound,
			Function<JiraIssueState, Instant> field) {
		return switch (operator) {
			case ">=" -> (issue) -> !field.apply(issue).isBefore(bound);
			case ">" -> (issue) -> field.apply(issue).isAfter(bound);
			case "<=" -> (issue) -> !field.apply(issue).isAfter(bound);
			case "<" -> (issue) -> field.apply(issue).isBefore(bound);
			default -> throw JiraErrors.refuse(400, "The operator '" + operator + "' is not supported by dates.");
		};
	}

	private static Instant time(String value, Instant now) {
		Matcher relative = RELATIVE.matcher(value);
		if (relative.matches()) {
			long count = Long.parseLong(relative.group(1));
			return now.minus(switch (relative.group(2)) {
				case "m" -> Duration.ofMinutes(count);
				case "h" -> Duration.ofHours(count);
				case "d" -> Duration.ofDays(count);
				default -> Duration.ofDays(7 * count);
			});
		}
		try {
			return value.contains(" ") ? LocalDateTime.parse(value, MINUTE).toInstant(ZoneOffset.UTC)
					: LocalDate.parse(value).atStartOfDay().toInstant(ZoneOffset.UTC);
		}
		catch (DateTimeParseException ex) {
			throw JiraErrors.refuse(400, "Date value '" + value + "' is invalid. Valid formats include: "
					+ "'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.");
		}
	}

	private static boolean contains(List<String> values, String value) {
		return values.stream().anyMatch(value::equalsIgnoreCase);
	}

	private static List<String> values(String text, String self) {
		List<String> values = new ArrayList<>();
		String inner = (text.startsWith("(") && text.endsWith(")")) ? text.substring(1, text.length() - 1) : text;
		Arrays.stream(inner.split(",")).map(String::strip).forEach((value) -> {
			boolean quoted = value.length() > 1 && (value.startsWith("\"") || value.startsWith("'"));
			String plain = quoted ? value.substring(1, value.length() - 1) : value;
			values.add(plain.equalsIgnoreCase("currentUser()") ? self : plain);
		});
		return values;
	}

}
