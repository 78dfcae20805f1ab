package io.github.githubjirasync.webhook;

import java.util.Enumeration;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Reads headers that must not be ambiguous.
 */
final class Headers {

	private Headers() {
	}

	/**
	 * The value of a header that was sent exactly once.
	 * @param request the request
	 * @param name the name of the header
	 * @return its value, or {@code null} if it is missing or was sent more than once
	 */
	static @Nullable String single(HttpServletRequest request, String name) {
		Enumeration<String> values = request.getHeaders(name);
		if (!values.hasMoreElements()) {
			return null;
		}
		String value = values.nextElement();
		return values.hasMoreElements() ? null : value;
	}

}
