package io.github.githubjirasync.ops.desk;

import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items what is on it
 * @param next the cursor of the next part, or {@code null} if this is the last; a part
 * may hold less than was asked for although there is a next one
 * @param whole whether all of the queue has answered; without it some is missing
 * @param <T> what the list is of
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Slice<T>(List<T> items, @Nullable String next, boolean whole) {

	public Slice {
		items = List.copyOf(items);
	}

	/**
	 * The same part, shown otherwise.
	 * @param show shows one
	 * @param <R> how
	 * @return the part
	 */
	public <R> Slice<R> map(Function<T, R> show) {
		return new Slice<>(this.items.stream().map(show).toList(), this.next, this.whole);
	}

}
