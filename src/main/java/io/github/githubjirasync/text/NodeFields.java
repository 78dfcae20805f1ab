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

	private int lengthOfNames;

	/** How many places of the array are in use. */
	private int used;

	NodeFields(int fields) {
		this.pairs = new Object[PAIR * fields];
	}

	private int indexOf(@Nullable Object name) {
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

	/** The length of the names in JSON, with quotes, colons and commas. */
	int lengthOfNames() {
		return this.lengthOfNames;
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
		int index = indexOf(name);
		if (index >= 0) {
			JsonNode before = node(index);
			this.pairs[index + 1] = value;
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
		this.lengthOfNames += name.length() + AROUND;
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
		this.lengthOfNames -= name(index).length() + AROUND;
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
