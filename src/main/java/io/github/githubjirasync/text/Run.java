package io.github.githubjirasync.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a line of text with the same marks, the way both markup writers need it: no
 * blank at the edges of a mark, equal neighbours joined.
 *
 * @param kind what it is
 * @param text the text; of a mention the user's id, a line feed for a break
 * @param marks the marks but for the link
 * @param link the link, null for none
 */
record Run(Kind kind, String text, int marks, @Nullable Link link) {

	/** What a run is. */
	enum Kind {

		/** Text to be escaped. */
		TEXT,
		/** Text in a fixed-width font. */
		CODE,
		/** A mention; its text is {@code id NUL name}. */
		MENTION,
		/** A line break. */
		BREAK

	}

	private static final Run BREAK = new Run(Kind.BREAK, "\n", 0, null);

	/**
	 * Reads the inline nodes of a block.
	 * @param inlines the content of the block
	 * @return the runs without breaks at the edges
	 */
	static List<Run> of(JsonNode inlines) {
		List<Run> runs = new ArrayList<>();
		for (JsonNode inline : inlines) {
			add(inline, runs, 0);
		}
		while (!runs.isEmpty() && runs.get(runs.size() - 1).isBlank()) {
			runs.remove(runs.size() - 1);
		}
		while (!runs.isEmpty() && runs.get(0).isBlank()) {
			runs.remove(0);
		}
		return bridge(runs);
	}

	/**
	 * Gives the blank or the break between two runs the marks that they share, so that a
	 * mark need not close for it.
	 */
	private static List<Run> bridge(List<Run> runs) {
		List<Run> bridged = new ArrayList<>(runs.size());
		for (int i = 0; i < runs.size(); i++) {
			Run run = runs.get(i);
			if (run.kind == Kind.TEXT && run.marks == 0 && run.link == null && i > 0 && i + 1 < runs.size()
					&& run.text.isBlank()) {
				Run before = runs.get(i - 1);
				Run after = runs.get(i + 1);
				Link link = Objects.equals(before.link, after.link) ? before.link : null;
				run = new Run(Kind.TEXT, run.text, before.marks & after.marks, link);
			}
			else if (run.kind == Kind.BREAK && i > 0 && i + 1 < runs.size() && runs.get(i - 1).kind == Kind.TEXT
					&& runs.get(i + 1).kind == Kind.TEXT) {
				run = new Run(Kind.BREAK, run.text, runs.get(i - 1).marks & runs.get(i + 1).marks, null);
			}
			append(run, bridged);
		}
		return bridged;
	}

	private boolean isBlank() {
		return this.kind == Kind.BREAK || (this.kind == Kind.TEXT && this.text.isBlank());
	}

	private static void add(JsonNode inline, List<Run> runs, int depth) {
		String type = AdfNodes.type(inline);
		if (type.equals("hardBreak")) {
			runs.add(BREAK);
			return;
		}
		if (type.equals("mention")) {
			runs.add(new Run(Kind.MENTION, AdfNodes.attribute(inline, "id") + '\0' + InlineText.of(inline), 0, null));
			return;
		}
		String text = Characters.clean(InlineText.of(inline)).replace('\n', ' ');
		int marks = type.equals("status") ? Mark.STRONG : 0;
		Link link = null;
		if (type.endsWith("Card")) {
			String url = InlineText.cardUrl(inline);
			link = url.isEmpty() ? null : new Link(url, null);
		}
		for (JsonNode mark : inline.path("marks")) {
			marks |= Mark.ofAdf(AdfNodes.type(mark), AdfNodes.attribute(mark, "type"));
			String href = AdfNodes.attribute(mark, "href");
			if (!href.isEmpty()) {
				String title = AdfNodes.attribute(mark, "title");
				link = new Link(href, title.isEmpty() ? null : title);
			}
		}
		if ((marks & Mark.CODE) != 0) {
			append(new Run(Kind.CODE, text, marks & ~Mark.CODE, link), runs);
			return;
		}
		addTrimmed(text, marks, link, runs);
		if (depth < AdfToMarkdown.MAX_DEPTH) {
			for (JsonNode child : AdfNodes.content(inline)) {
				add(child, runs, depth + 1);
			}
		}
	}

	private static void addTrimmed(String text, int marks, @Nullable Link link, List<Run> runs) {
		if (marks == 0 && link == null) {
			append(new Run(Kind.TEXT, text, 0, null), runs);
			return;
		}
		int start = 0;
		int end = text.length();
		while (start < end && isSpace(text.charAt(start))) {
			start++;
		}
		while (end > start && isSpace(text.charAt(end - 1))) {
			end--;
		}
		append(new Run(Kind.TEXT, text.substring(0, start), 0, null), runs);
		append(new Run(Kind.TEXT, text.substring(start, end), marks, link), runs);
		append(new Run(Kind.TEXT, text.substring(end), 0, null), runs);
	}

	private static boolean isSpace(char c) {
		return Characters.isSpace(c) || Character.isWhitespace(c) || Character.isSpaceChar(c);
	}

	private static void append(Run run, List<Run> runs) {
		if (run.text.isEmpty()) {
			return;
		}
		Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
		if (last != null && run.kind != Kind.BREAK && run.kind != Kind.MENTION && last.kind == run.kind
				&& last.marks == run.marks && Objects.equals(last.link, run.link)) {
			runs.set(runs.size() - 1, new Run(run.kind, last.text + run.text, run.marks, run.link));
		}
		else {
			runs.add(run);
		}
	}

}
