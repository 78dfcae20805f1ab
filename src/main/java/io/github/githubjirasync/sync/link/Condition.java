package io.github.githubjirasync.sync.link;

/**
 * Whether an issue is of interest, from a text such as
 * {@code label = sync and not (author ~ "*[bot]" or type in (Epic, Sub-task))}.
 * <p>
 * A comparison is {@code field = value}, {@code !=}, {@code ~} and {@code !~} (with
 * {@code *} for any characters), {@code in (a, b)}, {@code not in (a, b)},
 * {@code is empty} or {@code is not empty}; comparisons are joined by {@code and},
 * {@code or}, {@code not} and brackets. Fields are those of {@link Subject.Fact}. Case
 * does not count. A field that has several values, such as {@code label}, equals a value
 * if one of them does. Values with blanks or signs stand in quotes.
 */
@FunctionalInterface
public interface Condition {

	/** Every issue. */
	Condition ANY = (subject) -> true;

	/**
	 * Tests an issue.
	 * @param subject the issue
	 * @return whether it is of interest
	 */
	boolean test(Subject subject);

	/**
	 * Reads a condition.
	 * @param text the condition
	 * @return what it says
	 * @throws IllegalArgumentException if it cannot be read; the message names the place
	 * and what may stand there
	 */
	static Condition parse(String text) {
		return new ConditionParser(text).parse();
	}

	/**
	 * Both.
	 * @param other another condition
	 * @return a condition that holds where both do
	 */
	default Condition and(Condition other) {
		return (subject) -> test(subject) && other.test(subject);
	}

}
