package io.github.githubjirasync.sync.link;

import java.util.List;
import java.util.Map;

import io.github.githubjirasync.sync.link.Subject.Fact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Condition}.
 */
class ConditionTests {

	private static final Subject ISSUE = new Subject(
			Map.of(Fact.LABEL, List.of("bug", "good first issue"), Fact.AUTHOR, List.of("dependabot[bot]"), Fact.TYPE,
					List.of("Bug"), Fact.STATE, List.of("open"), Fact.TITLE, List.of("Save fails (twice)")));

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			label = bug                                        | true
			LABEL = Bug                                        | true
			label = ui                                         | false
			label != ui                                        | true
			label != bug                                       | false
			label = "good first issue"                         | true
			label in (ui, 'good first issue')                  | true
			label not in (ui, bug)                             | false
			author ~ "*[bot]"                                  | true
			author !~ *bot*                                    | false
			title ~ "save*(twice)"                             | true
			title ~ "*.*"                                      | false
			milestone is empty                                 | true
			milestone is not empty                             | false
			not label = ui                                     | true
			not not label = ui                                 | false
			label = ui or label = bug                          | true
			label = ui or label = bug and type = Epic          | false
			(label = bug or type = Epic) and state = open      | true
			label = bug and not (author ~ *bot* and type = Bug)| false
			label=bug and(type=Bug)                            | true
			label = "and"                                      | false
			""")
	void holds(String condition, boolean expected) {
		assertThat(Condition.parse(condition).test(ISSUE)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			lable = bug        | at character 1: expected one of label, author
			label bug          | at character 7: expected =, !=, ~, !~, 'in', 'not in' or 'is'
			label =            | at character 8: expected a value
			label = bug ui     | at character 13: expected 'and', 'or' or the end
			(label = bug       | at character 13: expected ')'
			label in bug       | at character 10: expected '('
			label = "bug       | at character 8: expected a field, a value or a sign
			label is bug       | at character 10: expected 'empty'
			label = =          | at character 9: expected a value
			""")
	void tellsThePlaceAndWhatMayStandThere(String condition, String problem) {
		assertThatIllegalArgumentException().isThrownBy(() -> Condition.parse(condition.strip()))
			.withMessageContaining(problem);
	}

	@Test
	void depthIsBounded() {
		assertThatIllegalArgumentException().isThrownBy(() -> Condition.parse("(".repeat(10_000)))
			.withMessageContaining("fewer brackets");
	}

}
