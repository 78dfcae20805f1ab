package io.github.githubjirasync.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import org.jspecify.annotations.Nullable;

/**
 * What the Javadoc in a source file says about a type, as Markdown.
 *
 * @param text what it says about the type itself
 * @param parameters what it says about each component
 */
record JavadocOf(String text, Map<String, String> parameters) {

	private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

	private static final JavadocOf NOTHING = new JavadocOf("", Map.of());

	/**
	 * Reads the Javadoc of a type of this project.
	 * @param type a top-level or a nested type
	 * @return its Javadoc, empty if it has none
	 */
	static JavadocOf type(Class<?> type) {
		Class<?> outermost = type;
		while (outermost.getEnclosingClass() != null) {
			outermost = outermost.getEnclosingClass();
		}
		String file = "src/main/java/" + outermost.getName().replace('.', '/') + ".java";
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
			JavacTask task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null,
					files.getJavaFileObjects(Project.path(file)));
			Finder finder = new Finder(DocTrees.instance(task), type.getSimpleName());
			for (CompilationUnitTree unit : task.parse()) {
				finder.scan(unit, null);
			}
			return finder.found;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String markdown(String javadoc) {
		return javadoc.replaceAll("\\{@code ([^{}]*(?:\\{[^{}]*}[^{}]*)*)}", "`$1`")
			.replaceAll("\\{@link [^}]*?([A-Za-z]+)(?:\\([^)]*\\))?}", "`$1`")
			.replaceAll("\\s+", " ")
			.strip();
	}

	private static final class Finder extends TreePathScanner<@Nullable Void, @Nullable Void> {

		private final DocTrees trees;

		private final String name;

		private JavadocOf found = NOTHING;

		Finder(DocTrees trees, String name) {
			this.trees = trees;
			this.name = name;
		}

		@Override
		public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
			TreePath path = getCurrentPath();
			DocCommentTree comment = this.trees.getDocCommentTree(path);
			if (type.getSimpleName().contentEquals(this.name) && comment != null) {
				Map<String, String> parameters = new HashMap<>();
				for (DocTree tag : comment.getBlockTags()) {
					if (tag instanceof ParamTree parameter) {
						parameters.put(parameter.getName().toString(), text(parameter.getDescription()));
					}
				}
				this.found = new JavadocOf(text(comment.getFullBody()), parameters);
			}
			return super.visitClass(type, nothing);
		}

		private static String text(List<? extends DocTree> parts) {
			String text = parts.stream().map(DocTree::toString).collect(Collectors.joining());
			// The compiler writes what is not ASCII as escapes.
			return markdown(
					ESCAPE.matcher(text).replaceAll((code) -> Character.toString(Integer.parseInt(code.group(1), 16))));
		}

	}

}
