package io.github.githubjirasync.ops.console;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * Makes addresses of pages.
 */
final class Addresses {

	private Addresses() {
	}

	/**
	 * An address with parameters; those without a value are left out.
	 * @param path the path
	 * @param pairs names and values in turn
	 * @return the address
	 */
	static String of(String path, @Nullable Object... pairs) {
		UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
		for (int i = 0; i + 1 < pairs.length; i += 2) {
			Object value = pairs[i + 1];
			if (value != null && !value.toString().isEmpty()) {
				address.queryParam(String.valueOf(pairs[i]), "{v" + i + "}");
				address.uriVariables(Map.of("v" + i, value));
			}
		}
		return address.encode().build().toUriString();
	}

}
