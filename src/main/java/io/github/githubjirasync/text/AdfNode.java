package io.github.githubjirasync.text;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * An object of ADF whose fields are known to be few, and are read without an iterator.
 */
final class AdfNode extends ObjectNode {

	private static final long serialVersionUID = 1;

	private final transient NodeFields fields;

	AdfNode(JsonNodeFactory factory, NodeFields fields) {
		super(factory, fields);
		this.fields = fields;
	}

	NodeFields fewFields() {
		return this.fields;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return super.equals(other);
	}

	@Override
	public int hashCode() {
		return super.hashCode();
	}

}
