package io.github.githubjirasync.issue;

import java.util.regex.Pattern;

/**
 * The identity of one webhook delivery, as its sender names it; unchanged when the sender
 * delivers it again.
 *
 * @param value 1 to 128 letters, digits and {@code . _ : -}
 */
public record DeliveryId(String value) {

	private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

	public DeliveryId {
		if (!ALLOWED.matcher(value).matches()) {
			throw new IllegalArgumentException("A delivery id has 1 to 128 letters, digits and . _ : -");
		}
	}

	@Override
	public String toString() {
		return this.value;
	}

}
