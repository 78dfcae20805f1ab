package io.github.githubjirasync.ops.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.CRC32;

import org.springframework.core.io.ClassPathResource;

/**
 * The style sheet, the scripts and the icons, all served by the service itself. Their
 * addresses hold a number that changes with them, so that browsers may keep them.
 */
final class Assets {

	static final String OWN = "static/ops/assets/";

	static final String HTMX = "META-INF/resources/webjars/htmx.org/2.0.4/dist/";

	static final String SSE = "META-INF/resources/webjars/htmx-ext-sse/2.2.2/";

	private static final List<String> FILES = List.of(OWN + "console.css", OWN + "console.js", OWN + "icons.svg",
			HTMX + "htmx.min.js", SSE + "sse.js");

	private final String version;

	Assets() {
		CRC32 sum = new CRC32();
		try {
			for (String file : FILES) {
				sum.update(new ClassPathResource(file).getContentAsByteArray());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("A file of the console is missing", ex);
		}
		this.version = Long.toHexString(sum.getValue());
	}

	String version() {
		return this.version;
	}

}
