package io.github.githubjirasync.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The Helm chart, linted and rendered by Helm itself.
 */
final class Chart {

	static final Path FOLDER = Path.of("helm/github-jira-sync").toAbsolutePath();

	private static final String KUBERNETES = "1.30.0";

	private Chart() {
	}

	static LintResult lint() {
		return new Helm(FOLDER).lint().strict().call();
	}

	static Path preset(String name) {
		return FOLDER.resolve("values-" + name + ".yaml");
	}

	/**
	 * Renders the chart as release {@code sync} in namespace {@code tracking}.
	 * @param values the text of a values file
	 * @param presets further values files, which come before it
	 * @return the manifests
	 */
	static List<Manifest> render(String values, Path... presets) {
		@Nullable Path file = null;
		try {
			file = Files.createTempFile("values", ".yaml");
			Files.writeString(file, values);
			TemplateCommand command = new Helm(FOLDER).template()
				.withName("sync")
				.withNamespace("tracking")
				.withKubeVersion(KUBERNETES);
			for (Path preset : presets) {
				command = command.withValuesFile(preset);
			}
			return manifests(command.withValuesFile(file).call());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			delete(file);
		}
	}

	/**
	 * Renders the chart with its hooks, which Helm leaves out of what it renders.
	 * @param scratch an empty folder
	 * @return the manifests
	 */
	static List<Manifest> renderHooks(Path scratch) throws IOException {
		try (Stream<Path> files = Files.walk(FOLDER)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				Path copy = scratch.resolve(FOLDER.relativize(file).toString());
				Files.createDirectories(Objects.requireNonNull(copy.getParent()));
				Files.writeString(copy, Files.readString(file).replace("    helm.sh/hook", "    helm.sh/was-hook"));
			}
		}
		return manifests(new Helm(scratch).template().withName("sync").withKubeVersion(KUBERNETES).call());
	}

	private static void delete(@Nullable Path file) {
		try {
			if (file != null) {
				Files.deleteIfExists(file);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@SuppressWarnings("unchecked")
	private static List<Manifest> manifests(String rendered) {
		List<Manifest> manifests = new ArrayList<>();
		for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(rendered)) {
			if (document != null) {
				manifests.add(new Manifest((Map<String, Object>) document));
			}
		}
		return manifests;
	}

}
