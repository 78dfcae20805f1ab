package io.github.githubjirasync.text;

import java.util.Set;

import org.commonmark.node.Link;
import org.commonmark.node.Text;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/**
 * Recognises bare web addresses while parsing, as GitHub does, so that an underscore
 * inside of one is never taken for emphasis.
 */
final class AutolinkParser implements InlineContentParser {

	@Override
	public ParsedInline tryParse(InlineParserState state) {
		Scanner scanner = state.scanner();
		int previous = scanner.peekPreviousCodePoint();
		if (previous != 0 && Character.isLetterOrDigit(previous)) {
			return ParsedInline.none();
		}
		Position start = scanner.position();
		boolean web = scanner.next("http://") || scanner.next("https://");
		if (!web && !scanner.next("www.")) {
			return ParsedInline.none();
		}
		while (scanner.hasNext() && !endsAddress(scanner.peek())) {
			scanner.next();
		}
		String candidate = scanner.getSource(start, scanner.position()).getContent();
		int length = WebAddress.trimmedLength(candidate);
		if (length <= (web ? candidate.indexOf("://") + 3 : 4)) {
			scanner.setPosition(start);
			return ParsedInline.none();
		}
		scanner.setPosition(start);
		for (int i = 0; i < length; i++) {
			scanner.next();
		}
		String address = candidate.substring(0, length);
		Link link = new Link(web ? address : "http://" + address, null);
		link.appendChild(new Text(address));
		return ParsedInline.of(link, scanner.position());
	}

	static boolean endsAddress(char c) {
		// Not what may end a link's text or is an escape, so that a link around wins.
		return c == ']' || c == '\\' || c == '`' || WebAddress.isEnd(c);
	}

	/** Makes one parser for all texts, since it holds no state. */
	static final class Factory implements InlineContentParserFactory {

		private static final Set<Character> TRIGGERS = Set.of('h', 'w');

		@Override
		public Set<Character> getTriggerCharacters() {
			return TRIGGERS;
		}

		@Override
		public InlineContentParser create() {
			return new AutolinkParser();
		}

	}

}
