package io.github.githubjirasync.docs;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page that is generated. With {@code -Ddocs.write=true} it is written; otherwise the
 * committed page must be what would be written.
 */
final class GeneratedPage {

	static final String NOTE = "<!-- Generated. To write it anew: ./mvnw test -Dtest='Generated*Tests' -Ddocs.write=true -->\n";

	private GeneratedPage() {
	}

	static void writeOrCompare(String name, String text) {
		if (Boolean.getBoolean("docs.write")) {
			Project.write(name, text);
		}
		assertThat(Project.exists(name) ? Project.read(name) : "")
			.as(name + " is out of date; write it anew with ./mvnw test -Dtest='Generated*Tests' -Ddocs.write=true")
			.isEqualTo(text);
	}

	/** A cell of a table: one line, without what would end the cell. */
	static String cell(String text) {
		return text.replaceAll("\\s+", " ").replace("|", "\\|").strip();
	}

}
