package io.github.githubjirasync.text;

import java.util.Set;

import org.commonmark.node.Text;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/**
 * Takes a {@code <} without a {@code >} in reach as text. Without it the parser looks
 * through all of the rest for each of them, which takes a square of the text's length.
 */
final class UnclosedTagParser implements InlineContentParser {

	private static final int MAX_TAG = 2048;

	@Override
	public ParsedInline tryParse(InlineParserState state) {
		Scanner scanner = state.scanner();
		scanner.next();
		Position behind = scanner.position();
		for (int i = 0; i < MAX_TAG && scanner.hasNext(); i++) {
			if (scanner.peek() == '>') {
				return ParsedInline.none();
			}
			scanner.next();
		}
		return ParsedInline.of(new Text("<"), behind);
	}

	/** Makes one parser for each block of text. */
	static final class Factory implements InlineContentParserFactory {

		@Override
		public Set<Character> getTriggerCharacters() {
			return Set.of('<');
		}

		@Override
		public InlineContentParser create() {
			return new UnclosedTagParser();
		}

	}

}
