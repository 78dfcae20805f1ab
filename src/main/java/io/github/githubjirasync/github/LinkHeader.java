package io.github.githubjirasync.github;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.githubjirasync.upstream.Upstream;
import io.github.githubjirasync.upstream.UpstreamException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code Link} header that GitHub's pages point on with (RFC 8288).
 */
final class LinkHeader {

	private static final Pattern LINK = Pattern.compile("<([^>]*)>([^<]*)");

	private static final Pattern RELATIONS = Pattern.compile("(?i);\\s*rel\\s*=\\s*\"?([^\";,]*)");

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
			Matcher relations = RELATIONS.matcher(link.group(2));
			if (relations.find()
					&& List.of(relations.group(1).toLowerCase(Locale.ROOT).split("\\s+")).contains("next")) {
				return url(link.group(1));
			}
		}
		return null;
	}

	private static URI url(String text) {
		try {
			return new URI(text);
		}
		catch (URISyntaxException ex) {
			// As the last page it would pass for the whole.
			throw new UpstreamException.Transient(Upstream.GITHUB, "GitHub names a next page that is no URL", ex);
		}
	}

}
