package io.github.githubjirasync.github;

import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code Link} header that GitHub's pages point on with (RFC 8288).
 */
final class LinkHeader {

	private static final Pattern LINK = Pattern.compile("<([^>]*)>([^<]*)");

	private static final Pattern NEXT = Pattern.compile("(?i);\\s*rel\\s*=\\s*\"?([^\";,]*\\s)?next(\\s[^\";,]*)?\"?");

	private LinkHeader() {
	}

	/**
	 * The next page.
	 * @param values the values of the header, {@code null} where it is missing
	 * @return its absolute URL, or {@code null} on the last page
	 */
	static @Nullable URI next(@Nullable List<String> values) {
		if (values == null) {
			return null;
		}
		Matcher link = LINK.matcher(String.join(", ", values));
		while (link.find()) {
			if (NEXT.matcher(link.group(2)).find()) {
				return URI.create(link.group(1));
			}
		}
		return null;
	}

}
