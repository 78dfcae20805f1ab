package io.github.githubjirasync.sync.plan;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.githubjirasync.mapping.IssueMapping;
import io.github.githubjirasync.sync.RichText;
import io.github.githubjirasync.text.Adf;
import io.github.githubjirasync.text.ConversionContext;
import io.github.githubjirasync.text.DigestForm;
import io.github.githubjirasync.text.TextDigest;
import io.github.githubjirasync.text.Wiki;
import org.jspecify.annotations.Nullable;

/**
 * The names of synced fields, and the forms in which their values are compared.
 */
public final class Field {

	/** Title and summary, as they are. */
	public static final String TITLE = "title";

	/** Body and description, as digests. */
	public static final String BODY = "body";

	/** Labels, sorted, one a line. */
	public static final String LABELS = "labels";

	/** GitHub's logins, sorted, one a line; how Jira refers to its one. */
	public static final String ASSIGNEES = "assignees";

	/** The name of the priority; on GitHub that which a label stands for. */
	public static final String PRIORITY = "priority";

	/** The name of the issue type; on GitHub that which a type or label stands for. */
	public static final String TYPE = "type";

	/** GitHub's title; Jira's fix versions, sorted, one a line. */
	public static final String MILESTONE = "milestone";

	/**
	 * Set on the side that left the link's filter; nothing is synced until it is back.
	 */
	public static final String FILTERED = "filtered";

	/**
	 * {@code open} or {@code closed}, with the reason of it; what Jira's status stands
	 * for.
	 */
	public static final String STATE = "state";

	/** Set on Jira's side once it links to GitHub's page; the value is the page. */
	public static final String REMOTE_LINK = "remote-link";

	/**
	 * What an issue is a part of: the parent's id on each side; empty where there is
	 * none.
	 */
	public static final String PARENT = "parent";

	/** Set on the side whose twin was deleted; nothing is synced any more. */
	public static final String DELETED = "deleted";

	/**
	 * The files of the text that were copied: their addresses on each side, in the same
	 * order, one a line.
	 */
	public static final String FILES = "files";

	/**
	 * Where a comment was written: set on that side. A comment follows its origin only.
	 */
	public static final String ORIGIN = "origin";

	static final String OPEN = "open";

	static final String CLOSED = "closed";

	/** The digest of no words at all. */
	static final String NO_WORDS = TextDigest.ofMarkdown("");

	private static final Pattern BLANKS = Pattern.compile("\\s+");

	private static final int EARLIER_DIGITS = 32;

	private static final int SUMMARY_LIMIT = 255;

	private static final int GITHUB_LABEL_LIMIT = 50;

	private Field() {
	}

	/**
	 * Whether one of the twins was deleted, so that nothing is synced any more.
	 * @param mapping the mapping
	 * @return whether it was
	 */
	public static boolean isDeleted(IssueMapping mapping) {
		return mapping.state().fields().containsKey(DELETED);
	}

	/**
	 * A digest of a Markdown text that tells every change but that of line endings and of
	 * our own markers.
	 * @param markdown the text
	 * @return the digest; the same for {@code null} and an empty text
	 */
	public static String digest(@Nullable String markdown) {
		return digest(markdown, DigestForm.NEWEST);
	}

	private static String digest(@Nullable String markdown, DigestForm form) {
		String text = Markers.strip((markdown != null) ? markdown : "");
		text = ((text.indexOf('\r') >= 0) ? text.replace("\r\n", "\n") : text).strip();
		String digest = form.of(text);
		return (form == DigestForm.SHA_256) ? digest.substring(0, EARLIER_DIGITS) : digest;
	}

	/**
	 * Whether a digest that was kept, also by an earlier version, is that of a text.
	 * @param kept the digest, or {@code null} if none was kept
	 * @param markdown the text
	 * @return whether it is
	 */
	public static boolean isDigest(@Nullable String kept, @Nullable String markdown) {
		return kept != null && kept.equals(digest(markdown, DigestForm.formOf(kept)));
	}

	/** Whether a digest that an earlier version kept is that of a text. */
	static boolean isEarlierDigest(String kept, @Nullable String markdown) {
		return DigestForm.formOf(kept) != DigestForm.NEWEST && isDigest(kept, markdown);
	}

	/**
	 * A digest of the words of a text, whatever its markup.
	 * @param text the text
	 * @return the digest; the same for {@code null} and an empty text
	 */
	public static String wordsDigest(@Nullable RichText text) {
		return (text != null) ? wordsDigest(text, DigestForm.NEWEST) : NO_WORDS;
	}

	private static String wordsDigest(RichText text, DigestForm form) {
		return switch (text.format()) {
			case MARKDOWN -> TextDigest.ofMarkdown(Markers.strip(text.value()), form);
			case WIKI -> TextDigest.ofWiki(text.value(), form);
			case ADF -> TextDigest.ofAdf(JsonText.parse(text.value()), form);
		};
	}

