package io.github.githubjirasync.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Takes from a list of a payload what is there.
 */
final class Present {

	private Present() {
	}

	/**
	 * The values of one part of each element.
	 * @param <T> the type of the elements
	 * @param elements the elements, if there are any
	 * @param part gives the part
	 * @return the parts in order, without the missing ones
	 */
	static <T> List<String> values(@Nullable List<@Nullable T> elements, Function<T, @Nullable String> part) {
		List<String> values = new ArrayList<>();
		if (elements != null) {
			for (T element : elements) {
				String value = (element != null) ? part.apply(element) : null;
				if (value != null) {
					values.add(value);
				}
			}
		}
		return values;
	}

}
