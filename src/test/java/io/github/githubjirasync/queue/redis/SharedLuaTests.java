package io.github.githubjirasync.queue.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A script gets what it needs of the shared functions, and nothing else. */
class SharedLuaTests {

	private static final String SHARED = """
			-- All start with this.
			local root = KEYS[1]
			local function one(n) return n end -- names two, three and four
			local function two(n)
			  if n then
			    return one(n)
			  end
			end

			-- Called by nobody here.
			local function three() return two(3) end
			local function four(n)
			  return n
			end
			""";

	@Test
	void functionsThatAreNotCalledAreLeftOut() {
		String source = SharedLua.putBefore("return four(1) -- not two(1)\n", SHARED);
		assertThat(definitions(source)).containsExactly("four");
		assertThat(source).isEqualToIgnoringNewLines("""
				local root = KEYS[1]
				local function four(n)
				  return n
				end
				return four(1)
				""");
	}

	@Test
	void functionsThatAreCalledByOthersStay() {
		assertThat(definitions(SharedLua.putBefore("return three()", SHARED))).containsExactly("one", "two", "three");
		assertThat(definitions(SharedLua.putBefore("local n = someone(1)", SHARED))).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(RedisScript.class)
	void scriptHasNoFunctionThatItDoesNotCall(RedisScript script) {
		String source = new String(script.source(), StandardCharsets.UTF_8);
		assertThat(definitions(source))
			.allSatisfy((name) -> assertThat(Pattern.compile("\\b" + name + "\\b").matcher(source).results())
				.hasSizeGreaterThan(1));
	}

	private static List<String> definitions(String source) {
		return Pattern.compile("local function (\\w+)")
			.matcher(source)
			.results()
			.map((found) -> found.group(1))
			.toList();
	}

}
