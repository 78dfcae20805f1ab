package io.github.githubjirasync.text;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one node of ADF in the order in which they were put. Nodes have two to
 * four, for which a scan of one small array takes less time and a third of the memory of
 * a hash table. Takes time in proportion to the number of fields. Their names are words
 * of ADF, which have no character that JSON escapes.
 */
final class NodeFields extends AbstractMap<String, JsonNode> {

	private static final int PAIR = 2;

	/** Quotes, colon and comma. */
	private static final int AROUND = 4;

	/** Each name followed by its value. */
	private @Nullable Object[] pairs;

	/** Whether no field may be put or removed any more. */
	private boolean fixed;

	/** The most characters of JSON that names and {@linkplain CleanText texts} take. */
	private int flatLength;

	/** How many values are no such texts. */
	private int nested;

	/** How many places of the array are in use. */
	private int used;

	NodeFields(int fields) {
		this.pairs = new Object[PAIR * fields];
	}

	/**
	 * Keeps the fields as they are, so that many documents can share their node.
	 * @return this
	 */
	NodeFields fixed() {
		this.fixed = true;
		return this;
	}

	private void checkNotFixed() {
		if (this.fixed) {
			throw new UnsupportedOperationException("A node that documents share can't be changed");
		}
	}

	private int indexOf(@Nullable Object name) {
		// The names are literals, so that most are the same object.
		for (int i = 0; i < this.used; i += PAIR) {
			if (this.pairs[i] == name) {
				return i;
			}
		}
		for (int i = 0; i < this.used; i += PAIR) {
			if (name(i).equals(name)) {
				return i;
			}
		}
		return -1;
	}

	private String name(int index) {
		return (String) value(this.pairs[index]);
	}

	private JsonNode node(int index) {
		return (JsonNode) value(this.pairs[index + 1]);
	}

	private static Object value(@Nullable Object present) {
		if (present == null) {
			throw new IllegalStateException("No field has null for a name or a value");
		}
		return present;
	}

	/**
	 * The most characters that the fields take in JSON, with quotes, colons and commas,
	 * but without the values that are {@link #nested}.
	 */
	int flatLength() {
		return this.flatLength;
	}

	/** Whether there is a value that is not a {@link CleanText}. */
	boolean nested() {
		return this.nested > 0;
	}

	private void count(JsonNode value, int sign) {
		if (value instanceof CleanText text) {
			this.flatLength += sign * text.atMost();
		}
		else {
			this.nested += sign;
		}
	}

	JsonNode value(int place) {
		return node(PAIR * place);
	}

	@Override
	public int size() {
		return this.used / PAIR;
	}

	@Override
	public boolean containsKey(@Nullable Object name) {
		return indexOf(name) >= 0;
	}

	@Override
	public @Nullable JsonNode get(@Nullable Object name) {
		int index = indexOf(name);
		return (index >= 0) ? node(index) : null;
	}

	@Override
	public @Nullable JsonNode put(String name, JsonNode value) {
		checkNotFixed();
		int index = indexOf(name);
		if (index >= 0) {
			JsonNode before = node(index);
			this.pairs[index + 1] = value;
			count(before, -1);
			count(value, 1);
			return before;
		}
		add(name, value);
		return null;
	}

	/**
	 * Puts a field that is not there yet.
	 * @param name its name
	 * @param value its value
	 * @return this
	 */
	NodeFields add(String name, JsonNode value) {
		if (this.used == this.pairs.length) {
			this.pairs = Arrays.copyOf(this.pairs, Math.max(PAIR, PAIR * this.used));
		}
		this.flatLength += name.length() + AROUND;
		count(value, 1);
		this.pairs[this.used] = name;
		this.pairs[this.used + 1] = value;
		this.used += PAIR;
		return this;
	}

	@Override
	public @Nullable JsonNode remove(@Nullable Object name) {
		int index = indexOf(name);
		if (index < 0) {
			return null;
		}
		JsonNode before = node(index);
		removeAt(index);
		return before;
	}

	private void removeAt(int index) {
		checkNotFixed();
		this.flatLength -= name(index).length() + AROUND;
		count(node(index), -1);
		System.arraycopy(this.pairs, index + PAIR, this.pairs, index, this.used - index - PAIR);
		this.used -= PAIR;
		this.pairs[this.used] = null;
		this.pairs[this.used + 1] = null;
	}

	@Override
	public Set<Entry<String, JsonNode>> entrySet() {
		return new Entries();
	}

	/** The fields as entries. */
	private final class Entries extends AbstractSet<Entry<String, JsonNode>> {

		@Override
		public int size() {
			return NodeFields.this.size();
		}

		@Override
		public Iterator<Entry<String, JsonNode>> iterator() {
			return new Each();
		}

	}

	/** Goes through the fields; each entry writes through. */
	private final class Each implements Iterator<Entry<String, JsonNode>> {

		private int next;

		@Override
		public boolean hasNext() {
			return this.next < NodeFields.this.used;
		}

		@Override
		public Entry<String, JsonNode> next() {
			if (!hasNext()) {
				throw new NoSuchElementException();
			}
			String name = name(this.next);
			SimpleEntry<String, JsonNode> entry = new SimpleEntry<>(name, node(this.next)) {

				private static final long serialVersionUID = 1;

				@Override
				public JsonNode setValue(JsonNode value) {
					put(name, value);
					return super.setValue(value);
				}

			};
			this.next += PAIR;
			return entry;
		}

		@Override
		public void remove() {
			this.next -= PAIR;
			removeAt(this.next);
		}

	}

}