	/**
	 * Whether a digest that an earlier version kept is that of the words of a text.
	 * @param kept the digest
	 * @param text the text
	 * @return whether it is
	 */
	static boolean isEarlierWordsDigest(String kept, @Nullable RichText text) {
		RichText any = (text != null) ? text : RichText.markdown("");
		DigestForm form = DigestForm.formOf(kept);
		return form != DigestForm.NEWEST && kept.equals(wordsDigest(any, form));
	}

	/**
	 * A text as Markdown.
	 * @param text the text
	 * @param context what links and mentions are resolved with
	 * @return Markdown, empty for {@code null}
	 */
	public static String markdown(@Nullable RichText text, ConversionContext context) {
		if (text == null) {
			return "";
		}
		return switch (text.format()) {
			case MARKDOWN -> text.value();
			case WIKI -> Wiki.toMarkdown(text.value(), context);
			case ADF -> Adf.toMarkdown(JsonText.parse(text.value()), context);
		};
	}

	/**
	 * A digest of the words of a text in the form that Jira's REST API takes.
	 * @param body an ADF document, a string of wiki markup, or nothing
	 * @return the digest
	 */
	static String wordsDigest(JsonNode body) {
		if (body.isObject()) {
			return TextDigest.ofAdf(body);
		}
		return body.isNull() ? NO_WORDS : TextDigest.ofWiki(body.asText());
	}

	/**
	 * A title as Jira takes it: one line of at most 255 characters.
	 * @param title GitHub's title
	 * @return the summary
	 */
	public static String summary(String title) {
		String line = joined(title, " ").strip();
		if (line.isEmpty()) {
			return "(no title)";
		}
		if (line.length() <= SUMMARY_LIMIT) {
			return line;
		}
		int end = Character.isHighSurrogate(line.charAt(SUMMARY_LIMIT - 2)) ? SUMMARY_LIMIT - 2 : SUMMARY_LIMIT - 1;
		return line.substring(0, end) + "…";
	}

	/** A text with something else for its blanks. */
	private static String joined(String text, String joint) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c <= ' ' && !(joint.equals(" ") && c == ' ' && i + 1 < text.length() && text.charAt(i + 1) > ' ')) {
				return BLANKS.matcher(text).replaceAll(joint);
			}
		}
		return text;
	}

	/**
	 * A label as Jira takes it: without white space.
	 * @param label GitHub's label
	 * @return Jira's label
	 */
	public static String jiraLabel(String label) {
		String joined = joined(label.strip(), "-");
		return (joined.length() <= SUMMARY_LIMIT) ? joined : joined.substring(0, SUMMARY_LIMIT);
	}

	/**
	 * A label as GitHub takes it: at most 50 characters.
	 * @param label Jira's label
	 * @return GitHub's label
	 */
	static String githubLabel(String label) {
		if (label.length() <= GITHUB_LABEL_LIMIT) {
			return label;
		}
		int end = Character.isHighSurrogate(label.charAt(GITHUB_LABEL_LIMIT - 1)) ? GITHUB_LABEL_LIMIT - 1
				: GITHUB_LABEL_LIMIT;
		return label.substring(0, end);
	}

	/**
	 * Whether two labels of either side stand for the same. GitHub does not tell labels
	 * apart by case, Jira does.
	 */
	static boolean sameLabel(String one, String other) {
		return one.equals(other) || githubLabel(jiraLabel(one)).equalsIgnoreCase(githubLabel(jiraLabel(other)));
	}

	static boolean hasLabel(Collection<String> labels, String label) {
		for (String has : labels) {
			if (sameLabel(has, label)) {
				return true;
			}
		}
		return false;
	}

	static @Nullable String present(String value) {
		return value.isEmpty() ? null : value;
	}

	static String joined(Collection<String> labels) {
		return sorted(labels, "\n");
	}

	/** Labels in their order with something between them, each once. */
	static String sorted(Collection<String> labels, String joint) {
		if (labels.size() < 2) {
			return labels.isEmpty() ? "" : labels.iterator().next();
		}
		return String.join(joint, isAscending(labels) ? labels : new TreeSet<>(labels));
	}

	/** Whether a set in that order would be the same; to make one takes longer. */
	private static boolean isAscending(Collection<String> labels) {
		@Nullable String before = null;
		for (String label : labels) {
			if (before != null && before.compareTo(label) >= 0) {
				return false;
			}
			before = label;
		}
		return true;
	}

	static List<String> split(@Nullable String joined) {
		if (joined == null || joined.isEmpty()) {
			return List.of();
		}
		return (joined.indexOf('\n') < 0) ? List.of(joined) : List.of(joined.split("\n"));
	}

}
