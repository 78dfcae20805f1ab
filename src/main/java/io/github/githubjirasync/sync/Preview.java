package io.github.githubjirasync.sync;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A plan that is shown and not carried out.
 *
 * @param link the name of the link, or {@code null} where none is for the issue
 * @param github the issue on GitHub, such as {@code acme/widgets#7}; {@code null} where
 * it is not there yet
 * @param jira the key of the issue in Jira; {@code null} where it is not there yet
 * @param verdict what would be done, in one sentence
 * @param calls the calls that would be made, in their order
 * @param fields each field
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Preview(@Nullable String link, @Nullable String github, @Nullable String jira, String verdict,
		List<String> calls, List<FieldDiff> fields) {

	public Preview {
		calls = List.copyOf(calls);
		fields = List.copyOf(fields);
	}

	/**
	 * One field.
	 *
	 * @param field its name
	 * @param reason why it would be written, or not
	 * @param to the side that would be written, or {@code null} for none
	 * @param before what that side shows now; {@code null} for nothing
	 * @param after what it would show then; {@code null} for nothing
	 * @param note what else there is to say
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record FieldDiff(String field, String reason, @Nullable Origin to, @Nullable String before,
			@Nullable String after, @Nullable String note) {
	}

	/**
	 * The preview as a text for people: the verdict, the calls, and a difference for each
	 * field that would be written, line by line.
	 * @return some lines
	 */
	public String text() {
		StringBuilder text = new StringBuilder(this.verdict).append('\n');
		this.calls.forEach((call) -> text.append("* ").append(call).append('\n'));
		for (FieldDiff diff : this.fields) {
			text.append(diff.field).append(": ").append(diff.reason);
			if (diff.note != null) {
				text.append(" (").append(diff.note).append(')');
			}
			text.append('\n');
			if (diff.to != null) {
				lines(text, "- ", diff.before);
				lines(text, "+ ", diff.after);
			}
		}
		return text.toString();
	}

	private static void lines(StringBuilder text, String sign, @Nullable String value) {
		if (value != null) {
			value.lines().forEach((line) -> text.append("  ").append(sign).append(line).append('\n'));
		}
	}

}
