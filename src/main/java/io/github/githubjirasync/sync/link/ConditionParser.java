package io.github.githubjirasync.sync.link;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.githubjirasync.sync.link.Subject.Fact;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@link Condition} by recursive descent.
 */
final class ConditionParser {

	private static final Pattern TOKEN = Pattern
		.compile("\\s*(?:(\"[^\"]*\"|'[^']*')|(!=|!~|=|~|\\(|\\)|,)|([^\\s()=!~,\"']+))");

	private static final int DEEPEST = 50;

	private final String text;

	private final List<Token> tokens = new ArrayList<>();

	private int next;

	private int depth;

	ConditionParser(String text) {
		this.text = text;
		Matcher matcher = TOKEN.matcher(text);
		int at = 0;
		while (at < text.length() && !text.substring(at).isBlank()) {
			if (!matcher.find(at) || matcher.start() != at) {
				throw error(at, "a field, a value or a sign");
			}
			String quoted = matcher.group(1);
			this.tokens
				.add(new Token((quoted != null) ? quoted.substring(1, quoted.length() - 1) : matcher.group().strip(),
						quoted != null, matcher.end() - matcher.group().strip().length()));
			at = matcher.end();
		}
	}

	Condition parse() {
		Condition condition = either();
		if (this.next < this.tokens.size()) {
			throw error("'and', 'or' or the end");
		}
		return condition;
	}

	private Condition either() {
		Condition first = both();
		while (word("or")) {
			Condition left = first;
			Condition right = both();
			first = (subject) -> left.test(subject) || right.test(subject);
		}
		return first;
	}

	private Condition both() {
		Condition first = single();
		while (word("and")) {
			first = first.and(single());
		}
		return first;
	}

	private Condition single() {
		if (++this.depth > DEEPEST) {
			throw error("fewer brackets and 'not's");
		}
		try {
			if (word("not")) {
				Condition negated = single();
				return (subject) -> !negated.test(subject);
			}
			if (word("(")) {
				Condition inner = either();
				expect(")");
				return inner;
			}
			return comparison();
		}
		finally {
			this.depth--;
		}
	}

	private Condition comparison() {
		Fact fact = fact();
		if (word("is")) {
			boolean not = word("not");
			expect("empty");
			return (subject) -> subject.values(fact).isEmpty() != not;
		}
		if (word("=")) {
			return any(fact, equal(value()));
		}
		if (word("!=")) {
			return none(fact, equal(value()));
		}
		if (word("~")) {
			return any(fact, like(value()));
		}
		if (word("!~")) {
			return none(fact, like(value()));
		}
		boolean not = word("not");
		if (!word("in")) {
			throw error("=, !=, ~, !~, 'in', 'not in' or 'is'");
		}
		Predicate<String> oneOf = oneOf();
		return not ? none(fact, oneOf) : any(fact, oneOf);
	}

	private Predicate<String> oneOf() {
		expect("(");
		Predicate<String> any = equal(value());
		while (word(",")) {
			any = any.or(equal(value()));
		}
		expect(")");
		return any;
	}

	private Fact fact() {
		@Nullable Token token = peek();
		for (Fact fact : Fact.values()) {
			if (token != null && !token.quoted && token.text.equalsIgnoreCase(fact.name())) {
				this.next++;
				return fact;
			}
		}
		throw error("one of " + Subject.allowed());
	}

	private String value() {
		@Nullable Token token = peek();
		if (token == null || (!token.quoted && "()=!=,!~~".contains(token.text))) {
			throw error("a value");
		}
		this.next++;
		return token.text;
	}

	private boolean word(String word) {
		@Nullable Token token = peek();
		boolean found = token != null && !token.quoted && token.text.equalsIgnoreCase(word);
		this.next += found ? 1 : 0;
		return found;
	}

	private void expect(String word) {
		if (!word(word)) {
			throw error("'" + word + "'");
		}
	}

	private @Nullable Token peek() {
		return (this.next < this.tokens.size()) ? this.tokens.get(this.next) : null;
	}

	private IllegalArgumentException error(String expected) {
		@Nullable Token token = peek();
		return error((token != null) ? token.at : this.text.length(), expected);
	}

	private IllegalArgumentException error(int at, String expected) {
		return new IllegalArgumentException(
				"'" + this.text + "' cannot be read at character " + (at + 1) + ": expected " + expected);
	}

	private static Condition any(Fact fact, Predicate<String> test) {
		return (subject) -> subject.values(fact).stream().anyMatch(test);
	}

	private static Condition none(Fact fact, Predicate<String> test) {
		return (subject) -> subject.values(fact).stream().noneMatch(test);
	}

	private static Predicate<String> equal(String value) {
		return (other) -> other.equalsIgnoreCase(value);
	}

	private static Predicate<String> like(String glob) {
		return Glob.of(glob)::matches;
	}

	/**
	 * A word, a value or a sign.
	 *
	 * @param text the text without quotes
	 * @param quoted whether it stood in quotes
	 * @param at where it begins
	 */
	private record Token(String text, boolean quoted, int at) {
	}

}
