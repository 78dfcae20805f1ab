package io.github.githubjirasync.text;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Writes the inline content of an ADF block as wiki markup. A mark that touches a word is
 * written in braces, as in <code>{*}bold{*}er</code>, since it would not be recognised
 * otherwise.
 */
final class WikiInlineWriter {

	/** Within one line, where a line feed would end the block. */
	static final String FORCED_BREAK = "\\\\ ";

	private static final int[] MARKS = { Mark.STRONG, Mark.EM, Mark.STRIKE, Mark.UNDERLINE, Mark.SUP, Mark.SUB };

	private static final String SYMBOLS = "*_-+^~";

	private static final int ACCOUNT_ID = 20;

	private final List<Run> runs;

	private final String lineBreak;

	private final StringBuilder out = new StringBuilder();

	private WikiInlineWriter(JsonNode inlines, String lineBreak) {
		this.runs = Run.of(inlines);
		this.lineBreak = lineBreak;
	}

	/**
	 * Writes inline content.
	 * @param inlines the inline nodes
	 * @param lineBreak a line feed or {@link #FORCED_BREAK}
	 * @return the wiki markup
	 */
	static String write(JsonNode inlines, String lineBreak) {
		WikiInlineWriter writer = new WikiInlineWriter(inlines, lineBreak);
		for (int i = 0; i < writer.runs.size(); i++) {
			writer.print(writer.runs.get(i), i);
		}
		return writer.out.toString().stripTrailing();
	}

	private void print(Run run, int index) {
		switch (run.kind()) {
			case BREAK -> {
				boolean emptyLine = !this.out.isEmpty() && this.out.charAt(this.out.length() - 1) == '\n';
				this.out.append(emptyLine ? FORCED_BREAK : this.lineBreak);
			}
			case MENTION -> {
				String id = run.text().substring(0, run.text().indexOf('\0'));
				boolean account = id.indexOf(':') > 0 || (id.length() >= ACCOUNT_ID && id.indexOf('.') < 0);
				this.out.append(account ? "[~accountid:" : "[~").append(id).append(']');
			}
			case TEXT, CODE -> linked(run, index);
		}
	}

	private void linked(Run run, int index) {
		Link link = run.link();
		if (link == null || !WikiEscapes.isTarget(WikiEscapes.address(link.href()))) {
			marked(run, isFree(index), false);
			return;
		}
		String href = WikiEscapes.address(link.href());
		boolean apart = this.out.isEmpty() || " \n".indexOf(this.out.charAt(this.out.length() - 1)) >= 0;
		if (link.isImage() && apart && Link.isWeb(href)) {
			this.out.append('!').append(href).append("|alt=").append(AdfToWiki.imageAlt(run.text())).append('!');
			return;
		}
		if (run.text().equals(href) && run.marks() == 0 && run.kind() == Run.Kind.TEXT && Link.isWeb(href)) {
			this.out.append('[').append(href).append(']');
			return;
		}
		this.out.append('[');
		marked(run, !isMarkup(run.text().charAt(0)) && !isMarkup(run.text().charAt(run.text().length() - 1)), true);
		this.out.append('|').append(href);
		if (link.title() != null) {
			this.out.append('|')
				.append(WikiEscapes.address(link.title().replace(' ', '\u00A0')).replace('\u00A0', ' '));
		}
		this.out.append(']');
	}

	/** Whether marks around the run stand at the borders of words. */
	private boolean isFree(int index) {
		String text = this.runs.get(index).text();
		if (isMarkup(text.charAt(0)) || isMarkup(text.charAt(text.length() - 1))) {
			return false;
		}
		boolean before = this.out.isEmpty() || " \n(".indexOf(this.out.charAt(this.out.length() - 1)) >= 0;
		if (!before || index + 1 == this.runs.size()) {
			return before;
		}
		Run next = this.runs.get(index + 1);
		return next.kind() == Run.Kind.BREAK || (next.kind() == Run.Kind.TEXT && next.marks() == 0
				&& next.link() == null && " .,;:)".indexOf(next.text().charAt(0)) >= 0);
	}

	private static boolean isMarkup(char c) {
		return !Characters.isAlphanumeric(c) && ".,;:()\"'".indexOf(c) < 0;
	}

	private void marked(Run run, boolean free, boolean linked) {
		boolean code = run.kind() == Run.Kind.CODE;
		int marks = (code || run.text().isBlank()) ? 0 : run.marks();
		StringBuilder closing = new StringBuilder();
		for (int i = 0; i < MARKS.length; i++) {
			if ((marks & MARKS[i]) != 0) {
				String mark = free ? SYMBOLS.substring(i, i + 1) : "{" + SYMBOLS.charAt(i) + "}";
				this.out.append(mark);
				closing.insert(0, mark);
			}
		}
		this.out.append(code ? "{{" : "");
		WikiEscapes.text(run.text(), !linked && !code && marks == 0, this.out);
		this.out.append(code ? "}}" : "").append(closing);
	}

}
