package io.github.githubjirasync.sync.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests {@link IssuePlanner} with the cases in {@code src/test/resources/…/sync/plan}:
 * what was in step, what each side shows now, and the plan that follows. With
 * {@code -Dplan.golden.write=true} the plans are written anew; look at the difference
 * before you commit it.
 */
class PlanGoldenTests {

	private static final Path FOLDER = Path.of("src/test/resources/io/github/githubjirasync/sync/plan");

	@TestFactory
	Stream<DynamicNode> plans() throws IOException {
		try (Stream<Path> files = Files.list(FOLDER)) {
			List<Path> golden = files.filter((file) -> file.toString().endsWith(".txt")).sorted().toList();
			if (Boolean.getBoolean("plan.golden.write")) {
				golden.forEach(PlanGoldenTests::rewrite);
			}
			return golden.stream()
				.map((file) -> DynamicContainer.dynamicContainer(file.getFileName().toString(),
						PlanCase.read(read(file)).stream().map(PlanGoldenTests::test)));
		}
	}

	private static DynamicTest test(PlanCase golden) {
		return DynamicTest.dynamicTest(golden.name(), () -> assertThat(golden.plan()).isEqualTo(golden.then()));
	}

	private static void rewrite(Path file) {
		String text = read(file);
		String head = text.substring(0, Math.max(text.indexOf("## "), 0));
		String cases = PlanCase.read(text)
			.stream()
			.map((golden) -> golden.write(golden.plan()))
			.collect(Collectors.joining("\n"));
		try {
			Files.writeString(file, head + cases);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
